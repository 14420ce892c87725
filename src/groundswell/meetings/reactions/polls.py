"""When people are asked, and when a time is chosen, moved or called off, they are written to."""

from collections.abc import Iterable
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from groundswell.kernel import registries
from groundswell.kernel.actors import roles_of
from groundswell.kernel.events import on
from groundswell.kernel.permissions import Permission, granted
from groundswell.kernel.registries import Attention
from groundswell.meetings.events import MeetingCancelled, MeetingFixed, MeetingMoved, PollOpened
from groundswell.meetings.queries.planning import has_plans
from groundswell.meetings.queries.polls import (
    MOST_OPEN,
    is_open,
    polls_to_settle,
    slots_of,
    waiting_polls,
)
from groundswell.meetings.services.letters import (
    send_cancellations,
    send_invitations,
    send_poll_letters,
)
from groundswell.networks.queries import current_terms, members

ENOUGH = 0.6  # of the members have answered: the time can be chosen
SOON = timedelta(days=30)


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


def attention(person_id: int, network_id: int) -> Iterable[Attention]:
    """Questions of when one can come; for chairs, times to choose."""
    for poll in waiting_polls(person_id, network_id)[:MOST_OPEN]:
        network = poll.meeting.network
        yield Attention(
            kind=_("When can you come?"),
            title=_("When can you come? %(title)s") % {"title": poll.meeting.title},
            url=reverse("meetings:poll", args=[network.slug, poll.meeting_id]),
            order=10,
            due_on=poll.closes_on,
            part="meetings/parts/poll_answer.html",
            data={"poll": poll, "slots": slots_of(poll), "zone": network.time_zone},
        )


def chairs_attention(person_id: int, network_id: int) -> Iterable[Attention]:
    """For those who plan: a time to choose, or no meeting in sight."""
    term = current_terms(network_id).filter(person_id=person_id).select_related("network").first()
    if term is None or Permission.MEETING_PLAN not in granted(roles_of(person_id, term.network)):
        return
    here = term.network
    for poll, n_answered in polls_to_settle(network_id):
        if not is_open(poll) or n_answered >= ENOUGH * members(here).count():
            yield Attention(
                kind=_("Meeting"),
                title=_("Choose the time: %(title)s") % {"title": poll.meeting.title},
                url=reverse("meetings:results", args=[here.slug, poll.meeting_id]),
                order=15,
                due_on=poll.closes_on,
            )
    if not has_plans(here, until=timezone.now() + SOON):
        yield Attention(
            kind=_("Meeting"),
            title=_("No meeting is planned in the next thirty days. Find a time"),
            url=reverse("meetings:plan", args=[here.slug]),
            order=60,
        )


registries.attention += [attention, chairs_attention]
