"""What the tables themselves refuse."""

import pytest
from django.db import IntegrityError

from groundswell.projects.models import Stage
from groundswell.projects.tests.factories import (
    AskFactory,
    ChangeFactory,
    ProjectFactory,
    ProjectPartFactory,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("stage", [Stage.CHANGED, Stage.EMBEDDED, Stage.STOPPED])
def test_no_project_closes_without_an_outcome(stage):
    with pytest.raises(IntegrityError):
        ProjectFactory(stage=stage, stage_reason="It ended.")


def test_no_project_rests_without_a_reason():
    with pytest.raises(IntegrityError):
        ProjectFactory(stage=Stage.PAUSED)


def test_nobody_has_two_open_parts_in_one_project():
    part = ProjectPartFactory()
    with pytest.raises(IntegrityError):
        ProjectPartFactory(project=part.project, person=part.person)


def test_no_ask_closes_without_an_outcome():
    with pytest.raises(IntegrityError):
        AskFactory(state="closed")


def test_a_row_names_itself():
    assert str(ProjectFactory(title="Hats")) == "Hats"
    assert str(ChangeFactory(title="Hats fit")) == "Hats fit"
    assert str(AskFactory(title="A seat")) == "A seat"
