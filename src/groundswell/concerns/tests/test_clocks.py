"""Working days of the network's own year, in a frozen time; and who is told when one runs out."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail

from groundswell.concerns.models import Concern, KeyRow, Listener, Norms
from groundswell.concerns.queries import desk_needs_you
from groundswell.concerns.services import (
    acknowledge,
    close,
    look_after_clocks,
    pause,
    reply,
    resume,
    take,
    tell_everybody,
)
from groundswell.concerns.tests.factories import at_desk, drafted, listening, raised
from groundswell.mail.models import Letter
from groundswell.networks.models import CalendarEntry, Membership

LONDON = ZoneInfo("Europe/London")


def at(text):
    return time_machine.travel(datetime.fromisoformat(text).replace(tzinfo=LONDON), tick=False)


def due(concern):
    return concern.ack_due_on.isoformat(), concern.reply_due_on.isoformat()


def told():
    """To whom a letter went since the last look."""
    found = sorted(Letter.objects.values_list("to", flat=True))
    Letter.objects.all().delete()
    return [address.partition("@")[0] for address in found]


# ------------------------------------------------------------------ days


def test_easter_stands_between_sending_and_the_first_receipt(cast, listener):
    with at("2026-04-02 10:00"):  # Maundy Thursday; Good Friday and Easter Monday follow
        assert due(raised(cast)[0]) == ("2026-04-09", "2026-04-20")


def test_bank_holidays_are_those_of_the_networks_region(cast, listener):
    cast.network.region = "SCT"
    cast.network.save()
    with at("2026-04-02 10:00"):  # Easter Monday is a working day in Scotland
        assert raised(cast)[0].ack_due_on == date(2026, 4, 8)


def test_closures_of_the_institution_are_no_working_days(cast, listener):
    CalendarEntry.objects.create(
        network=cast.network,
        kind="closure",
        name="Closed",
        starts_on=date(2026, 12, 24),
        ends_on=date(2027, 1, 1),
    )
    with at("2026-12-22 10:00"):
        assert due(raised(cast)[0]) == ("2027-01-05", "2027-01-14")


@pytest.mark.parametrize("night", ["2026-03-29", "2026-10-25"])
def test_the_nights_the_clocks_change_move_no_day(cast, listener, night):
    with at(f"{night} 00:30"):
        before = raised(cast)[0]
    with at(f"{night} 23:30"):
        after = raised(cast)[0]
    assert due(before) == due(after)
    assert before.raised_on == after.raised_on == date.fromisoformat(night)


def test_late_at_night_in_summer_the_day_is_the_networks(cast, listener):
    with time_machine.travel(datetime(2026, 7, 6, 23, 30, tzinfo=ZoneInfo("UTC")), tick=False):
        assert raised(cast)[0].raised_on == date(2026, 7, 7)


def test_an_outcome_is_promised_within_ninety_days_or_sooner(cast, listener):
    with at("2026-02-02 10:00"):
        assert raised(cast)[0].outcome_due_on == date(2026, 5, 3)
        Norms.objects.create(network=cast.network, outcome_days=30)
        assert raised(cast)[0].outcome_due_on == date(2026, 3, 4)


def test_a_draft_has_no_clock(cast, listener):
    concern, _receipt = drafted(cast)
    with at("2030-01-01 10:00"):
        assert concern.due_on is None
        assert not desk_needs_you(cast.femi)
        assert look_after_clocks() == 0


def test_a_pause_moves_the_answer_by_its_working_days_alone(cast, desk):
    with at("2026-04-02 10:00"):
        concern = raised(cast)[0]
        acknowledge(by=desk, concern=concern)
        pause(by=desk, concern=concern, reason="You asked us to wait.")
    with at("2026-04-09 10:00"):  # three working days later
        resume(by=desk, concern=concern)
    assert concern.reply_due_on == date(2026, 4, 23)
    assert concern.outcome_due_on == date(2026, 7, 1)


def test_a_pause_makes_nothing_late_look_in_time(cast, desk):
    with at("2026-02-02 10:00"):
        concern = raised(cast)[0]
        acknowledge(by=desk, concern=concern)
    with at("2026-03-02 10:00"):
        pause(by=desk, concern=concern, reason="Exams")
    with at("2026-03-09 10:00"):
        resume(by=desk, concern=concern)
    assert concern.reply_due_on == date(2026, 2, 16)


# ------------------------------------------------------------------ who is told


def test_whoever_handles_it_is_warned_and_everybody_with_a_key_once_it_is_late(cast, desk):
    listening(cast, cast.sade)
    with at("2026-02-02 10:00"):  # receipt due on the 5th
        take(by=desk, concern=raised(cast)[0])
        look_after_clocks()
        assert told() == []
    with at("2026-02-04 10:00"):
        assert look_after_clocks() == 1
        assert told() == ["femi"]
    with at("2026-02-06 10:00"):
        look_after_clocks()
        assert told() == ["femi", "sade"]


def test_once_a_month_every_member_gets_the_same_letter_whether_or_not_they_wrote(cast, listener):
    def words():
        rows = Letter.objects.order_by("to").values_list("to", "text", "subject")
        return {(s, t.partition("\n-- ")[0].partition("\n\n")[2]) for _to, t, s in rows}, len(rows)

    with at("2026-03-02 10:00"):
        assert tell_everybody()
        before = words()
        assert len(before[0]) == 1
        assert before[1] > 3
    raised(cast, "Zebrafinch", name="Bob")
    with at("2026-03-03 10:00"):
        tell_everybody()
        assert words() == before  # once
    with at("2026-03-20 10:00"):
        assert tell_everybody() == 0
    told()
    with at("2026-04-01 10:00"):
        tell_everybody()
        assert words() == before


def test_where_nobody_listens_nobody_is_told_to_look(cast):
    with at("2026-03-02 10:00"):
        assert tell_everybody() == 0


def test_what_nobody_took_warns_everybody_with_its_key(cast, listener):
    listening(cast, cast.sade)
    listening(cast, cast.alice)
    with at("2026-02-02 10:00"):
        concern = raised(cast)[0]
    KeyRow.objects.filter(concern=concern, listener__person=cast.alice).delete()
    with at("2026-02-04 10:00"):
        look_after_clocks()
        assert told() == ["femi", "sade"]


def test_one_letter_a_day_the_same_for_one_and_for_ten(cast, desk):
    with at("2026-02-02 10:00"):
        for _concern in range(3):
            raised(cast, "Zebrafinch")
    with at("2026-02-09 10:00"):
        for _run in range(2):
            look_after_clocks()
        (letter,) = Letter.objects.all()
    body = letter.text.partition("\n-- ")[0]
    assert letter.subject == "Something waits at your desk"
    assert not any(sign.isdigit() for sign in f"{letter.subject}{body}")
    assert "Zebrafinch" not in letter.text
    for concern in Concern.objects.all():
        assert str(concern.pk) not in letter.text
    assert mail.outbox == []


def test_a_key_of_an_older_generation_a_leaver_and_a_closed_concern_ask_for_nobody(cast, desk):
    with at("2026-02-02 10:00"):
        concern = raised(cast)[0]
    with at("2026-02-09 10:00"):
        Membership.objects.filter(person=cast.femi).update(ended_on=date(2026, 2, 3))
        assert look_after_clocks() == 0
        Membership.objects.filter(person=cast.femi).update(ended_on=None)
        close(by=desk, concern=concern, outcome="support", text="We spoke.")
        assert look_after_clocks() == 0
        assert not desk_needs_you(cast.femi)


def test_the_desk_needs_whoever_holds_a_key_of_what_is_due_and_nobody_else(cast, desk):
    sade = listening(cast, cast.sade)
    with at("2026-02-02 10:00"):
        concern = raised(cast)[0]
        assert not desk_needs_you(cast.femi)
    KeyRow.objects.filter(listener=sade).delete()
    with at("2026-02-05 10:00"):
        assert desk_needs_you(cast.femi)
        assert not desk_needs_you(cast.sade)
        assert not desk_needs_you(cast.bob)
        reply(by=desk, concern=concern, text="Here is what we can do.")
        assert not desk_needs_you(cast.femi)
    with at("2026-05-03 10:00"):
        assert desk_needs_you(cast.femi)
        Listener.objects.update(state="away")
        assert not desk_needs_you(cast.femi)


def test_a_paused_answer_waits_and_the_outcome_does_not(cast, desk):
    with at("2026-02-02 10:00"):
        concern = raised(cast)[0]
        acknowledge(by=desk, concern=concern)
        pause(by=desk, concern=concern, reason="You asked us to wait.")
    with at("2026-03-20 10:00"):
        assert not desk_needs_you(cast.femi)
        assert look_after_clocks() == 0
    with time_machine.travel(datetime(2026, 2, 2, tzinfo=LONDON) + timedelta(days=91), tick=False):
        assert desk_needs_you(cast.femi)
        assert look_after_clocks() == 1
    assert at_desk(desk.listener) is not None
