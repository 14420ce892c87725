"""What this room gives to home, handover and a person's own data."""

from datetime import timedelta

import pytest

from groundswell.kernel.clock import now, today
from groundswell.kernel.errors import NotAllowed
from groundswell.kernel.registries import looking
from groundswell.projects import services
from groundswell.projects.errors import ProjectError
from groundswell.projects.models import Adaptation, ProjectPart
from groundswell.projects.queries import has_student_lead
from groundswell.projects.reactions.examples import a_policy_change, a_project, a_quiet_project
from groundswell.projects.reactions.needs import what_happened, what_needs
from groundswell.projects.reactions.personal import forget_author, forget_parts, parts, written
from groundswell.projects.reactions.responsibilities import held, held_by_many, pass_on
from groundswell.projects.tests.factories import ChangeFactory, ProjectFactory, ProjectPartFactory


def titles(person, cast):
    return {need.title for need in what_needs(looking(person.pk, cast.network))}


def test_cochairs_are_asked_about_projects_nobody_leads(cast):
    a_quiet_project(cast)
    assert titles(cast.alice, cast) == {"Portraits in the atrium"}
    assert titles(cast.bob, cast) == set()


def test_a_lead_is_asked_whether_a_quiet_project_is_alive(cast):
    project = a_project(cast)
    assert titles(cast.bob, cast) == set()
    type(project).objects.update(touched_at=now() - timedelta(days=61))
    (need,) = what_needs(looking(cast.bob.pk, cast.network))
    assert need.kind == "Still alive?"
    services.move_stage(by=cast.bob, project=project, to="paused", reason="Exams")
    assert titles(cast.bob, cast) == set()


def test_a_review_comes_back_to_the_lead_and_the_cochairs(cast):
    change = ChangeFactory(
        network=cast.network, project=a_project(cast), review_due_on=today(), title="Hats fit"
    )
    assert titles(cast.bob, cast) == titles(cast.alice, cast) == {"Hats fit"}
    assert titles(cast.priya, cast) == set()
    services.review_change(by=cast.bob, change=change, held="yes", text="They do.")
    assert titles(cast.bob, cast) == set()


def test_home_hears_of_moves_and_changes(cast):
    a_project(cast)
    a_policy_change(cast)
    heard = {news.title for news in what_happened(cast.network, now() - timedelta(days=100))}
    assert "It changed: The kara may stay on" in heard
    assert "Theatre hats that fit: Doing" in heard
    assert "A project began: Theatre hats that fit" in heard
    assert list(what_happened(cast.network, now())) == []


def test_a_leaver_passes_the_lead_on_to_a_student(cast):
    project = a_project(cast)
    (lead,) = held(cast.bob.pk, cast.network.pk)
    assert lead.title == project.title
    with pytest.raises(NotAllowed):
        pass_on(by=cast.priya, key=lead.key, to_person_id=cast.alice.pk)
    with pytest.raises(ProjectError, match="A student leads"):
        pass_on(by=cast.sade, key=lead.key, to_person_id=cast.dalia.pk)
    with pytest.raises(ProjectError, match="already"):
        pass_on(by=cast.sade, key=lead.key, to_person_id=cast.bob.pk)
    with pytest.raises(ProjectError, match="Nobody"):
        pass_on(by=cast.sade, key=lead.key, to_person_id=0)
    for _time in range(2):
        pass_on(by=cast.bob, key=lead.key, to_person_id=cast.alice.pk)
    assert held(cast.bob.pk, cast.network.pk) == []
    assert has_student_lead(project)


def test_what_a_year_group_holds_is_one_query(cast, django_assert_num_queries):
    for _time in range(3):
        ProjectPartFactory(project=ProjectFactory(network=cast.network), person=cast.bob)
    a_project(cast)
    with django_assert_num_queries(1):
        found = held_by_many([cast.bob.pk, cast.femi.pk, cast.alice.pk], cast.network.pk)
    assert {person: len(things) for person, things in found.items()} == {
        cast.bob.pk: 4,
        cast.femi.pk: 1,
    }


def test_home_asks_this_room_little(cast, django_assert_max_num_queries):
    a_project(cast)
    a_quiet_project(cast)
    with django_assert_max_num_queries(4):
        list(what_needs(looking(cast.alice.pk, cast.network)))
    with django_assert_max_num_queries(2):
        list(what_happened(cast.network, now() - timedelta(days=100)))


def test_a_person_sees_what_is_kept_and_leaves_only_the_words(cast):
    a_project(cast)
    assert [row["role"] for row in parts(cast.bob.pk)] == ["lead"]
    assert any(row["words"].get("why") == "Two washes ruined them." for row in written(cast.bob.pk))
    forget_parts(cast.bob.pk)
    forget_author(cast.bob.pk)
    assert not ProjectPart.objects.filter(person=cast.bob).exists()
    assert Adaptation.objects.get().by is None
    assert list(written(cast.bob.pk)) == []
