"""Stages: what may follow what, and what each move needs."""

import pytest

from groundswell.kernel.errors import NotAllowed
from groundswell.kernel.models import News
from groundswell.projects import services
from groundswell.projects.errors import ProjectError
from groundswell.projects.models import ProjectPart, Stage
from groundswell.projects.queries import next_stages
from groundswell.projects.stages import NEXT
from groundswell.projects.tests.factories import ProjectFactory, ProjectPartFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def hats(cast):
    project = ProjectFactory(network=cast.network)
    ProjectPartFactory(project=project, person=cast.bob)
    return project


def test_every_move_keeps_when_why_and_from_where(cast, hats):
    services.move_stage(by=cast.bob, project=hats, to="consulting", reason="Two wards asked.")
    move = hats.moves.get()
    assert (move.from_stage, move.to_stage, move.why) == (
        "raised",
        "consulting",
        "Two wards asked.",
    )
    assert News.objects.get(name="projects.ProjectMoved").payload["stage"] == "consulting"


def test_moving_to_where_it_stands_changes_nothing(cast, hats):
    services.move_stage(by=cast.bob, project=hats, to="raised")
    assert not hats.moves.exists()


def test_doing_needs_a_student_who_leads(cast):
    project = ProjectFactory(network=cast.network)
    ProjectPartFactory(project=project, person=cast.femi, role=ProjectPart.Role.SUPPORTER)
    with pytest.raises(ProjectError, match="A student must lead"):
        services.move_stage(by=cast.femi, project=project, to="doing")
    services.join(by=cast.bob, project=project, person=cast.bob, role="lead")
    services.move_stage(by=cast.femi, project=project, to="doing")
    assert project.stage == Stage.DOING


@pytest.mark.parametrize("to", ["changed", "stopped"])
def test_nothing_closes_without_an_outcome(cast, hats, to):
    services.move_stage(by=cast.bob, project=hats, to="doing")
    with pytest.raises(ProjectError, match="outcome"):
        services.move_stage(by=cast.bob, project=hats, to=to, reason="  ")
    services.move_stage(by=cast.bob, project=hats, to=to, reason="Hats in all theatres.")
    hats.refresh_from_db()
    assert (hats.stage, hats.outcome) == (to, "Hats in all theatres.")


def test_embedded_needs_its_own_outcome(cast, hats):
    for to, reason in [("doing", ""), ("changed", "It is there.")]:
        services.move_stage(by=cast.bob, project=hats, to=to, reason=reason)
    with pytest.raises(ProjectError, match="outcome"):
        services.move_stage(by=cast.bob, project=hats, to="embedded")


def test_a_pause_needs_a_reason_and_returns_to_where_it_was(cast, hats):
    services.move_stage(by=cast.bob, project=hats, to="consulting")
    with pytest.raises(ProjectError, match="why it rests"):
        services.move_stage(by=cast.bob, project=hats, to="paused")
    services.move_stage(by=cast.bob, project=hats, to="paused", reason="Exams.")
    assert next_stages(hats) == [Stage.CONSULTING, Stage.STOPPED]
    services.move_stage(by=cast.bob, project=hats, to="consulting")
    assert hats.stage == Stage.CONSULTING


def test_going_back_needs_a_reason(cast, hats):
    services.move_stage(by=cast.bob, project=hats, to="doing")
    with pytest.raises(ProjectError, match="goes back"):
        services.move_stage(by=cast.bob, project=hats, to="consulting")


def test_a_jump_that_is_not_offered_names_those_that_are(cast, hats):
    with pytest.raises(ProjectError, match=r"From Raised .*Exploring"):
        services.move_stage(by=cast.bob, project=hats, to="embedded", reason="x")


def test_a_lead_stops_their_own_and_a_cochair_any_but_a_member_none(cast, hats):
    ProjectPartFactory(project=hats, person=cast.priya, role=ProjectPart.Role.MEMBER)
    with pytest.raises(NotAllowed):
        services.stop(by=cast.priya, project=hats, reason="No.")  # holds no PROJECT_STOP
    services.stop(by=cast.alice, project=hats, reason="The trust solved it first.")
    services.move_stage(by=cast.bob, project=hats, to="exploring", reason="It came back.")
    services.stop(by=cast.bob, project=hats, reason="Solved again.")
    assert hats.stage == Stage.STOPPED


def test_every_stage_has_a_way_on():
    assert set(NEXT) == set(Stage.values)
    assert all(NEXT.values())
