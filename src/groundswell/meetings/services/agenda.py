"""Verbs on what is talked about: propose, put on an agenda, reorder, close, let go."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from groundswell.audit.services import record
from groundswell.kernel.actors import Actor, can, require
from groundswell.kernel.clock import now
from groundswell.kernel.errors import EditConflict, GroundswellError, NotAllowed
from groundswell.kernel.events import announce
from groundswell.kernel.permissions import Permission
from groundswell.meetings.events import ItemDiscussed, ItemDropped, ItemScheduled
from groundswell.meetings.models import Action, AgendaItem, Meeting, Minute
from groundswell.meetings.queries.agenda import agenda_of, open_agenda
from groundswell.networks.queries import student_ids

if TYPE_CHECKING:
    from groundswell.networks.models import Network
    from groundswell.people.models import Person

State = AgendaItem.State
OPEN = (State.WAITING, State.SCHEDULED)
NO_NAME_LEFT = "Unminuted item"  # what stays of an unminuted item once it was talked about


class AgendaError(GroundswellError):
    """A rule about the agenda was broken."""


@transaction.atomic
def propose_item(
    *,
    by: Actor,
    network: "Network",
    title: str,
    text: str = "",
    kind: str = "matter",
    proposed_by: "Person | None" = None,
    raised_as: str = "",
    meeting: Meeting | None = None,
    is_unminuted: bool = False,
    minutes_long: int | None = None,
    is_student_led: bool | None = None,
) -> AgendaItem:
    """Put something forward; it waits, or goes on ``meeting``'s agenda at once.

    ``proposed_by`` is filled only when they want to be known to the chairs; student items are those whose
    proposer (or, without one, whoever types) is a student.
    """
    require(by, Permission.AGENDA_PROPOSE, network)
    if is_student_led is None:
        who = proposed_by.pk if proposed_by else by.person_id
        is_student_led = who in student_ids(network)
    item = AgendaItem(
        network=network,
        title=title.strip(),
        text=text.strip(),
        kind=kind,
        proposed_by=proposed_by,
        raised_as=raised_as.strip(),
        is_unminuted=is_unminuted,
        minutes_long=minutes_long,
        is_student_led=is_student_led,
    )
    item.full_clean()
    item.save(force_insert=True)
    record(by, "item.proposed", item, network, kind=kind)
    if meeting is not None:
        _put_on(by, item, meeting)
    return item


@transaction.atomic
def schedule_item(*, by: Actor, item: AgendaItem, meeting: Meeting) -> None:
    """Put a waiting item on a meeting's agenda. On it already: nothing changes."""
    require(by, Permission.AGENDA_ORDER, item.network)
    if item.state not in OPEN:
        raise AgendaError(_("This was talked about already. Propose it anew to come back to it."))
    _put_on(by, item, meeting)


def _put_on(by: Actor, item: AgendaItem, meeting: Meeting) -> None:
    if meeting.network_id != item.network_id:
        raise AgendaError(_("That meeting belongs to another network."))
    if meeting.state == Meeting.State.CANCELLED or meeting.minutes_sent_at:
        raise AgendaError(_("That meeting is over. Choose one that is still to come."))
    if item.meeting_id == meeting.pk and item.state == State.SCHEDULED:
        return
    last = meeting.items.aggregate(last=Max("position"))["last"] or 0
    # Until somebody reorders, all stand at nought and sort by who leads them; afterwards at the end.
    item.meeting, item.state, item.position = meeting, State.SCHEDULED, last + 1 if last else 0
    item.save(update_fields=["meeting", "state", "position"])
    record(by, "item.scheduled", item, item.network, meeting=meeting.pk)
    announce(ItemScheduled(network_id=item.network_id, item_id=item.pk, meeting_id=meeting.pk))


@transaction.atomic
def schedule_waiting(*, by: Actor, meeting: Meeting) -> int:
    """Put all that waits on a meeting's agenda, oldest first. Returns how many."""
    require(by, Permission.AGENDA_PROPOSE, meeting.network)
    waiting = AgendaItem.objects.filter(network=meeting.network, state=State.WAITING)
    items = list(waiting.select_related("network").order_by("proposed_at", "pk")[:50])
    for item in items:
        _put_on(by, item, meeting)
    return len(items)


@transaction.atomic
def put_back(*, by: Actor, item: AgendaItem) -> None:
    """Take an item off an agenda; it waits for another meeting."""
    require(by, Permission.AGENDA_ORDER, item.network)
    changed = AgendaItem.objects.filter(pk=item.pk, state=State.SCHEDULED).update(
        meeting=None, state=State.WAITING, position=0
    )
    if changed:
        record(by, "item.put_back", item, item.network)
        item.refresh_from_db()


@transaction.atomic
def move_item(*, by: Actor, item: AgendaItem, up: bool) -> None:
    """Move an item one place; from then on the order is the chairs'."""
    require(by, Permission.AGENDA_ORDER, item.network)
    if item.meeting is None:
        raise AgendaError(_("This item is not on an agenda yet, so it has no place to move from."))
    order = [each.pk for each in agenda_of(item.meeting)]
    here = order.index(item.pk) if item.pk in order else 0
    there = max(here - 1, 0) if up else min(here + 1, len(order) - 1)
    order.insert(there, order.pop(here))
    order_agenda(by=by, meeting=item.meeting, item_ids=order)


@transaction.atomic
def order_agenda(*, by: Actor, meeting: Meeting, item_ids: list[int]) -> None:
    """Set the order. Items that are not named keep their order after those that are."""
    require(by, Permission.AGENDA_ORDER, meeting.network)
    known = {item.pk: item for item in agenda_of(meeting)}
    wanted = [pk for pk in dict.fromkeys(item_ids) if pk in known]
    for place, pk in enumerate([*wanted, *(pk for pk in known if pk not in wanted)], start=1):
        AgendaItem.objects.filter(pk=pk).update(position=place)
    record(by, "agenda.ordered", meeting, meeting.network, items=wanted)


@transaction.atomic
def edit_item(
    *,
    by: Actor,
    item: AgendaItem,
    version: int,
    title: str,
    text: str,
    raised_as: str = "",
    is_student_led: bool = True,
    is_unminuted: bool = False,
    minutes_long: int | None = None,
) -> None:
    """Correct an item: its proposer or a chair, until it was talked about."""
    require(by, Permission.AGENDA_PROPOSE, item.network)
    _require_own(by, item)
    if is_unminuted and not item.is_unminuted:
        _require_nothing_written(item)
    changed = {
        "title": title.strip(),
        "text": text.strip(),
        "raised_as": raised_as.strip(),
        "is_student_led": is_student_led,
        "is_unminuted": is_unminuted,
        "minutes_long": minutes_long,
    }
    for name, value in changed.items():
        setattr(item, name, value)
    item.full_clean()
    rows = AgendaItem.objects.filter(pk=item.pk, version=version)
    if not rows.update(**changed, version=F("version") + 1):
        item.refresh_from_db()
        theirs: dict[str, object] = {"title": item.title, "text": item.text}
        raise EditConflict(
            _("Somebody else changed this item while you were writing."), theirs=theirs
        )
    record(by, "item.edited", item, item.network)


def _require_nothing_written(item: AgendaItem) -> None:
    """What is kept out of the minutes must not be in them already: those lines would go out by mail."""
    here = {"item": item, "meeting": item.meeting_id}
    if item.meeting_id and (
        Minute.objects.filter(**here).exists() or Action.objects.filter(**here).exists()
    ):
        raise AgendaError(
            _("Something is written about this already. Strike those lines in the minutes first.")
        )


@transaction.atomic
def drop_item(*, by: Actor, item: AgendaItem, why: str = "") -> None:
    """Let an item go without talking about it: its proposer, or a chair with the reason."""
    require(by, Permission.AGENDA_PROPOSE, item.network)
    _require_own(by, item)
    if by.person_id != item.proposed_by_id and not why.strip():
        raise AgendaError(
            _("Say in a sentence why this is let go; whoever raised it will read it.")
        )
    changed = AgendaItem.objects.filter(pk=item.pk, state__in=OPEN).update(
        state=State.DROPPED, outcome=why.strip()
    )
    if changed:
        record(by, "item.dropped", item, item.network)
        announce(ItemDropped(network_id=item.network_id, item_id=item.pk))
        item.refresh_from_db()


def _require_own(by: Actor, item: AgendaItem) -> None:
    if item.state not in OPEN:
        raise AgendaError(_("This was talked about already, so its words stay as they were."))
    is_own = by.person_id is not None and by.person_id == item.proposed_by_id
    if not is_own and not can(by, Permission.AGENDA_ORDER, item.network):
        raise NotAllowed(_("Only whoever proposed this, or a co-chair, can change it."))


@transaction.atomic
def close_item(*, by: Actor, item: AgendaItem, outcome: str) -> None:
    """Say that an item was talked about, and what came of it. Saying it twice changes nothing.

    Of an unminuted item nothing stays: neither an outcome nor its own words.
    """
    require(by, Permission.MINUTES_WRITE, item.network)
    if item.meeting is None:
        raise AgendaError(
            _(
                "An item is closed at a meeting. Put it on an agenda first, then say what came of it."
            )
        )
    changed: dict[str, object] = {"outcome": outcome.strip()[:4000]}
    if item.is_unminuted:
        changed = {"outcome": "", "title": NO_NAME_LEFT, "text": "", "raised_as": ""}
        changed["proposed_by"] = None
    rows = AgendaItem.objects.filter(pk=item.pk, state=State.SCHEDULED)
    if not rows.update(**changed, state=State.DISCUSSED, discussed_at=now()):
        return
    record(by, "item.discussed", item, item.network)
    announce(ItemDiscussed(network_id=item.network_id, item_id=item.pk, meeting_id=item.meeting.pk))
    item.refresh_from_db()


@transaction.atomic
def carry_item(*, by: Actor, item: AgendaItem) -> None:
    """Talked about or not, there is no decision yet: it goes to the next meeting, and the minutes say so."""
    require(by, Permission.MINUTES_WRITE, item.network)
    if item.state != State.SCHEDULED or item.meeting is None:
        return
    here = item.meeting
    rows = AgendaItem.objects.filter(pk=item.pk, state=State.SCHEDULED, meeting=here)
    if not rows.update(meeting=None, state=State.WAITING, position=0):
        return
    if not item.is_unminuted:
        words = _("No decision yet. It goes to the next meeting.")
        Minute.objects.create(
            meeting=here, item=item, kind=Minute.Kind.NOTE, text=words, by_id=by.person_id
        )
    record(by, "item.carried", item, item.network, meeting=here.pk)
    item.refresh_from_db()
    following = open_agenda(item.network, after=here)
    if following is not None:
        _put_on(by, item, following)
