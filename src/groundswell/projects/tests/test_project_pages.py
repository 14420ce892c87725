"""The pages of projects in a browser without script."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from groundswell.meetings.models import Action, AgendaItem
from groundswell.projects import services
from groundswell.projects.models import Project, Stage
from groundswell.projects.reactions.examples import a_project, a_quiet_project
from groundswell.projects.tests.factories import ChangeFactory, ProjectFactory, ProjectPartFactory


@pytest.fixture
def go(client, cast):
    """An address of this room in the cast's network."""
    return lambda name, *args: reverse(f"projects:{name}", args=[cast.network.slug, *args])


@pytest.fixture
def bob(client, cast):
    client.force_login(cast.bob)
    return client


def text(response):
    return response.content.decode()


def hidden(page, name):
    """The value of a hidden field on a page."""
    return re.findall(rf'name="{name}" value="([^"]+)"', text(page))[0]


NEW = {"title": "Hats", "kind": "placement", "why": "They do not fit.", "i_lead": "on"}


def test_a_student_starts_a_project_and_leads_it(bob, cast, go):
    response = bob.post(go("new"), NEW, follow=True)
    project = Project.objects.get()
    assert response.redirect_chain[-1][0] == go("project", project.pk)
    assert project.parts.get().role == "lead"
    assert "The project is on the board." in text(response)


def test_staff_start_one_and_it_asks_for_a_lead(client, cast, go):
    client.force_login(cast.femi)
    assert 'name="i_lead"' not in text(client.get(go("new")))
    page = text(client.post(go("new"), NEW, follow=True))
    assert "looks for a student to lead it" in page
    client.force_login(cast.bob)
    project = Project.objects.get()
    assert "I will lead it" in text(client.get(go("project", project.pk)))
    client.post(go("join", project.pk), {"role": "lead"})
    assert "looks for a student" not in text(client.get(go("project", project.pk)))


def test_a_form_sent_twice_starts_one_project(bob, go):
    number = hidden(bob.get(go("new")), "_once")
    first = bob.post(go("new"), {**NEW, "_once": number})
    second = bob.post(go("new"), {**NEW, "_once": number})
    assert Project.objects.count() == 1
    assert first.url == second.url


def test_too_long_a_title_is_refused_with_both_numbers_and_nothing_is_lost(bob, go):
    page = text(bob.post(go("new"), {**NEW, "title": "h" * 161, "why": "These words stay."}))
    assert "160" in page
    assert "161" in page
    assert "These words stay." in page
    assert not Project.objects.exists()


def test_a_project_starts_from_an_agenda_item(bob, cast, go):
    item = AgendaItem.objects.create(network=cast.network, title="Kara in theatre")
    address = go("new") + f"?item={item.pk}"
    assert "From the agenda: Kara in theatre" in text(bob.get(address))
    bob.post(address, NEW)
    assert Project.objects.get().agenda_item == item


@pytest.mark.parametrize("more", [{"is_unminuted": True}, {"other": True}])
def test_an_unminuted_or_foreign_item_gives_nothing_away(bob, cast, go, more):
    network = cast.other_network if more.pop("other", False) else cast.network
    item = AgendaItem.objects.create(network=network, title="Not to be told", **more)
    assert "Not to be told" not in text(bob.get(go("new") + f"?item={item.pk}"))
    assert bob.get(go("new") + "?item=99999999999999999&decision=x").status_code == 200


def test_the_page_tells_the_story_with_old_and_new_plan_beside_each_other(bob, cast, go):
    page = text(bob.get(go("project", a_project(cast).pk)))
    assert "<del>" in page
    assert "<ins>" in page
    assert "Two washes ruined them." in page
    assert "A label for each ward" in page


def test_the_second_editor_sees_both_texts_and_then_may_save(bob, cast, go):
    project = a_project(cast)
    address = go("adapt", project.pk)
    mine = {"new_plan": "My plan", "why": "Because", "version": project.version}
    services.adapt(
        by=cast.femi, project=project, new_plan="Femi's plan", why="So.", version=project.version
    )
    page = bob.post(address, mine)
    assert "Femi&#x27;s plan" in text(page)
    assert "My plan" in text(page)
    version = hidden(page, "version")
    assert bob.post(address, {**mine, "version": version}).status_code == 302
    project.refresh_from_db()
    assert project.plan == "My plan"


def test_the_second_editor_of_the_words_sees_both_too(bob, cast, go):
    project = a_project(cast)
    services.edit_project(
        by=cast.femi, project=project, version=project.version, why="Femi's reason"
    )
    page = text(
        bob.post(
            go("edit", project.pk),
            {"title": "Hats", "kind": "placement", "why": "My reason", "version": 1},
        )
    )
    assert "Femi&#x27;s reason" in page
    assert "My reason" in page


def test_a_member_without_a_part_is_told_to_join(client, cast, go):
    client.force_login(cast.priya)
    project = a_project(cast)
    assert "Move it on" not in text(client.get(go("project", project.pk)))
    refused = client.post(go("move", project.pk), {"to": "paused", "reason": "x"})
    assert refused.status_code == 403
    assert "Join it first" in text(refused)


def test_closing_without_an_outcome_gets_a_sentence_and_keeps_the_choice(bob, cast, go):
    project = a_project(cast)
    page = text(bob.post(go("move", project.pk), {"to": "changed", "reason": ""}))
    assert "Nothing closes without its outcome" in page
    assert 'value="changed" id="id_to_0" checked' in page or "checked" in page
    bob.post(go("move", project.pk), {"to": "changed", "reason": "Hats in every theatre."})
    assert "Hats in every theatre." in text(bob.get(go("project", project.pk)))


def test_a_stage_that_is_not_offered_is_refused_in_words(bob, cast, go):
    page = bob.post(go("move", a_project(cast).pk), {"to": "embedded", "reason": "x"})
    assert page.status_code == 200
    assert "embedded" in text(page)


def test_what_moved_a_blocker_is_kept(bob, cast, go):
    project = a_project(cast)
    blocker = project.blockers.get(moved_on=None)
    address = go("blocker_moved", blocker.pk)
    assert "Who pays in summer" in text(bob.get(address))
    bob.post(address, {"what_moved_it": "The dean"})
    blocker.refresh_from_db()
    assert blocker.moved_on
    assert bob.post(address, {"what_moved_it": "Again"}).status_code == 200


def test_an_action_is_given_to_somebody_in_the_project_and_shown_there(bob, cast, go):
    project = a_project(cast)
    words = {"text": "Ask the laundry", "owner": cast.femi.pk, "due_on": "2030-01-01"}
    bob.post(go("action_new", project.pk), words)
    assert Action.objects.get().project_key == f"projects.project:{project.pk}"
    assert "Ask the laundry" in text(bob.get(go("project", project.pk)))
    outside = bob.post(go("action_new", project.pk), {**words, "owner": cast.priya.pk})
    assert "Select a valid choice" in text(outside)


def test_nobody_is_given_work_for_being_first_in_a_list(client, bob, cast, go):
    project = a_project(cast)
    owner = bob.get(go("action_new", project.pk)).context["form"]["owner"]
    assert owner.value() == str(cast.bob.pk)  # he is in the project
    client.force_login(cast.alice)
    page = client.get(go("action_new", project.pk))
    assert page.context["form"].fields["owner"].choices[0] == ("", "Choose somebody")
    words = {"text": "Ask the laundry", "owner": "", "due_on": "2030-01-01"}
    assert "Choose who will do it" in text(client.post(go("action_new", project.pk), words))
    assert not Action.objects.exists()


def test_a_quiet_project_asks_whether_it_is_alive(client, cast, go):
    client.force_login(cast.alice)
    project = a_quiet_project(cast)
    assert "Still alive?" in text(client.get(go("project", project.pk)))
    client.post(go("alive", project.pk))
    assert "Still alive?" not in text(client.get(go("project", project.pk)))


def test_a_lead_brings_people_in_and_ends_parts(bob, cast, go):
    project = a_project(cast)
    nobody = text(bob.post(go("people", project.pk), {"person": "", "role": "supporter"}))
    assert "Choose who takes part." in nobody  # nobody is chosen by being first in the list
    bob.post(go("people", project.pk), {"person": cast.dalia.pk, "role": "supporter"})
    assert project.parts.filter(person=cast.dalia, ended_on=None).exists()
    refused = text(bob.post(go("people", project.pk), {"person": cast.dalia.pk, "role": "lead"}))
    assert "A student leads a project" in refused
    bob.post(go("leave", project.pk), {"person": cast.dalia.pk})
    assert not project.parts.filter(person=cast.dalia, ended_on=None).exists()
    bob.post(go("leave", project.pk), {"person": "x"})
    assert not project.parts.filter(person=cast.bob, ended_on=None).exists()


def test_a_component_is_offered_and_corrected(bob, cast, go):
    project = ProjectFactory(network=cast.network)
    ProjectPartFactory(project=project, person=cast.bob)
    bob.post(go("component_new", project.pk), {"brief": "Ask thirty", "weeks": 3})
    component = project.components.get()
    words = {"brief": "Ask forty", "weeks": 4, "output": "A toolkit", "version": 1}
    bob.post(go("component_edit", component.pk), words)
    page = text(bob.get(go("project", project.pk)))
    assert "A toolkit" in page
    again = text(bob.post(go("component_edit", component.pk), {**words, "output": "Mine"}))
    assert "A toolkit" in again
    assert "Mine" in again


def test_sharing_and_taking_back(client, cast, go):
    from groundswell.networks.models import Sisterhood

    Sisterhood.objects.create(one=cast.network, other=cast.other_network, agreed_at=timezone.now())
    client.force_login(cast.alice)
    project = a_project(cast)
    address = go("share", project.pk)
    client.post(address, {"sister": cast.other_network.pk})
    share = project.shares.get()
    assert "Take it back" in text(client.get(address))
    client.post(go("unshare", share.pk))
    share.refresh_from_db()
    assert share.ended_at


def test_filters_narrow_and_unknown_ones_are_ignored(bob, cast, go):
    ProjectFactory(network=cast.network, title="Portraits", kind="culture")
    ProjectFactory(network=cast.network, title="Fitting hats", kind="placement")
    page = text(bob.get(go("index") + "?kind=culture"))
    assert "Portraits" in page
    assert "Fitting hats" not in page
    assert "Portraits" in text(bob.get(go("index") + "?stage=raised&kind=culture"))
    assert bob.get(go("index") + "?stage=nonsense&kind=<b>&page=x").status_code == 200


def test_an_empty_board_teaches(bob, cast, go):
    page = text(bob.get(go("index")))
    assert "No project yet" in page
    assert "For example:" in page


def n_queries(client, address):
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert client.get(address).status_code == 200
    return len(caught)


@pytest.mark.parametrize("query", ["", "?stage=doing", "?stage=doing&page=2"])
def test_ten_more_projects_cost_no_more_queries(bob, cast, go, query):
    def more(n):
        for project in ProjectFactory.create_batch(n, network=cast.network, stage=Stage.DOING):
            ProjectPartFactory(project=project, person=cast.bob)
            ChangeFactory(network=cast.network, project=project)

    more(26)
    before = n_queries(bob, go("index") + query)
    more(10)
    assert n_queries(bob, go("index") + query) == before <= 12


def test_a_longer_story_costs_no_more_queries(bob, cast, go):
    project = a_project(cast)
    address = go("project", project.pk)
    before = n_queries(bob, address)
    for n in range(10):
        services.note_blocker(by=cast.bob, project=project, what_resisted=f"Thing {n}")
        ChangeFactory(network=cast.network, project=project)
        services.adapt(
            by=cast.bob, project=project, new_plan=f"Plan {n}", why="So", version=project.version
        )
    for person in (cast.dalia, cast.priya, cast.sade):
        services.join(by=cast.bob, project=project, person=person)
    assert n_queries(bob, address) == before <= 13  # one for each thing a project has


def test_what_was_stopped_is_no_success_and_can_be_taken_up_again(bob, cast, go):
    project = a_project(cast)
    bob.post(go("move", project.pk), {"to": "stopped", "reason": "No place for it."})
    page = text(bob.get(go("project", project.pk)))
    assert "It was stopped" in page
    assert "Take it up again" in page
    assert "Move it on" not in page
    assert "Adapt the plan" not in page
