"""When people are asked, and when a time is chosen, moved or called off, they are written to."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from groundswell.kernel import registries
from groundswell.kernel.events import on
from groundswell.kernel.permissions import Permission
from groundswell.kernel.registries import Attention, Looking
from groundswell.kernel.web import address
from groundswell.meetings.events import MeetingCancelled, MeetingFixed, MeetingMoved, PollOpened
from groundswell.meetings.queries.evening import meetings_to_tend
from groundswell.meetings.queries.polls import (
    waiting_polls,
)
from groundswell.meetings.services.letters import (
    send_cancellations,
    send_invitations,
    send_poll_letters,
)


@on(PollOpened)
def ask_everybody(event: PollOpened) -> None:
    send_poll_letters(poll_id=event.poll_id)


@on(MeetingFixed)
def invite_everybody(event: MeetingFixed) -> None:
    send_invitations(meeting_id=event.meeting_id)


@on(MeetingMoved)
def tell_everybody_it_moved(event: MeetingMoved) -> None:
    send_invitations(meeting_id=event.meeting_id)


@on(MeetingCancelled)
def tell_everybody_it_is_off(event: MeetingCancelled) -> None:
    send_cancellations(meeting_id=event.meeting_id)


def attention(view: Looking) -> Iterable[Attention]:
    """Questions of when one can come. One query."""
    for poll, slots in waiting_polls(view.person_id, view.network.pk):
        yield Attention(
            kind="poll",
            title=_("When can you come? %(title)s") % {"title": poll.meeting.title},
            url=address("meetings:poll", view.network.slug, poll.meeting_id),
            order=10,
            due_on=poll.closes_on,
            part="meetings/parts/poll_answer.html",
            data={"poll": poll, "slots": slots, "zone": view.network.time_zone},
        )


def chairs_attention(view: Looking) -> Iterable[Attention]:
    """For those who plan: a time to choose, minutes to send, or no meeting in sight. One query."""
    if not view.may(Permission.MEETING_PLAN):
        return
    slug, meetings = view.network.slug, meetings_to_tend(view.network)
    for meeting in meetings:
        if meeting.is_to_settle:
            yield Attention(
                kind="choose",
                title=_("Choose the time: %(title)s") % {"title": meeting.title},
                url=address("meetings:results", slug, meeting.pk),
                order=15,
                due_on=meeting.closes_on,
            )
        elif meeting.is_over:
            yield Attention(
                kind=_("Minutes"),
                title=_("Close and send the minutes of “%(title)s”") % {"title": meeting.title},
                url=address("meetings:minutes", slug, meeting.pk),
                order=15,
            )
    if all(meeting.is_over for meeting in meetings):
        yield Attention(
            kind="plan",
            title=_("No meeting is planned in the next thirty days. Find a time"),
            url=address("meetings:plan", slug),
            order=60,
        )


registries.attention += [attention, chairs_attention]
