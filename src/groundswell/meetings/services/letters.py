"""Mail about meetings: when can you come, it is on, it moved, it is off."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from groundswell.kernel.clock import today
from groundswell.kernel.permissions import Permission
from groundswell.meetings.calendars import invitation
from groundswell.meetings.models import Meeting, Poll, Slot
from groundswell.meetings.queries.polls import is_open, not_answered, poll, slots_of
from groundswell.networks.queries import members
from groundswell.people.services import absolute, issue_link, tell

if TYPE_CHECKING:
    from groundswell.people.models import Person

LINGER_DAYS = 14  # a late tap still learns what became of the question
A_WHILE = timedelta(hours=20)
NO_REMINDERS = "rarely"  # the preference "only what cannot wait"


@transaction.atomic
def send_poll_letters(*, poll_id: int) -> None:
    """Ask every member when they can come. A poll that closed meanwhile asks nobody."""
    asked = poll(poll_id)
    if asked is None or not is_open(asked):
        return
    slots = slots_of(asked)
    for membership in members(asked.meeting.network):
        _ask(asked, slots, membership.person, "meetings/mail/poll", f"poll-{asked.pk}")


@transaction.atomic
def remind_of_polls() -> int:
    """On the day before a poll closes, write once more to those who have not answered. Returns how many polls."""
    reminded = 0
    soon = Poll.objects.filter(
        closed_at=None,
        reminded_at=None,
        meeting__state=Meeting.State.POLLING,
        opened_at__lt=timezone.now() - A_WHILE,
        closes_on__lte=today() + timedelta(days=1),
    )
    for waiting in soon.select_related("meeting__network")[:50]:
        if not is_open(waiting):
            continue
        Poll.objects.filter(pk=waiting.pk).update(reminded_at=timezone.now())
        slots = slots_of(waiting)
        for membership in not_answered(waiting):
            if membership.person.digest != NO_REMINDERS:
                key = f"poll-reminder-{waiting.pk}"
                _ask(waiting, slots, membership.person, "meetings/mail/poll_reminder", key)
        reminded += 1
    return reminded


def _ask(asked: Poll, slots: list[Slot], person: "Person", template: str, key: str) -> None:
    network = asked.meeting.network
    left = (asked.closes_on - today(network.time_zone)).days
    token = issue_link(
        verb=Permission.POLL_ANSWER,
        about=asked,
        network=network,
        person=person,
        days=max(left, 0) + LINGER_DAYS,
    )
    tell(
        person=person,
        kind="meetings.poll",
        template=template,
        context={
            "poll": asked,
            "meeting": asked.meeting,
            "slots": slots,
            "link": absolute(reverse("meetings:poll_link", args=[token])),
        },
        network=network,
        at_once=True,
        once_key=f"{key}-{person.pk}",
    )


@transaction.atomic
def send_invitations(*, meeting_id: int) -> None:
    """Put a meeting into every member's calendar, or its change; past ones trouble nobody."""
    meeting = Meeting.objects.select_related("network").filter(pk=meeting_id).first()
    if meeting is None or meeting.state != Meeting.State.FIXED or not meeting.ends_at:
        return
    if meeting.ends_at > timezone.now():
        _write_to_all(meeting, "fixed" if meeting.sequence == 0 else "moved")


@transaction.atomic
def send_cancellations(*, meeting_id: int) -> None:
    """Take a meeting out of every member's calendar."""
    meeting = Meeting.objects.select_related("network").filter(pk=meeting_id).first()
    if meeting is None or meeting.state != Meeting.State.CANCELLED:
        return
    if meeting.ends_at is None or meeting.ends_at > timezone.now():
        _write_to_all(meeting, "cancelled")


def _write_to_all(meeting: Meeting, what: str) -> None:
    path = reverse("meetings:meeting", args=[meeting.network.slug, meeting.pk])
    for membership in members(meeting.network):
        person = membership.person
        tell(
            person=person,
            kind=f"meetings.{what}",
            template=f"meetings/mail/{what}",
            context={"meeting": meeting, "link": absolute(path)},
            network=meeting.network,
            at_once=True,
            files=[invitation(meeting, person)] if meeting.starts_at else [],
            once_key=f"meeting-{meeting.pk}-{meeting.sequence}-{what}-{person.pk}",
        )
