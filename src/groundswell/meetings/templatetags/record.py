"""``{% record_of meeting as record %}`` and its neighbours, for parts that other pages include."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django import template

from groundswell.kernel.actors import can
from groundswell.kernel.clock import now
from groundswell.kernel.kept import never_kept
from groundswell.kernel.permissions import Permission
from groundswell.meetings.models import Action, AgendaItem, Meeting
from groundswell.meetings.queries import actions, record

if TYPE_CHECKING:
    from groundswell.people.models import Person

register = template.Library()
A_DAY = timedelta(days=1)


@register.simple_tag
def record_of(meeting: Meeting) -> record.Record:
    """What was written at a meeting, by item."""
    return record.record_of(meeting)


@register.simple_tag
def attended(meeting: Meeting) -> record.Attended:
    """Who came, and how many could not."""
    return record.attended(meeting)


@register.simple_tag
def still_open(meeting: Meeting) -> list[Action]:
    """Open and stuck actions of earlier meetings: they head every agenda until they are closed."""
    return actions.open_before(network=meeting.network_id, meeting=meeting.pk)


@register.simple_tag
def is_near(meeting: Meeting) -> bool:
    """Whether a meeting begins within the day, goes on or is over: when its minutes are what is wanted."""
    return meeting.starts_at is not None and meeting.starts_at < now() + A_DAY


@register.simple_tag
def is_over(meeting: Meeting) -> bool:
    """Whether its time has passed, though nobody has sent its minutes: no more to be put into a calendar."""
    return (
        meeting.state == Meeting.State.FIXED
        and meeting.ends_at is not None
        and meeting.ends_at < now()
    )


@register.simple_tag
def title_for(item: AgendaItem, reader: "Person") -> str:
    """The title; that of an unminuted item only for its proposer and the chairs."""
    if not item.is_unminuted:
        return item.title
    is_own = item.proposed_by_id is not None and item.proposed_by_id == reader.pk
    if is_own or can(reader, Permission.AGENDA_ORDER, item.network):
        never_kept()
        return f"{item.shown_title}: {item.title}"
    return item.shown_title
