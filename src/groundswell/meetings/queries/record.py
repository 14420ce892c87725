"""A meeting's record as it is read: each item with its lines, in order, and who came."""

from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from groundswell.kernel.prepared import Slot, prepared
from groundswell.meetings.models import (
    Action,
    AgendaItem,
    Attendance,
    Meeting,
    Minute,
    PollAnswer,
)
from groundswell.meetings.queries.actions import actions_from
from groundswell.meetings.queries.agenda import items_of, lines_of
from groundswell.networks.queries import members

if TYPE_CHECKING:
    from groundswell.networks.models import Network
    from groundswell.people.models import Person

SMALL = 25  # members that fit a select beside every item


@dataclass(frozen=True)
class Line:
    """One line of the minutes: a note, a decision or an action."""

    kind: str
    pk: int
    text: str
    at: datetime
    objections: str = ""
    action: Action | None = None
    is_correction: bool = False
    version: int = 1


@dataclass
class Section:
    """One item and what was written about it; ``item`` is None for what belongs to no item."""

    item: AgendaItem | None
    lines: list[Line] = field(default_factory=list)
    is_carried: bool = False

    @property
    def key(self) -> int:
        """The item's number, nought where there is none: for ids on the page."""
        return self.item.pk if self.item else 0

    @property
    def is_unminuted(self) -> bool:
        return self.item is not None and self.item.is_unminuted

    @property
    def may_carry(self) -> bool:
        """Whether it can still go to the next meeting: it stands here, and nothing was decided."""
        if self.item is None or self.is_carried:
            return False
        is_decided = any(line.kind == Minute.Kind.DECISION for line in self.lines)
        return self.item.state == AgendaItem.State.SCHEDULED and not is_decided

    @property
    def has_outcome(self) -> bool:
        """Whether something was written, or the item is settled already."""
        is_settled = self.item is not None and self.item.state == AgendaItem.State.DISCUSSED
        return bool(self.lines) or is_settled or self.is_carried


@dataclass(frozen=True)
class Record:
    """All that was written at a meeting."""

    meeting: Meeting
    sections: list[Section]

    @property
    def items(self) -> list[Section]:
        return [section for section in self.sections if section.item]

    @property
    def general(self) -> Section:
        return self.sections[-1]

    @property
    def lines(self) -> list[Line]:
        return [line for section in self.sections for line in section.lines]

    @property
    def decisions(self) -> list[Line]:
        return [line for line in self.lines if line.kind == Minute.Kind.DECISION]

    @property
    def actions(self) -> list[Action]:
        return [line.action for line in self.lines if line.action]

    @property
    def mark(self) -> str:
        """Changes whenever a line or an item does; what the page asks about every few seconds."""
        lines = "".join(f"{line.kind[0]}{line.pk}.{line.version} " for line in self.lines)
        items = "".join(f"{s.key}{s.item.state[0]}" for s in self.sections if s.item)
        return sha256(f"{lines}{items}".encode()).hexdigest()[:16]

    @property
    def unsettled(self) -> list[Section]:
        """Items about which nothing is written; they go to the next meeting."""
        return [section for section in self.items if not section.has_outcome]


def record_of(meeting: Meeting) -> Record:
    """What was written, by item in agenda order, then items carried on, then what belongs to no item."""
    sections = {item.pk: Section(item) for item in items_of(meeting=meeting.pk)}
    general = Section(None)
    lines = _lines(meeting)
    carried = _carried({pk for _line, pk in lines if pk} - sections.keys())
    for line, pk in lines:
        if pk in carried and pk not in sections:
            sections[pk] = Section(carried[pk], is_carried=True)
        (sections[pk] if pk else general).lines.append(line)
    for section in sections.values():
        if section.item:
            section.item.network = meeting.network
    return Record(meeting, [*sections.values(), general])


def _carried(pks: set[int]) -> dict[int, AgendaItem]:
    """Items with lines here that stand on another agenda by now, or on none."""
    return AgendaItem.objects.in_bulk(pks) if pks else {}


def _lines(meeting: Meeting) -> list[tuple[Line, int | None]]:
    """Each line as it was written, with the number of its item."""
    sent = meeting.minutes_sent_at
    written = [
        (
            Line(
                row.kind,
                row.pk,
                row.text,
                row.written_at,
                row.objections,
                is_correction=bool(sent and row.written_at > sent),
                version=row.version,
            ),
            row.item_id,
        )
        for row in lines_of(meeting=meeting.pk)
    ]
    taken_on = [
        (
            Line(
                "action",
                row.pk,
                row.text,
                row.assigned_at,
                action=row,
                is_correction=bool(sent and row.assigned_at > sent),
                version=row.version,
            ),
            row.item_id,
        )
        for row in actions_from(meeting=meeting.pk)
    ]
    return sorted([*written, *taken_on], key=lambda pair: pair[0].at)


@dataclass(frozen=True)
class Attended:
    """Who came, by name for members; who could not is only a number."""

    came: dict[int, str]
    n_could_not: int

    @property
    def n_came(self) -> int:
        return len(self.came)


@prepared
def _attendance(meeting: Slot) -> QuerySet[Attendance]:
    rows = Attendance.objects.filter(meeting=meeting).select_related("person")
    return rows.order_by("person__name", "pk")


def attended(meeting: Meeting) -> Attended:
    """Who came to a meeting, by name, and how many could not."""
    rows = _attendance(meeting=meeting.pk)
    came = {r.person_id: str(r.person) for r in rows if r.state == Attendance.State.CAME}
    return Attended(came, len(rows) - len(came))


@dataclass(frozen=True)
class Seat:
    """One member on the tap list. ``state`` is what is written, or what their poll answer suggests."""

    person_id: int
    name: str
    state: str
    written: str


def seats(meeting: Meeting, words: str = "", most: int = 240) -> list[Seat]:
    """The tap list, with what is written or what they said in the poll: who said yes first, each by name."""
    rows = dict(Attendance.objects.filter(meeting=meeting).values_list("person_id", "state"))
    said = said_of_its_time(meeting)
    people = members(meeting.network)
    if words:
        people = people.filter(person__name__icontains=words)
    listed = []
    for membership in people[:most]:
        written = rows.get(membership.person_id, "")
        said_no = said.get(membership.person_id) == PollAnswer.Answer.NO
        guess = Attendance.State.COULD_NOT if said_no else ""
        name = str(membership.person)
        listed.append(Seat(membership.person_id, name, written or guess, written))
    # The few who are coming stand before the many, on a phone above all.
    return sorted(listed, key=lambda seat: said.get(seat.person_id) != PollAnswer.Answer.YES)


def said_of_its_time(meeting: Meeting) -> dict[int, str]:
    """What each answered to the time that was chosen."""
    if meeting.starts_at is None:
        return {}
    answers = PollAnswer.objects.filter(
        slot__poll__meeting=meeting, slot__starts_at=meeting.starts_at
    )
    return dict(answers.values_list("person_id", "answer"))


def said_they_could_not(meeting: Meeting) -> set[int]:
    """Who answered no to it."""
    said = said_of_its_time(meeting)
    return {pk for pk, answer in said.items() if answer == PollAnswer.Answer.NO}


def n_members(network: "Network") -> int:
    """How many will get the minutes."""
    return members(network).count()


def owners_for(
    meeting: Meeting, me: "Person", listed: "list[Seat] | None" = None
) -> list[tuple[int, str]]:
    """Who may take an action on: me first, then those who are here; in a small network everybody.

    ``listed`` is a tap list that was read already. Without it everybody who belongs is named, which is what
    an answer is checked against.
    """
    mine = (me.pk, _("me (%(name)s)") % {"name": me})
    if listed is None:
        others = [(each.person_id, str(each.person)) for each in members(meeting.network)]
    else:
        is_small = len(listed) <= SMALL
        others = [
            (seat.person_id, seat.name)
            for seat in listed
            if is_small or seat.state == Attendance.State.CAME
        ]
    return [mine, *(pair for pair in others if pair[0] != me.pk)]
