"""Plan a meeting, fix its time, move it, cancel it, share it with a sister network."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from groundswell.audit.services import record
from groundswell.kernel.actors import Actor, require
from groundswell.kernel.errors import EditConflict
from groundswell.kernel.events import announce
from groundswell.kernel.permissions import Permission
from groundswell.meetings.errors import MeetingError
from groundswell.meetings.events import MeetingCancelled, MeetingFixed, MeetingMoved
from groundswell.meetings.models import Meeting, MeetingShare, Poll, Slot
from groundswell.meetings.times import when_words
from groundswell.networks.queries import sisters

if TYPE_CHECKING:
    from groundswell.networks.models import Network

OPEN_STATES = {Meeting.State.PLANNED, Meeting.State.POLLING}


@transaction.atomic
def plan_meeting(
    *,
    by: Actor,
    network: "Network",
    title: str,
    place: str = "",
    online_url: str = "",
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
) -> Meeting:
    """Start planning a meeting; with both times it is fixed at once and everybody is told."""
    require(by, Permission.MEETING_PLAN, network)
    meeting = Meeting(
        network=network,
        title=title,
        place=place,
        online_url=online_url,
        starts_at=starts_at,
        ends_at=ends_at,
        state=Meeting.State.FIXED if starts_at else Meeting.State.PLANNED,
        made_by_id=by.person_id,
    )
    _in_order(starts_at, ends_at)
    meeting.full_clean()
    meeting.save(force_insert=True)
    record(by, "meeting.planned", meeting, network, starts_at=starts_at)
    if starts_at:
        announce(MeetingFixed(network_id=network.pk, meeting_id=meeting.pk))
    return meeting


@transaction.atomic
def fix_meeting(*, by: Actor, meeting: Meeting, slot: Slot) -> Meeting:
    """Choose one of the times that were offered. Choosing it twice changes nothing."""
    require(by, Permission.MEETING_PLAN, meeting.network)
    fresh = _locked(meeting)
    if slot.poll.meeting_id != fresh.pk:
        raise MeetingError(_("That time belongs to another meeting. Choose one from this list."))
    if fresh.state == Meeting.State.FIXED and fresh.starts_at == slot.starts_at:
        return fresh
    _still_open(fresh)
    fresh.starts_at, fresh.ends_at = slot.starts_at, slot.ends_at
    fresh.state = Meeting.State.FIXED
    _changed(fresh)
    Poll.objects.filter(meeting=fresh, closed_at=None).update(closed_at=timezone.now())
    record(by, "meeting.fixed", fresh, starts_at=fresh.starts_at)
    announce(MeetingFixed(network_id=fresh.network_id, meeting_id=fresh.pk))
    return fresh


@transaction.atomic
def move_meeting(
    *,
    by: Actor,
    meeting: Meeting,
    starts_at: datetime,
    ends_at: datetime,
    title: str | None = None,
    place: str | None = None,
    online_url: str | None = None,
    version: int | None = None,
) -> Meeting:
    """Change when or where a fixed meeting is. Calendars get the change; nothing new, nothing sent."""
    require(by, Permission.MEETING_PLAN, meeting.network)
    fresh = _locked(meeting)
    if fresh.state != Meeting.State.FIXED:
        raise MeetingError(_("Only a meeting with a fixed time can be moved. Fix a time first."))
    wanted = {"starts_at": starts_at, "ends_at": ends_at}
    words = {"title": title, "place": place, "online_url": online_url}
    wanted |= {name: value for name, value in words.items() if value is not None}  # type: ignore[misc]
    theirs = {name: getattr(fresh, name) for name in wanted}
    if theirs == wanted:
        return fresh
    if version is not None and version != fresh.version:
        raise EditConflict(
            _("Somebody changed this meeting while you were writing."), theirs=theirs
        )
    _in_order(starts_at, ends_at)
    for name, value in wanted.items():
        setattr(fresh, name, value)
    fresh.sequence += 1
    _changed(fresh)
    record(by, "meeting.moved", fresh, starts_at=starts_at, sequence=fresh.sequence)
    announce(MeetingMoved(network_id=fresh.network_id, meeting_id=fresh.pk))
    return fresh


@transaction.atomic
def say_held(*, by: Actor, meeting: Meeting) -> Meeting:
    """It was held before its time: it ends now, so its minutes can be sent.

    The minutes are the news; no mail about the time goes out.
    """
    require(by, Permission.MINUTES_SEND, meeting.network)
    fresh = _locked(meeting)
    at = timezone.now()
    if fresh.state == Meeting.State.CANCELLED:
        raise MeetingError(_("This meeting was cancelled. Plan a new one instead."))
    if fresh.starts_at is None or fresh.starts_at <= at:
        return fresh
    length = fresh.ends_at - fresh.starts_at if fresh.ends_at else timedelta(hours=1)
    planned_for = fresh.starts_at
    fresh.starts_at, fresh.ends_at = at - length, at
    fresh.sequence += 1
    _changed(fresh)
    record(by, "meeting.held_early", fresh, starts_at=fresh.starts_at, planned_for=planned_for)
    return fresh


@transaction.atomic
def cancel_meeting(*, by: Actor, meeting: Meeting) -> None:
    """Call a meeting off and take it out of calendars. Doing it twice changes nothing."""
    require(by, Permission.MEETING_PLAN, meeting.network)
    fresh = _locked(meeting)
    if fresh.state == Meeting.State.CANCELLED:
        return
    if fresh.state == Meeting.State.HELD:
        raise MeetingError(_("This meeting was held; it cannot be cancelled any more."))
    fresh.state = Meeting.State.CANCELLED
    fresh.sequence += 1
    _changed(fresh)
    Poll.objects.filter(meeting=fresh, closed_at=None).update(closed_at=timezone.now())
    record(by, "meeting.cancelled", fresh)
    announce(MeetingCancelled(network_id=fresh.network_id, meeting_id=fresh.pk))


@transaction.atomic
def share_meeting(*, by: Actor, meeting: Meeting, sister: "Network") -> MeetingShare:
    """Let members of a sister network see a meeting and come. Sharing twice changes nothing."""
    require(by, Permission.MEETING_SHARE, meeting.network)
    if not sisters(meeting.network).filter(pk=sister.pk).exists():
        raise MeetingError(
            _("%(name)s is not a sister network. Link the two networks first.")
            % {"name": sister.name}
        )
    share, is_new = MeetingShare.objects.get_or_create(meeting=meeting, sister=sister)
    if is_new:
        record(by, "meeting.shared", meeting, meeting.network, sister=sister.pk)
    return share


@transaction.atomic
def unshare_meeting(*, by: Actor, meeting: Meeting, sister: "Network") -> None:
    """Stop showing a meeting to a sister network."""
    require(by, Permission.MEETING_SHARE, meeting.network)
    if MeetingShare.objects.filter(meeting=meeting, sister=sister).delete()[0]:
        record(by, "meeting.unshared", meeting, meeting.network, sister=sister.pk)


def _locked(meeting: Meeting) -> Meeting:
    return Meeting.objects.select_for_update().select_related("network").get(pk=meeting.pk)


def _changed(meeting: Meeting, **_facts: Any) -> None:
    meeting.version += 1
    meeting.changed_at = timezone.now()
    meeting.full_clean()
    meeting.save()


def _still_open(meeting: Meeting) -> None:
    if meeting.state in OPEN_STATES:
        return
    if meeting.state == Meeting.State.CANCELLED:
        raise MeetingError(_("This meeting was cancelled. Plan a new one instead."))
    zone = meeting.network.time_zone
    raise MeetingError(
        _("This meeting is already fixed for %(when)s. Move it instead.")
        % {"when": when_words(meeting.starts_at, None, zone) if meeting.starts_at else ""}
    )


def _in_order(starts_at: datetime | None, ends_at: datetime | None) -> None:
    if (starts_at is None) != (ends_at is None):
        raise MeetingError(
            _("A meeting needs both a start and an end. Add the one that is missing.")
        )
    if starts_at and ends_at and ends_at <= starts_at:
        raise MeetingError(_("The meeting ends before it starts. Choose a later end."))
