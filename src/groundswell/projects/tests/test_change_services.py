"""You said, we did, did it work: recording a change and looking again."""

from datetime import date, timedelta
from typing import Any

import pytest

from groundswell.kernel.actors import SYSTEM
from groundswell.kernel.clock import today
from groundswell.kernel.errors import EditConflict, NotAllowed
from groundswell.kernel.models import News
from groundswell.projects import services
from groundswell.projects.errors import ChangeError
from groundswell.projects.queries import due_for_review, public_changes, thread_of, thread_of_change
from groundswell.projects.tests.factories import ChangeFactory, ProjectFactory, ProjectPartFactory

pytestmark = pytest.mark.django_db
WORDS: dict[str, Any] = {
    "title": "The kara may stay on",
    "you_said": "I had to take it off.",
    "we_did": "We asked.",
}
CLAUSE: dict[str, Any] = {
    "document": "Uniform policy 4.2",
    "before": "No wrist wear.",
    "after": "No wrist wear except a kara or a plain band.",
    "owner": "Trust dress lead",
    "review_on": date(2027, 4, 1),
}
SESSION: dict[str, Any] = {
    "session": "Year 3 neonatal week",
    "owner": "Dr Osei",
    "gap": "Only pale skin",
    "change_made": "Starts from brown skin",
    "reaudit_on": date(2027, 1, 10),
}


def test_a_policy_change_keeps_the_clause_before_and_after(cast):
    change = services.record_change(
        by=cast.bob, network=cast.network, kind="policy", clause=CLAUSE, **WORDS
    )
    assert change.clause.before == "No wrist wear."
    assert change.clause.owner == "Trust dress lead"
    assert News.objects.get(name="projects.ChangeRecorded").payload["project_id"] is None


@pytest.mark.parametrize(("kind", "words"), [("policy", "clause"), ("curriculum", "session")])
def test_a_change_of_rule_or_teaching_needs_its_particulars(cast, kind, words):
    with pytest.raises(ChangeError, match=words):
        services.record_change(by=cast.bob, network=cast.network, kind=kind, **WORDS)


def test_a_review_of_teaching_is_its_reaudit(cast):
    change = services.record_change(
        by=cast.bob, network=cast.network, kind="curriculum", edit=SESSION, **WORDS
    )
    soon = today() + timedelta(days=90)
    services.review_change(
        by=cast.priya, change=change, held="partly", text="Nine of eleven.", next_review_on=soon
    )
    change.edit.refresh_from_db()
    assert (change.edit.reaudit_result, change.edit.reaudit_on) == ("Nine of eleven.", soon)


def test_a_review_comes_back_half_a_year_later(cast):
    change = services.record_change(
        by=cast.bob, network=cast.network, kind="place", changed_on=date(2026, 1, 5), **WORDS
    )
    assert change.review_due_on == date(2026, 7, 6)
    assert list(due_for_review(cast.network.pk, date(2026, 7, 6))) == [change]


def test_a_review_answers_whether_it_worked_and_sets_the_next(cast):
    change = ChangeFactory(network=cast.network, review_due_on=today())
    soon = today() + timedelta(days=30)
    services.review_change(
        by=cast.bob, change=change, held="yes", text="On every trolley.", next_review_on=soon
    )
    change.refresh_from_db()
    assert (change.did_it_work, change.review_due_on) == ("On every trolley.", soon)
    assert change.reviews.get().held == "yes"
    assert not due_for_review(cast.network.pk).exists()


def test_the_next_review_lies_ahead(cast):
    with pytest.raises(ChangeError, match="ahead"):
        services.review_change(
            by=cast.bob,
            change=ChangeFactory(network=cast.network),
            held="no",
            text="Gone.",
            next_review_on=today(),
        )


def test_a_review_before_the_change_is_refused(cast):
    with pytest.raises(ChangeError, match="before the change"):
        services.record_change(
            by=cast.bob,
            network=cast.network,
            kind="place",
            changed_on=date(2026, 5, 1),
            review_due_on=date(2026, 4, 1),
            **WORDS,
        )


def test_a_change_of_a_project_is_recorded_by_those_in_it(cast):
    project = ProjectFactory(network=cast.network)
    with pytest.raises(NotAllowed, match="Join it first"):
        services.record_change(by=cast.priya, project=project, kind="place", **WORDS)
    ProjectPartFactory(project=project, person=cast.priya, role="member")
    change = services.record_change(by=cast.priya, project=project, kind="place", **WORDS)
    assert change.network == cast.network
    assert "changed" in [step["label"] for step in thread_of(project) if step["reached"]]


def test_a_change_belongs_somewhere(cast):
    with pytest.raises(TypeError, match="neither"):
        services.record_change(by=cast.bob, kind="place", **WORDS)


@pytest.mark.parametrize("verb", ["change.record", "change.review"])
def test_strangers_hold_neither(cast, verb):
    assert not cast.charlie.holds(verb, cast.network, None)
    assert cast.priya.holds(verb, cast.network, None)


def test_only_a_cochair_or_the_system_shows_a_change(cast):
    change = ChangeFactory(network=cast.network)
    with pytest.raises(NotAllowed):  # CHANGE_MARK
        services.mark_shown(by=cast.bob, change=change)
    services.mark_shown(by=cast.alice, change=change)
    services.mark_shown(by=SYSTEM, change=change)
    services.mark_measured(by=SYSTEM, change=change)
    assert News.objects.filter(name="projects.ChangeShown").count() == 1
    assert list(public_changes(cast.network)) == [change]
    reached = [step["label"] for step in thread_of_change(change) if step["reached"]]
    assert reached == ["raised", "changed", "shown", "measured"]


def test_a_change_can_be_taken_off_the_wall(cast):
    change = ChangeFactory(network=cast.network)
    services.mark_shown(by=cast.alice, change=change)
    services.hide_change(by=cast.alice, change=change)
    assert not public_changes(cast.network).exists()


def test_the_second_of_two_editors_gets_the_first_ones_words(cast):
    change = ChangeFactory(network=cast.network)
    services.edit_change(by=cast.bob, change=change, version=1, we_did="Three sizes.")
    with pytest.raises(EditConflict) as conflict:
        services.edit_change(by=cast.priya, change=change, version=1, we_did="Four sizes.")
    assert conflict.value.theirs["we_did"] == "Three sizes."
