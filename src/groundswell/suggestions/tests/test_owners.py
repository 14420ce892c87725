"""Nothing raised is without an owner, and no answer is late in silence."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from groundswell.kernel.errors import NotAllowed
from groundswell.mail.models import Letter
from groundswell.networks.models import CalendarEntry, Term
from groundswell.suggestions.errors import SuggestionError
from groundswell.suggestions.models import Suggestion
from groundswell.suggestions.services import (
    answer,
    look_after_owners,
    pass_on,
    remind_owners,
    take,
    widen,
)
from groundswell.suggestions.tests.factories import raised, raised_by_visitor

FRIDAY = datetime(2026, 11, 20, 10, tzinfo=UTC)


def letters(**where):
    return Letter.objects.filter(**where).count()


def test_the_answer_is_due_in_three_working_days(cast):
    assert raised(cast, at=FRIDAY).answer_by_on == date(2026, 11, 25)


def test_closures_and_bank_holidays_are_no_working_days(cast):
    CalendarEntry.objects.create(
        network=cast.network, kind="closure", name="Closed",
        starts_on=date(2026, 12, 23), ends_on=date(2026, 12, 24),
    )  # fmt: skip
    before_christmas = datetime(2026, 12, 22, 10, tzinfo=UTC)
    assert raised(cast, at=before_christmas).answer_by_on == date(2026, 12, 31)


def test_owners_take_turns_students_first(cast):
    owners = [raised(cast).owner for _n in range(4)]
    assert owners == [cast.alice, cast.sade, cast.alice, cast.sade]


def test_a_co_chair_does_not_answer_themselves(cast):
    assert raised(cast, by=cast.alice).owner == cast.sade


def test_the_co_chair_chosen_by_name_is_the_owner(cast):
    raised(cast, to="cochair", to_person=cast.sade)
    assert raised(cast, to="cochair", to_person=cast.sade).owner == cast.sade


def test_only_a_co_chair_can_be_chosen(cast):
    with pytest.raises(SuggestionError):
        raised(cast, to="cochair", to_person=cast.femi)
    with pytest.raises(SuggestionError):
        raised(cast, to="group", to_person=cast.alice)


def test_without_co_chairs_nothing_goes_to_one(cast):
    Term.objects.all().delete()
    with pytest.raises(SuggestionError):
        raised(cast, to="cochair")
    assert raised(cast).owner is None


def test_what_has_no_owner_gets_one_as_soon_as_somebody_chairs(cast, news):
    terms = list(Term.objects.filter(network=cast.network))
    Term.objects.all().delete()
    one = raised(cast)
    assert look_after_owners() == 0
    Term.objects.bulk_create(terms)
    assert look_after_owners() == 1
    assert look_after_owners() == 0
    one.refresh_from_db()
    assert one.owner == cast.alice
    assert letters(to="alice@example.org") == 1


def test_when_the_chosen_co_chair_s_term_ends_it_passes_to_the_others(cast):
    one = raised(cast, to="cochair", to_person=cast.sade)
    Term.objects.filter(person=cast.sade).delete()
    look_after_owners()
    one.refresh_from_db()
    assert (one.to_person, one.owner) == (None, cast.alice)


def test_the_owner_is_told_once_and_not_what_was_said_to_a_co_chair(cast, news):
    raised(cast, to="cochair", text="Only for your eyes")
    news()
    news()
    letter = Letter.objects.get(to="alice@example.org")
    assert "Only for your eyes" not in letter.text
    assert "/raised/board/" in letter.text


def test_the_owner_is_reminded_on_the_day_once(cast):
    raised(cast, at=FRIDAY)
    with time_machine.travel(FRIDAY + timedelta(days=5), tick=False):
        remind_owners()
        remind_owners()
    assert letters(subject__startswith="Due today") == 1


def test_a_late_answer_is_told_to_every_co_chair_and_the_raiser_once(cast):
    one = raised(cast, at=FRIDAY)
    with time_machine.travel(FRIDAY + timedelta(days=6), tick=False):
        assert remind_owners() == 1
        assert remind_owners() == 0
    assert letters(subject__startswith="Late") == 2
    assert letters(to="bob@example.org") == 1
    assert one.steps.filter(what="late").count() == 1


def test_others_learn_that_it_is_late_and_nothing_of_what_was_said(cast):
    raised(cast, to="cochair", to_person=cast.sade, text="Between us", at=FRIDAY)
    with time_machine.travel(FRIDAY + timedelta(days=6), tick=False):
        remind_owners()
    words = Letter.objects.get(to="alice@example.org").text
    assert "Between us" not in words
    assert "/raised/board/" not in words


def test_an_answered_matter_is_never_late(cast):
    answer(by=cast.alice, suggestion=raised(cast, at=FRIDAY), text="Yes.")
    with time_machine.travel(FRIDAY + timedelta(days=30), tick=False):
        assert remind_owners() == 0


def test_the_raiser_can_open_it_to_all_co_chairs(cast):
    one = raised(cast, to="cochair", to_person=cast.sade)
    widen(by=cast.bob, suggestion=one)
    widen(by=cast.bob, suggestion=one)
    answer(by=cast.alice, suggestion=one, text="I read it now.")
    assert one.steps.filter(what="widened").count() == 1


def test_taking_and_passing_on_tell_the_raiser_who_answers(cast):
    one = raised_by_visitor(cast, to="cochair", to_person=cast.sade, address="ama@example.org")
    with pytest.raises(NotAllowed):
        pass_on(by=cast.alice, suggestion=one, to=cast.alice)
    with pytest.raises(SuggestionError):
        pass_on(by=cast.sade, suggestion=one, to=cast.femi)
    pass_on(by=cast.sade, suggestion=one, to=cast.alice)
    pass_on(by=cast.alice, suggestion=one, to=cast.alice)
    assert one.to_person == one.owner == cast.alice
    assert letters(to="ama@example.org") == 2
    other = raised(cast)
    take(by=cast.alice, suggestion=other)
    take(by=cast.alice, suggestion=other)
    assert other.owner == cast.alice


def test_nothing_is_due_once_a_matter_is_settled(cast):
    one = raised(cast)
    answer(by=cast.alice, suggestion=one, text="Yes.")
    assert not Suggestion.objects.filter(due_on__isnull=False).exists()
