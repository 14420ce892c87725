"""Verbs on what was said: notes, decisions by consent, who came."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from groundswell.audit.services import record
from groundswell.kernel.actors import Actor, require
from groundswell.kernel.errors import EditConflict, GroundswellError
from groundswell.kernel.events import announce
from groundswell.kernel.permissions import Permission
from groundswell.meetings.events import DecisionMade
from groundswell.meetings.models import AgendaItem, Attendance, Meeting, Minute
from groundswell.networks.queries import is_member, members

if TYPE_CHECKING:
    from groundswell.people.models import Person


class MinutesError(GroundswellError):
    """A rule about minutes was broken."""


@transaction.atomic
def write_note(*, by: Actor, meeting: Meeting, text: str, item: AgendaItem | None = None) -> Minute:
    """Write one line. Each is a row of its own, so two people typing at once lose nothing."""
    return _write(by, meeting, item, Minute.Kind.NOTE, text)


@transaction.atomic
def decide(
    *,
    by: Actor,
    meeting: Meeting,
    text: str,
    item: AgendaItem | None = None,
    objections: str = "",
) -> Minute:
    """Write down a decision made by consent, and what was held against it, without a name."""
    line = _write(by, meeting, item, Minute.Kind.DECISION, text, objections)
    announce(
        DecisionMade(
            network_id=meeting.network_id, minute_id=line.pk, item_id=item.pk if item else None
        )
    )
    return line


def _write(
    by: Actor,
    meeting: Meeting,
    item: AgendaItem | None,
    kind: str,
    text: str,
    objections: str = "",
) -> Minute:
    require(by, Permission.MINUTES_WRITE, meeting.network)
    if meeting.state == Meeting.State.CANCELLED:
        raise MinutesError(_("This meeting was cancelled, so it has no minutes."))
    if item is not None and item.network_id != meeting.network_id:
        raise MinutesError(_("That item belongs to another network."))
    if item is not None and item.is_unminuted:
        raise MinutesError(
            _("An unminuted item leaves nothing behind: no note, decision or action.")
        )
    line = Minute(
        meeting=meeting,
        item=item,
        kind=kind,
        text=text.strip(),
        objections=objections.strip(),
        by_id=by.person_id,
    )
    line.full_clean()
    line.save(force_insert=True)
    record(by, f"minutes.{kind}", line, meeting.network, meeting=meeting.pk)
    return line


@transaction.atomic
def correct_line(*, by: Actor, line: Minute, version: int, text: str, objections: str = "") -> None:
    """Change a line before the minutes leave. Two people on one line: the second sees both texts."""
    require(by, Permission.MINUTES_WRITE, line.meeting.network)
    _require_not_sent(line)
    line.text, line.objections = text.strip(), objections.strip()
    line.full_clean()
    rows = Minute.objects.filter(pk=line.pk, version=version)
    if not rows.update(text=line.text, objections=line.objections, version=F("version") + 1):
        line.refresh_from_db()
        theirs: dict[str, object] = {"text": line.text, "objections": line.objections}
        raise EditConflict(
            _("Somebody else changed this line while you were writing."), theirs=theirs
        )
    record(by, "minutes.corrected", line, line.meeting.network)
    line.refresh_from_db()


@transaction.atomic
def strike_line(*, by: Actor, line: Minute) -> None:
    """Take a line out before the minutes leave."""
    require(by, Permission.MINUTES_WRITE, line.meeting.network)
    _require_not_sent(line)
    record(by, "minutes.struck", line, line.meeting.network, kind=line.kind)
    line.delete()


def _require_not_sent(line: Minute) -> None:
    if line.meeting.minutes_sent_at:
        raise MinutesError(
            _(
                "These minutes were sent, so their lines stay. Add a line; it is marked as a correction."
            )
        )


@transaction.atomic
def record_attendance(*, by: Actor, meeting: Meeting, person: "Person", state: str) -> None:
    """Note that a member came or could not; an empty state forgets it."""
    require(by, Permission.MINUTES_WRITE, meeting.network)
    if not is_member(person.pk, meeting.network):
        raise MinutesError(_("%(name)s is not a member of this network today.") % {"name": person})
    if state and state not in Attendance.State.values:
        raise MinutesError(_("Somebody came, or could not come; there is no third way."))
    set_attendance(meeting, {person.pk: state})
    record(by, "attendance.noted", meeting, meeting.network, state=state)


@transaction.atomic
def record_attendances(*, by: Actor, meeting: Meeting, states: dict[int, str]) -> None:
    """The same for several members at once, as the tap list sends them; others are left as they are."""
    require(by, Permission.MINUTES_WRITE, meeting.network)
    belong = set(
        members(meeting.network).filter(person_id__in=states).values_list("person_id", flat=True)
    )
    known = {"", *Attendance.State.values}
    set_attendance(
        meeting, {pk: state for pk, state in states.items() if pk in belong and state in known}
    )
    record(by, "attendance.noted", meeting, meeting.network, n=len(states))


def set_attendance(meeting: Meeting, states: dict[int, str]) -> None:
    """Write down several people's attendance at once. Callers have checked that they may."""
    Attendance.objects.filter(
        meeting=meeting, person_id__in=[pk for pk, state in states.items() if not state]
    ).delete()
    Attendance.objects.bulk_create(
        [Attendance(meeting=meeting, person_id=pk, state=s) for pk, s in states.items() if s],
        update_conflicts=True,
        unique_fields=["meeting", "person"],
        update_fields=["state"],
    )
