"""Clocks of asks, across bank holidays, closures and weekends; each job may run twice."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from groundswell.kernel.clock import today
from groundswell.kernel.permissions import Permission
from groundswell.kernel.registries import looking
from groundswell.mail.models import Letter
from groundswell.mail.services import note_bounce
from groundswell.networks.models import CalendarEntry
from groundswell.projects import services
from groundswell.projects.models import Ask
from groundswell.projects.queries.asks import reply_day
from groundswell.projects.reactions import ask_examples as made
from groundswell.projects.reactions.ask_needs import held, what_happened, what_needs


def noon(day):
    year, month, date_ = day
    return time_machine.travel(datetime(year, month, date_, 12, tzinfo=UTC), tick=False)


@pytest.fixture
def sent(cast):
    """Sent on Wednesday 16 December 2026."""
    with noon((2026, 12, 16)):
        ask = made.a_draft(cast)
        services.send_ask(by=cast.alice, ask=ask)
    return ask


def subjects(words):
    return Letter.objects.filter(subject__contains=words).count()


def kinds(person, cast):
    return {need.kind for need in what_needs(looking(person.pk, cast.network))}


def test_ten_working_days_leave_out_holidays_and_closures(cast):
    start = date(2026, 12, 16)
    assert reply_day(cast.network, start) == date(2027, 1, 4)  # Christmas, Boxing Day, New Year
    CalendarEntry.objects.create(
        network=cast.network,
        kind="closure",
        name="Closed",
        starts_on=date(2026, 12, 29),
        ends_on=date(2026, 12, 31),
    )
    assert reply_day(cast.network, start) == date(2027, 1, 7)
    cast.network.region = "SCT"
    assert reply_day(cast.network, start) == date(2027, 1, 8)  # and 2 January is kept there


def test_the_office_is_reminded_once_on_the_next_working_day(cast, sent):
    Ask.objects.update(reply_due_on=date(2027, 1, 8))  # a Friday
    for day in ((2027, 1, 8), (2027, 1, 9), (2027, 1, 10)):
        with noon(day):
            assert services.remind_offices() == 0
    for _time in range(2):
        with noon((2027, 1, 11)):
            services.remind_offices()
    assert subjects("Still waiting") == 1
    assert sent.steps.filter(what="reminded").count() == 1


def test_then_the_cochairs_are_asked_what_next_until_it_is_on_an_agenda(cast, sent):
    Ask.objects.update(reply_due_on=date(2027, 1, 6))
    with noon((2027, 1, 7)):
        assert kinds(cast.alice, cast) == set()
    with noon((2027, 1, 8)):
        assert kinds(cast.alice, cast) == {"No answer: what next?"}
        assert kinds(cast.bob, cast) == set()
        services.put_ask_on_agenda(by=cast.alice, ask=sent)
        assert kinds(cast.alice, cast) == set()


def test_a_promise_is_remembered_fourteen_and_three_days_before_and_once_after(cast, sent):
    due = date(2027, 3, 31)
    with noon((2026, 12, 18)):
        services.answer_ask(by=made.office_of(sent), ask=sent, way="yes", text="Seats", on=due)
    reminded_on = []
    for offset in range(-20, 8):
        day = due + timedelta(days=offset)
        with noon((day.year, day.month, day.day)):
            if services.remind_offices():
                reminded_on.append(offset)
            services.remind_offices()
    assert reminded_on == [-14, -3, 1]
    assert subjects("promised") == 3


def test_a_promise_for_next_week_is_not_followed_by_a_reminder_the_same_day(cast):
    ask = made.a_sent_ask(cast)
    services.answer_ask(
        by=made.office_of(ask), ask=ask, way="yes", text="Soon", on=today() + timedelta(days=2)
    )
    Ask.objects.update(reply_due_on=None)
    assert services.remind_offices() == 0


def test_a_verdict_becomes_public_after_the_window_and_not_on_its_last_day(cast):
    with noon((2026, 12, 16)):
        ask = made.a_verdict(cast)
    assert ask.office_reply_due_on == date(2027, 1, 4)
    with noon((2027, 1, 4)):
        assert services.publish_verdicts() == 0
    with noon((2027, 1, 5)):
        assert services.publish_verdicts() == 1
        assert services.publish_verdicts() == 0
        ask.refresh_from_db()
        assert (ask.state, ask.shown_verdict) == ("closed", "Partly felt")


def test_an_office_whose_address_bounced_gets_no_link(cast, sent):
    note_bounce(address="head@example.org", why="550")
    Ask.objects.update(reply_due_on=date(2027, 1, 6))
    with noon((2027, 1, 8)):
        assert services.remind_offices() == 0


def test_every_step_writes_its_letters(cast, news):
    ask = made.a_sent_ask(cast)
    news()
    assert subjects("asks your office") == 1
    services.rejoin_ask(by=cast.alice, ask=ask, text="One thing more.")
    services.answer_ask(
        by=made.office_of(ask), ask=ask, way="yes", text="Yes", on=today() + timedelta(days=3)
    )
    news()
    assert subjects("A word about") == 1
    assert subjects("says yes") == 2  # both co-chairs; the author is one of them
    services.deliver_ask(by=cast.alice, ask=ask, evidence="Done")
    news()
    assert subjects("Is it felt?") == 6  # every member once
    services.give_verdict(by=cast.bob, ask=ask, verdict="felt")
    services.judge_ask(by=cast.alice, ask=ask, text="It is felt.")
    news()
    assert subjects("You read it first") == 1
    services.reply_to_verdict(by=made.office_of(ask, Permission.ASK_REPLY), ask=ask, text="Good.")
    news()
    assert subjects("Public from today") == 1
    office = Letter.objects.filter(to="head@example.org")
    assert not any(cast.bob.name in text for text in office.values_list("text", flat=True))


def test_a_member_is_asked_quietly_until_they_answer(cast):
    ask = made.a_delivery(cast)
    assert kinds(cast.bob, cast) == set()  # has answered
    assert kinds(cast.priya, cast) == {"Is it felt?"}
    services.give_verdict(by=cast.priya, ask=ask, verdict="not_mine")
    assert kinds(cast.priya, cast) == set()


def test_what_happened_names_the_office_and_its_date(cast):
    made.a_promise(cast)
    since = datetime(2020, 1, 1, tzinfo=UTC)
    titles = [line.title for line in what_happened(cast.network, since)]
    assert any("Head of School committed to" in title for title in titles)


def test_an_open_ask_is_held_by_its_author(cast):
    ask = made.a_promise(cast)
    (thing,) = held(cast.alice.pk, cast.network.pk)
    assert (thing.key, thing.due_on) == (f"projects.ask:{ask.pk}", ask.commit_due_on)


def test_a_chair_with_many_asks_is_shown_the_first_and_loads_no_more(
    cast, sent, django_assert_num_queries
):
    late = today() - timedelta(days=30)
    Ask.objects.bulk_create(
        Ask(
            network=cast.network,
            office=sent.office,
            title=f"Ask {n}",
            text="Please.",
            state="sent",
            sent_at=sent.sent_at,
            reply_due_on=late if n else today() + timedelta(days=30),
        )
        for n in range(40)
    )
    with django_assert_num_queries(2):  # roles, and all asks with their offices
        found = list(what_needs(looking(cast.alice.pk, cast.network)))
    assert len(found) == 24
    assert not any(need.title.endswith(": Ask 0") for need in found)
