"""Year-group timetables and painted weeks: what is kept, what is proposed from it, and bad files."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from groundswell.kernel.errors import NotAllowed
from groundswell.kernel.permissions import Permission
from groundswell.meetings.errors import TimetableError
from groundswell.meetings.models import BusyTime, PaintedHour, Timetable
from groundswell.meetings.queries.availability import outlook
from groundswell.meetings.queries.polls import marks_for, slots_of
from groundswell.meetings.services import (
    ask_everyone,
    paint_week,
    remove_timetable,
    upload_timetable,
)
from groundswell.meetings.uploads import read_upload, seal, unseal
from groundswell.networks.models import CalendarEntry, Cohort
from groundswell.networks.tests.factories import MembershipFactory

pytestmark = pytest.mark.django_db
LONDON = ZoneInfo("Europe/London")


@pytest.fixture(autouse=True)
def november():
    with time_machine.travel(datetime(2026, 11, 2, 9, tzinfo=LONDON), tick=False):
        yield


def calendar(*events):
    body = "\r\n".join(
        f"BEGIN:VEVENT\r\nUID:{n}\r\nDTSTAMP:20261001T000000Z\r\nSUMMARY:Secret title\r\n"
        f"LOCATION:Ward 7\r\n{lines}\r\nEND:VEVENT"
        for n, lines in enumerate(events)
    )
    text = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{body}\r\nEND:VCALENDAR\r\n"
    return text.encode()


WEDNESDAYS = (
    "DTSTART;TZID=Europe/London:20261104T170000\r\nDTEND;TZID=Europe/London:20261104T210000\r\n"
    "RRULE:FREQ=WEEKLY;COUNT=20"
)
PLACEMENT = "DTSTART;VALUE=DATE:20261116\r\nDTEND;VALUE=DATE:20261121"


def read(data):
    return read_upload(data, zone="Europe/London", today=date(2026, 11, 2))


def keep(cast, data, cohort=None, by=None):
    found = read(data)
    return upload_timetable(
        by=by or cast.bob, cohort=cohort or cast.cohort, busy=found.busy, n_events=found.n_events
    )


def look(cast, **wanted):
    usual = {
        "first": date(2026, 11, 9),
        "last": date(2026, 12, 6),
        "minutes": 60,
        "parts": ["lunch", "evening"],
    }
    return outlook(cast.network, **{**usual, **wanted})


def test_a_timetable_keeps_times_and_no_title(cast):
    keep(cast, calendar(WEDNESDAYS, PLACEMENT))
    kept = Timetable.objects.get()
    assert kept.n_events == 2
    assert BusyTime.objects.count() == 20 + 1 - 1  # the placement week holds one Wednesday
    assert "Secret" not in str(list(BusyTime.objects.values())) + str(kept.__dict__)


def test_a_second_upload_replaces_the_first(cast):
    keep(cast, calendar(WEDNESDAYS))
    keep(cast, calendar(PLACEMENT))
    assert BusyTime.objects.count() == 1


def test_staff_who_do_not_chair_cannot_upload(cast):
    assert not cast.femi.holds(Permission.TIMETABLE_UPLOAD, cast.network, None)
    with pytest.raises(NotAllowed):
        keep(cast, calendar(WEDNESDAYS), by=cast.femi)
    with pytest.raises(NotAllowed):
        remove_timetable(by=cast.femi, cohort=cast.cohort)


def test_a_removed_timetable_leaves_nothing(cast):
    keep(cast, calendar(WEDNESDAYS))
    remove_timetable(by=cast.bob, cohort=cast.cohort)
    remove_timetable(by=cast.bob, cohort=cast.cohort)
    assert not BusyTime.objects.exists()


def test_times_are_proposed_around_teaching_across_the_clock_change(cast):
    keep(cast, calendar(WEDNESDAYS))
    found = look(cast, parts=["evening"])
    assert all(one.starts_at.weekday() != 2 for one in found.proposals)
    assert found.proposals[0].n_students == 2


def test_a_placement_shuts_out_the_year_group_by_name_and_reason(cast):
    keep(cast, calendar(PLACEMENT))
    younger = Cohort.objects.create(
        network=cast.network, name="Class of 2030", graduates_on=date(2030, 7, 1)
    )
    for _ in range(6):
        MembershipFactory(network=cast.network, cohort=younger)
    found = look(cast, first=date(2026, 11, 16), last=date(2026, 11, 20))
    out = found.proposals[0].shut_out
    assert [(one.group, one.reason, one.is_few) for one in out] == [
        ("Class of 2028", "placement", True)
    ]
    assert found.proposals[0].n_students == 6


def test_the_calendar_closes_days_and_sends_year_groups_away(cast):
    kinds = CalendarEntry.Kind
    day = date(2026, 11, 11)
    CalendarEntry.objects.create(
        network=cast.network, kind=kinds.CLOSURE, name="Closed", starts_on=day, ends_on=day
    )
    CalendarEntry.objects.create(
        network=cast.network,
        cohort=cast.cohort,
        kind=kinds.EXAMS,
        name="Finals",
        starts_on=date(2026, 11, 12),
        ends_on=date(2026, 11, 13),
    )
    found = look(cast, first=day, last=date(2026, 11, 16), parts=["lunch"])
    assert {one.starts_at.date() for one in found.proposals} == {date(2026, 11, 16)}


def test_an_observance_is_proposed_only_when_little_else_is_left(cast):
    day = date(2026, 11, 10)
    CalendarEntry.objects.create(
        network=cast.network, kind="observance", name="Diwali", starts_on=day, ends_on=day
    )
    found = look(cast, first=date(2026, 11, 9), last=date(2026, 11, 11))
    assert found.proposals[-1].starts_at.date() == day
    assert found.proposals[-1].is_avoided


def test_a_painted_week_counts_and_fills_in_ones_own_answers_only(cast):
    evenings = {(day, half) for day in range(5) for half in range(34, 44)}
    paint_week(by=cast.bob, network=cast.network, busy=evenings, is_rest_free=True)
    found = look(cast, parts=["evening"])
    assert found.proposals[0].n_students == 1
    assert not found.proposals[0].shut_out
    monday = datetime(2026, 11, 9, tzinfo=LONDON)
    times = [(monday + timedelta(hours=h), monday + timedelta(hours=h + 1)) for h in (12, 18)]
    poll = ask_everyone(
        by=cast.alice,
        network=cast.network,
        title="x",
        slots=times,
        closes_on=date(2026, 11, 6),
    )
    slots = slots_of(poll)
    assert list(marks_for(cast.network, slots, cast.bob.pk).values()) == ["yes", "no"]
    assert marks_for(cast.network, slots, cast.alice.pk) == {}


def test_painting_again_replaces_and_nothing_painted_forgets(cast):
    paint_week(by=cast.bob, network=cast.network, busy={(0, 20), (1, 21)})
    paint_week(by=cast.bob, network=cast.network, busy={(2, 22), (9, 99)})
    assert PaintedHour.objects.count() == 1
    paint_week(by=cast.bob, network=cast.network, busy=set())
    assert not PaintedHour.objects.exists()


def test_only_a_member_paints_a_week(cast):
    assert cast.bob.holds(Permission.WEEK_PAINT, cast.network, None)
    with pytest.raises(NotAllowed):
        paint_week(by=cast.charlie, network=cast.network, busy={(0, 20)})


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"%PDF-1.7 not a calendar", "calendar"),
        (b"", "empty file"),
        (calendar("DTSTART:19990101T090000Z\r\nDTEND:19990101T100000Z"), "none from"),
        (calendar("DTSTART:20261104T090000Z\r\nRRULE:FREQ=SECONDLY"), "but found"),
        (b"BEGIN:VCALENDAR\r\n" + b"X:" + b"a" * 50_000, "but found"),
    ],
)
def test_a_file_that_is_not_a_timetable_gets_a_sentence(data, sentence):
    with pytest.raises(TimetableError, match=sentence):
        read(data)


def test_five_thousand_events_are_read_and_kept(cast):
    start = datetime(2026, 11, 1)
    events = []
    for n in range(5000):
        at = start + timedelta(minutes=90 * n)
        end = at + timedelta(minutes=50)
        events.append(f"DTSTART:{at:%Y%m%dT%H%M%S}Z\r\nDTEND:{end:%Y%m%dT%H%M%S}Z")
    keep(cast, calendar(*events))
    assert BusyTime.objects.count() == 5000


def test_what_was_shown_is_what_is_saved_and_cannot_be_changed_on_the_way(cast):
    found = read(calendar(WEDNESDAYS, PLACEMENT))
    sealed = seal(found, cast.cohort.pk)
    again = unseal(sealed, cast.cohort.pk)
    assert again.busy == found.busy
    assert (again.covers_from, again.covers_until) == (found.covers_from, found.covers_until)
    with pytest.raises(TimetableError, match="another year group"):
        unseal(sealed, cast.cohort.pk + 1)
    with pytest.raises(TimetableError, match="once more"):
        unseal(sealed[:-2] + "xx", cast.cohort.pk)


def test_uploading_shows_what_was_found_before_saving(client, cast):
    client.force_login(cast.bob)
    address = reverse("meetings:timetables", args=[cast.network.slug])
    file = SimpleUploadedFile("t.ics", calendar(WEDNESDAYS, PLACEMENT))
    page = client.post(address, {"cohort": cast.cohort.pk, "file": file})
    assert "2 events" in page.content.decode()
    assert not Timetable.objects.exists()
    sealed = page.context["sealed"]
    assert client.post(address, {"cohort": cast.cohort.pk, "sealed": sealed}).status_code == 302
    assert Timetable.objects.get().cohort == cast.cohort


def test_a_wrong_file_keeps_the_form(client, cast):
    client.force_login(cast.bob)
    address = reverse("meetings:timetables", args=[cast.network.slug])
    page = client.post(
        address, {"cohort": cast.cohort.pk, "file": SimpleUploadedFile("t.ics", b"PK\x03\x04 zip")}
    )
    assert page.status_code == 200
    assert page.context["form"].errors
    assert f'value="{cast.cohort.pk}" selected' in page.content.decode()


def test_a_member_who_may_not_upload_is_told(client, cast):
    client.force_login(cast.femi)
    address = reverse("meetings:timetables", args=[cast.network.slug])
    assert client.get(address).status_code == 200
    assert client.post(address, {"cohort": cast.cohort.pk}).status_code == 403


def test_the_week_is_painted_without_script(client, cast):
    client.force_login(cast.bob)
    address = reverse("meetings:my_week", args=[cast.network.slug])
    client.post(address, {"busy": ["0-20"], "part": ["1-evening"], "rest": "on"})
    assert PaintedHour.objects.filter(state="busy").count() == 1 + 10
    assert PaintedHour.objects.filter(state="free").count() == 7 * 28 - 11
    assert 'value="0-20" aria-label="Monday 10:00" checked' in client.get(address).content.decode()
    client.post(address, {"forget": "1", "busy": ["0-20"]})
    assert not PaintedHour.objects.exists()
