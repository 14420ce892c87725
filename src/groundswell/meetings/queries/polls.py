"""How a poll stands: counts for everybody, and for the chairs who has not answered yet. Never who answered what."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from groundswell.kernel.clock import today
from groundswell.kernel.prepared import Slot as Word
from groundswell.kernel.prepared import prepared
from groundswell.meetings.models import Meeting, Poll, PollAnswer, Slot
from groundswell.meetings.queries.availability import (
    busy_of_person,
    crowd_of,
    days_of,
    everybody,
    reaching,
    slot_mask,
    window_of,
)
from groundswell.meetings.slots import SMALL, Block, Crowd, Group, ShutOut, Window
from groundswell.networks.queries import MemberKind, members

if TYPE_CHECKING:
    from groundswell.networks.models import Membership, Network

Answer = PollAnswer.Answer
CAN = (Answer.YES, Answer.MAYBE)
MOST_NAMES = 500
MOST_POLLS = 3
MOST_OPEN = 3


@dataclass(frozen=True)
class SlotResult:
    """How one time stands. Counts only; year groups only where there are enough people in them."""

    slot: Slot
    n_yes: int
    n_maybe: int
    n_no: int
    n_students: int
    shut_out: tuple[ShutOut, ...]
    cannot: tuple[tuple[str, int], ...]
    is_best: bool = False

    @property
    def n_can(self) -> int:
        return self.n_yes + self.n_maybe


@dataclass(frozen=True)
class Results:
    """How a poll stands, and how many have answered."""

    rows: tuple[SlotResult, ...]
    n_answered: int
    n_students_answered: int
    n_members: int

    @property
    def best(self) -> SlotResult | None:
        return next((row for row in self.rows if row.is_best), None)


def poll_of(meeting: Meeting) -> Poll | None:
    """The poll about a meeting, if people were asked."""
    return Poll.objects.filter(meeting=meeting).select_related("meeting__network").first()


def poll(pk: int) -> Poll | None:
    """One poll with its meeting and network."""
    return Poll.objects.filter(pk=pk).select_related("meeting__network").first()


def is_open(poll: Poll) -> bool:
    """Whether answers are still taken."""
    return (
        poll.closed_at is None
        and poll.meeting.state == Meeting.State.POLLING
        and poll.closes_on >= today(poll.meeting.network.time_zone)
    )


def slots_of(poll: Poll) -> list[Slot]:
    """The times offered, each with how many can make it so far (``n_can``)."""
    can = Count("answers", filter=Q(answers__answer__in=CAN))
    return list(poll.slots.annotate(n_can=can).order_by("starts_at"))


def answers_of(poll: Poll, person_id: int) -> dict[int, str]:
    """One's own answers, by slot."""
    mine = PollAnswer.objects.filter(slot__poll=poll, person_id=person_id)
    return dict(mine.values_list("slot_id", "answer"))


def marks_for(network: "Network", slots: Sequence[Slot], person_id: int) -> dict[int, str]:
    """What timetable and painted week say about somebody's own answers; nothing where nothing is known."""
    if not slots:
        return {}
    window = _window(network, slots)
    covered = Exists(reaching(window).filter(cohort=OuterRef("cohort")))
    mine = members(network).filter(person_id=person_id).values_list("cohort_id", covered).first()
    if mine is None:
        return {}
    busy, free = busy_of_person(network, person_id, mine[0], window, is_covered=mine[1])
    marks = {}
    for slot in slots:
        mask = slot_mask(window, slot.starts_at, slot.ends_at)
        if busy & mask:
            marks[slot.pk] = str(Answer.NO)
        elif free & mask == mask:
            marks[slot.pk] = str(Answer.YES)
    return marks


def not_answered(poll: Poll) -> "QuerySet[Membership]":
    """Members who have not answered, by name: for a nudge, and for nothing else."""
    said = PollAnswer.objects.filter(slot__poll=poll, person=OuterRef("person"))
    return members(poll.meeting.network).filter(~Exists(said), person__is_active=True)


def results(poll: Poll) -> Results:
    """How each time stands, best first marked: most students, then most people, then fewest "if need be"."""
    network = poll.meeting.network
    slots = list(poll.slots.all())
    if not slots:
        return Results((), 0, 0, 0)
    here = everybody(network)
    kinds = {one.person: (one.kind, one.cohort) for one in here}
    tallies: dict[int, _Tally] = {slot.pk: _Tally() for slot in slots}
    answered = set()
    rows = PollAnswer.objects.filter(slot__poll=poll)
    for slot_id, person, answer in rows.values_list("slot_id", "person_id", "answer"):
        kind, cohort = kinds.get(person, (None, None))
        if kind is not None:  # who left the network counts no more
            answered.add(person)
            tallies[slot_id].add(answer, cohort if kind == MemberKind.STUDENT else None, kind)
    window = _window(network, slots)
    crowd = crowd_of(network, window, days_of(network, window).away, here)
    best = max(slots, key=lambda slot: (*tallies[slot.pk].rank, -slot.starts_at.timestamp()))
    students = sum(1 for person in answered if kinds[person][0] == MemberKind.STUDENT)
    found = tuple(
        tallies[slot.pk].result(slot, crowd, bool(answered) and slot == best) for slot in slots
    )
    best_first = sorted(found, key=lambda row: not row.is_best)
    return Results(tuple(best_first), len(answered), students, len(kinds))


class _Tally:
    """Counts of one slot."""

    def __init__(self) -> None:
        self.answers: Counter[str] = Counter()
        self.students: Counter[str] = Counter()
        self.cannot: Counter[str] = Counter()

    def add(self, answer: str, cohort: str | None, kind: str) -> None:
        self.answers[answer] += 1
        if kind == MemberKind.STUDENT:
            self.students[answer] += 1
        if cohort and answer == Answer.NO:
            self.cannot[cohort] += 1

    @property
    def rank(self) -> tuple[int, int, int]:
        students = sum(self.students[answer] for answer in CAN)
        return (students, sum(self.answers[answer] for answer in CAN), self.answers[Answer.YES])

    def result(self, slot: Slot, crowd: Crowd, is_best: bool) -> SlotResult:
        mask = slot_mask(crowd.window, slot.starts_at, slot.ends_at)
        shut = tuple(
            ShutOut(group.name, _why(group.blocks, mask), group.n_students)
            for group in crowd.groups
            if group.busy & mask
        )
        return SlotResult(
            slot=slot,
            n_yes=self.answers[Answer.YES],
            n_maybe=self.answers[Answer.MAYBE],
            n_no=self.answers[Answer.NO],
            n_students=sum(self.students[answer] for answer in CAN),
            shut_out=shut,
            cannot=_by_group(self.cannot, crowd.groups, {one.group for one in shut}),
            is_best=is_best,
        )


def _why(blocks: Sequence[Block], mask: int) -> str:
    return next(block.reason for block in blocks if block.busy & mask)


def _by_group(
    cannot: Counter[str], groups: Sequence[Group], named: set[str]
) -> tuple[tuple[str, int], ...]:
    """Who cannot, by year group; only in groups so large that it points at nobody."""
    return tuple(
        (group.name, cannot[group.name])
        for group in groups
        if group.n_students >= SMALL and cannot[group.name] and group.name not in named
    )


def _window(network: "Network", slots: Sequence[Slot]) -> Window:
    zone = ZoneInfo(network.time_zone)
    moments = [moment for slot in slots for moment in (slot.starts_at, slot.ends_at)]
    days = [moment.astimezone(zone).date() for moment in moments]
    return window_of(network, min(days), max(days))


def waiting_polls(person_id: int, network_id: int) -> list[tuple[Poll, list[Slot]]]:
    """Open polls somebody has not answered, those that close first, each with its times. One query."""
    found: dict[Poll, list[Slot]] = {}
    for slot in _waiting(person_id=person_id, network_id=network_id, day=today()):
        found.setdefault(slot.poll, []).append(slot)
    return list(found.items())


@prepared
def _waiting(person_id: Word, network_id: Word, day: Word) -> QuerySet[Slot]:
    said = PollAnswer.objects.filter(slot__poll=OuterRef("pk"), person_id=person_id)
    waiting = Poll.objects.filter(
        ~Exists(said),
        meeting__network_id=network_id,
        meeting__state=Meeting.State.POLLING,
        closed_at=None,
        closes_on__gte=day,
    ).order_by("closes_on", "pk")
    return (
        Slot.objects.filter(poll__in=waiting.values("pk")[:MOST_POLLS])
        .select_related("poll__meeting")
        .annotate(n_can=Count("answers", filter=Q(answers__answer__in=CAN)))
        .order_by("poll__closes_on", "poll_id", "starts_at")
    )
