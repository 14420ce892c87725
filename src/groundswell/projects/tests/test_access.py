"""Who may know that a project or a change exists."""

import pytest
from django.urls import reverse
from django.utils import timezone

from groundswell.kernel.clock import today
from groundswell.kernel.registries import example_urls
from groundswell.networks.models import Sisterhood
from groundswell.networks.tests.factories import MembershipFactory
from groundswell.projects import services
from groundswell.projects.models import ProjectShare
from groundswell.projects.reactions.examples import a_project

# A page behind a signed link guards itself: test_ask_links.py.
OURS = [e for e in example_urls if e.name.startswith("projects:") and not e.public]


def test_every_page_opens_for_a_cochair_and_for_nobody_from_outside(client, cast, subtests):
    """The pages are made once, which takes longer than asking for them."""
    pages = {example.name: example.make(cast) for example in OURS}
    left = MembershipFactory(network=cast.network, person=cast.nobody, ended_on=today()).person
    for who, person, answer in (
        ("a co-chair", cast.alice, 200),
        ("a stranger", cast.charlie, 404),
        ("somebody who left", left, 404),
        ("a visitor", None, 302),
    ):
        client.logout()
        if person is not None:
            client.force_login(person)
        for name, address in pages.items():
            with subtests.test(who=who, page=name):
                assert client.get(address).status_code == answer


@pytest.fixture
def shared(cast):
    Sisterhood.objects.create(one=cast.network, other=cast.other_network, agreed_at=timezone.now())
    project = a_project(cast)
    services.share_project(by=cast.alice, project=project, sister=cast.other_network)
    return project


def sister_page(cast, project):
    return reverse("projects:sister", args=[cast.other_network.slug, project.pk])


def test_a_sister_reads_the_plan_and_no_names(client, cast, shared):
    client.force_login(cast.charlie)
    page = client.get(sister_page(cast, shared)).content.decode()
    assert "Two washes ruined them." in page
    assert "Bob" not in page
    assert "<form" not in page.split("<main")[1].split("</main>")[0]
    index = client.get(reverse("projects:index", args=[cast.other_network.slug]))
    assert shared.title in index.content.decode()


def test_a_sister_changes_nothing(client, cast, shared):
    client.force_login(cast.charlie)
    for name in ("move", "adapt", "join", "alive"):
        for slug in (cast.network.slug, cast.other_network.slug):
            address = reverse(f"projects:{name}", args=[slug, shared.pk])
            assert client.post(address, {"to": "stopped"}).status_code == 404


def test_what_is_not_shared_or_taken_back_is_not_there(client, cast, shared):
    client.force_login(cast.charlie)
    services.unshare_project(by=cast.alice, share=ProjectShare.objects.get())
    assert client.get(sister_page(cast, shared)).status_code == 404


def test_an_object_of_one_network_does_not_open_under_anothers_address(client, cast):
    project = a_project(cast)
    client.force_login(cast.charlie)
    for name, pk in [
        ("blocker_moved", project.blockers.get(moved_on=None).pk),
        ("component_edit", project.components.get().pk),
    ]:
        assert client.get(reverse(f"projects:{name}", args=["medpride", pk])).status_code == 404
