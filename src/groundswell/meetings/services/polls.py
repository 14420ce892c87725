"""Ask when people can come, and take their answers."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from groundswell.audit.services import record
from groundswell.kernel.actors import Actor, require
from groundswell.kernel.clock import today
from groundswell.kernel.events import announce
from groundswell.kernel.permissions import Permission
from groundswell.meetings.errors import PollError
from groundswell.meetings.events import PollOpened
from groundswell.meetings.models import Meeting, Poll, PollAnswer, Slot
from groundswell.meetings.services.planning import plan_meeting
from groundswell.meetings.times import when_words

if TYPE_CHECKING:
    from groundswell.networks.models import Network

Times = Sequence[tuple[datetime, datetime]]
MOST_SLOTS = 12


@transaction.atomic
def ask_everyone(
    *,
    by: Actor,
    network: "Network",
    title: str,
    slots: Times,
    closes_on: date,
    place: str = "",
    online_url: str = "",
) -> Poll:
    """Plan a meeting and ask at once when people can come."""
    meeting = plan_meeting(by=by, network=network, title=title, place=place, online_url=online_url)
    return open_poll(by=by, meeting=meeting, slots=slots, closes_on=closes_on)


@transaction.atomic
def open_poll(*, by: Actor, meeting: Meeting, slots: Times, closes_on: date) -> Poll:
    """Offer some times and ask every member which they can make."""
    require(by, Permission.POLL_OPEN, meeting.network)
    fresh = Meeting.objects.select_for_update().select_related("network").get(pk=meeting.pk)
    if fresh.state != Meeting.State.PLANNED:
        raise PollError(_("People were already asked about this meeting. See its page."))
    offered = sorted(set(slots))
    if not 1 <= len(offered) <= MOST_SLOTS:
        raise PollError(_("Offer between one and twelve times."))
    if closes_on < today(fresh.network.time_zone):
        raise PollError(_("The last day to answer has passed. Choose today or later."))
    if offered[0][0] <= timezone.now():
        raise PollError(_("One of these times has passed. Choose times to come."))
    poll = Poll(meeting=fresh, closes_on=closes_on)
    poll.full_clean()
    poll.save(force_insert=True)
    for starts_at, ends_at in offered:
        slot = Slot(poll=poll, starts_at=starts_at, ends_at=ends_at)
        slot.full_clean()
        slot.save(force_insert=True)
    fresh.state = Meeting.State.POLLING
    fresh.changed_at = timezone.now()
    fresh.version += 1
    fresh.save()
    record(by, "poll.opened", poll, fresh.network, n_slots=len(offered), closes_on=closes_on)
    announce(PollOpened(network_id=fresh.network_id, poll_id=poll.pk))
    return poll


@transaction.atomic
def answer_poll(*, by: Actor, poll: Poll, answers: Mapping[int, str]) -> None:
    """Say which times one can make. Saying it again replaces it, until the poll closes."""
    network = poll.meeting.network
    require(by, Permission.POLL_ANSWER, network, about=poll)
    if by.person_id is None:
        raise PollError(_("Only a member can answer. Sign in, or use the link in your own mail."))
    fresh = Poll.objects.select_for_update().select_related("meeting__network").get(pk=poll.pk)
    refuse_if_closed(fresh)
    slots = {slot.pk: slot for slot in fresh.slots.all()}
    if not set(answers) <= set(slots):
        raise PollError(_("One of these times is not offered any more. Look at the list again."))
    if not answers:
        raise PollError(_("Nothing was chosen. Tap an answer beside at least one time."))
    PollAnswer.objects.filter(slot__poll=fresh, person_id=by.person_id).delete()
    for pk, answer in answers.items():
        row = PollAnswer(slot=slots[pk], person_id=by.person_id, answer=answer)
        row.full_clean()
        row.save(force_insert=True)
    record(by, "poll.answered", fresh, network)


def refuse_if_closed(poll: Poll) -> None:
    """Raise the sentence that says why a poll takes no answers any more."""
    why = why_closed(poll)
    if why:
        raise PollError(why)


def why_closed(poll: Poll) -> str:
    """Why a poll takes no answers any more; empty while it does."""
    meeting = poll.meeting
    zone = meeting.network.time_zone
    if meeting.state == Meeting.State.CANCELLED:
        return _("This meeting was cancelled, so there is nothing to answer any more.")
    if meeting.state in {Meeting.State.FIXED, Meeting.State.HELD} and meeting.starts_at:
        return _(
            "The time was chosen meanwhile: %(when)s. It is in your mail, for your calendar."
        ) % {"when": when_words(meeting.starts_at, meeting.ends_at, zone)}
    if poll.closed_at or poll.closes_on < today(zone):
        return _("This question has closed. The co-chairs choose the time now.")
    return ""
