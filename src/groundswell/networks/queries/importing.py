"""What an import would do, row by row, before anything is done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from groundswell.kernel.clock import today
from groundswell.kernel.words import one_line
from groundswell.networks.models import Cohort, ImportDraft, Membership, Network
from groundswell.networks.queries.joining import member_addresses
from groundswell.networks.wording import graduation_of, kind_of

KEPT_FOR = timedelta(days=7)
SAME, OTHER = "same", "other"
NEW, HERE, TWICE, ASK, ERROR = "new", "here", "twice", "ask", "error"


@dataclass
class Row:
    """One row as it would be brought in. ``state`` says what happens; ``sentence`` says why."""

    number: int
    name: str = ""
    address: str = ""
    kind: str = ""
    cohort: str = ""
    graduates_on: date | None = None
    joined_on: date | None = None
    left_on: date | None = None
    state: str = NEW
    sentence: str = ""

    @property
    def kind_label(self) -> str:
        return str(Membership.Kind(self.kind).label) if self.kind else ""


@dataclass(frozen=True)
class Plan:
    """All rows of one import, and what would be made."""

    rows: list[Row]
    known_cohorts: set[str] = field(default_factory=set)

    def of(self, *states: str) -> list[Row]:
        return [row for row in self.rows if row.state in states]

    @cached_property
    def new(self) -> list[Row]:
        return self.of(NEW)

    @cached_property
    def errors(self) -> list[Row]:
        return self.of(ERROR)

    @cached_property
    def asks(self) -> list[Row]:
        return self.of(ASK)

    @cached_property
    def left_out(self) -> list[Row]:
        return self.of(HERE, TWICE)

    @cached_property
    def new_cohorts(self) -> dict[str, date]:
        """Year groups that are not here yet, with when they graduate."""
        return {
            row.cohort: row.graduates_on
            for row in self.new
            if row.cohort and row.graduates_on and row.cohort not in self.known_cohorts
        }


class _RowError(Exception):
    """One cell that cannot be taken; its text is shown beside the row."""


def import_drafts(network: Network) -> QuerySet[ImportDraft]:
    """Imports that were begun and not finished."""
    return ImportDraft.objects.filter(network=network).defer("rows", "row_numbers").order_by("-pk")


def plan_of(draft: ImportDraft) -> Plan:
    """Read every row by the matched columns. Three queries, however many rows."""
    network = draft.network
    cells = [_cells(values, draft.columns) for values in draft.rows]
    here = member_addresses(network, [cell["email"].lower() for cell in cells])
    names = {
        name.casefold()
        for name in Membership.objects.filter(network=network, ended_on=None)
        .values_list("person__name", flat=True)
    }  # fmt: skip
    cohorts = {
        name.casefold(): (name, graduates_on)
        for name, graduates_on in Cohort.objects.filter(network=network).values_list(
            "name", "graduates_on"
        )
    }
    rows: list[Row] = []
    seen: dict[str, int] = {}
    for number, cell in zip(draft.row_numbers, cells, strict=True):
        row = _read(draft, number, cell, cohorts)
        if row.state == NEW:
            _compare(row, here, names, seen, draft.choices)
        rows.append(row)
    return Plan(rows, {name for name, _day in cohorts.values()})


def _cells(values: Sequence[Any], columns: Mapping[str, int]) -> dict[str, str]:
    """The cells of a row by what they were matched with, as tidy text."""
    found = {}
    for name in ("name", "email", "kind", "cohort", "joined", "left"):
        place = columns.get(name)
        value = values[place] if place is not None and place < len(values) else None
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        found[name] = "" if value is None else one_line(str(value))
    return found


def _read(
    draft: ImportDraft, number: int, cell: dict[str, str], cohorts: dict[str, tuple[str, date]]
) -> Row:
    row = Row(number=number, name=cell["name"][:200], address=cell["email"].lower())
    try:
        _check_address(cell)
        row.kind = _kind(draft, cell["kind"])
        row.joined_on = _day(draft, "joined", cell["joined"]) or today()
        row.left_on = _day(draft, "left", cell["left"])
        _check_days(row)
        if cell["cohort"] and row.kind in (Membership.Kind.STUDENT, Membership.Kind.ALUMNI):
            row.cohort, row.graduates_on = _cohort(cell["cohort"], cohorts)
    except _RowError as error:
        row.state, row.sentence = ERROR, str(error)
    return row


def _check_address(cell: dict[str, str]) -> None:
    if not cell["name"]:
        raise _RowError(_("There is no name. Write the whole name as one."))
    if not cell["email"]:
        raise _RowError(_("There is no e-mail address. Each member needs one to sign in."))
    try:
        validate_email(cell["email"])
    except ValidationError:
        raise _RowError(
            _("Expected an e-mail address, found “%(found)s”.") % {"found": cell["email"][:60]}
        ) from None


def _kind(draft: ImportDraft, words: str) -> str:
    if not words:
        return draft.kind or Membership.Kind.STUDENT.value
    found = kind_of(words)
    if not found:
        raise _RowError(
            _("Expected student, staff, alumni or partner, found “%(found)s”.")
            % {"found": words[:60]}
        )
    return found


def _day(draft: ImportDraft, column: str, words: str) -> date | None:
    from groundswell.formats.dates import parse_date  # kept out of the web's start-up
    from groundswell.formats.errors import FormatError

    if not words:
        return None
    if words.isdecimal() and len(words) == 4:
        words = f"01/09/{words}" if draft.is_day_first else f"09/01/{words}"
    try:
        return parse_date(words, day_first=draft.is_day_first)
    except FormatError as error:
        raise _RowError(
            _("Expected a day such as 31/12/2024 or 31 Dec 2024, found “%(found)s”.")
            % {"found": words[:60]}
            if column == "joined"
            else str(error)
        ) from None


def _check_days(row: Row) -> None:
    if row.joined_on and row.joined_on > today():
        raise _RowError(
            _("The day of joining, %(day)s, is still to come.") % {"day": row.joined_on}
        )
    if row.left_on and row.joined_on and row.left_on < row.joined_on:
        raise _RowError(
            _("Left on %(left)s, before joining on %(joined)s.")
            % {"left": row.left_on, "joined": row.joined_on}
        )


def _cohort(words: str, cohorts: dict[str, tuple[str, date]]) -> tuple[str, date]:
    known = cohorts.get(words.casefold())
    if known:
        return known
    graduates_on = graduation_of(words, today())
    if graduates_on is None:
        raise _RowError(
            _(
                "“%(found)s” does not say when it graduates. Write the year (Class of 2028), or add the group first."
            )
            % {"found": words[:60]}
        )
    name = f"Class of {words}" if words.isdecimal() else words[:80]
    return cohorts.get(name.casefold(), (name, graduates_on))


def _compare(
    row: Row, here: set[str], names: set[str], seen: dict[str, int], choices: Mapping[str, str]
) -> None:
    """Find duplicates: the same address is the same person; the same name alone is a question."""
    if row.address in here:
        row.state, row.sentence = HERE, _("A member already; nothing changes.")
        return
    if row.address in seen:
        row.state = TWICE
        row.sentence = _("The same address as row %(row)s; left out.") % {"row": seen[row.address]}
        return
    seen[row.address] = row.number
    if row.name.casefold() in names:
        choice = choices.get(str(row.number), "")
        if choice == SAME:
            row.state, row.sentence = (
                HERE,
                _("You said this is the member of the same name; left out."),
            )
        elif choice != OTHER:
            row.state = ASK
            row.sentence = _("A member has this name, with another address. Is it the same person?")
            return
    names.add(row.name.casefold())
