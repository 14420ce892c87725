"""Sharing a project with a sister network."""

import pytest
from django.utils import timezone

from groundswell.kernel.errors import NotAllowed
from groundswell.networks.models import Sisterhood
from groundswell.projects import services
from groundswell.projects.errors import ProjectError
from groundswell.projects.queries import shared_with
from groundswell.projects.tests.factories import ProjectFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def sisterhood(cast):
    return Sisterhood.objects.create(
        one=cast.network, other=cast.other_network, agreed_at=timezone.now()
    )


def test_only_a_sister_can_be_shown_a_project(cast):
    project = ProjectFactory(network=cast.network)
    with pytest.raises(ProjectError, match="not a sister"):
        services.share_project(by=cast.alice, project=project, sister=cast.other_network)


def test_only_cochairs_hold_project_share(cast, sisterhood):
    project = ProjectFactory(network=cast.network)
    with pytest.raises(NotAllowed):  # PROJECT_SHARE
        services.share_project(by=cast.bob, project=project, sister=cast.other_network)


def test_a_shared_project_is_listed_until_it_is_taken_back(cast, sisterhood):
    project = ProjectFactory(network=cast.network)
    ProjectFactory(network=cast.network)
    for _time in range(2):
        share = services.share_project(by=cast.alice, project=project, sister=cast.other_network)
    assert list(shared_with(cast.other_network)) == [project]
    services.unshare_project(by=cast.alice, share=share)
    assert list(shared_with(cast.other_network)) == []


def test_an_ended_sisterhood_shows_nothing(cast, sisterhood):
    project = ProjectFactory(network=cast.network)
    services.share_project(by=cast.alice, project=project, sister=cast.other_network)
    sisterhood.ended_at = timezone.now()
    sisterhood.save()
    assert list(shared_with(cast.other_network)) == []
