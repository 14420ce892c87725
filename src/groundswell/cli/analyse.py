"""``groundswell analyse``: two groups in a CSV file compared: Table 1, then each outcome, as text, JSON or a page."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from groundswell.cli.csv_file import Column, CsvFile, FileError, as_numbers, read_csv
from groundswell.cli.outcomes import Declared, compared, remark
from groundswell.cli.progress import Progress
from groundswell.cli.report import FORMATS, Envelope, Report, Section, refuse, show

if TYPE_CHECKING:
    from groundswell.analysis.compare import Family

MISSING = "Empty cells, NA, N/A and NaN are missing."
FAMILY = "outcomes named on the command line"
MANY_LABELS = 20


def run(argv: list[str]) -> int:
    given = _parser().parse_args(argv)
    progress = Progress()
    try:
        file = read_csv(given.file, progress)
        report = analysed(file, given, progress)
    except (FileError, ValueError) as error:
        progress.clear()
        return refuse(error)
    progress.clear()
    show(report, Envelope(file.name, file.digest), given.format)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="groundswell analyse",
        description=__doc__,
        epilog=f"{MISSING} Outcomes are compared as one family by Holm. Exit code 2 says that the file did not fit.",
    )
    parser.add_argument("file", type=Path, help="a CSV file in UTF-8 with a line of headings")
    parser.add_argument("--by", required=True, metavar="COLUMN", help="the column of groups")
    parser.add_argument(
        "--reference", metavar="GROUP", help="the group compared with; needed for outcomes"
    )
    parser.add_argument(
        "--groups", nargs="+", metavar="GROUP", help="use the rows of these groups only"
    )
    parser.add_argument(
        "--outcome", action="append", default=[], metavar="COLUMN", help="may be repeated"
    )
    parser.add_argument(
        "--event",
        action="append",
        default=[],
        metavar="[COLUMN=]VALUE",
        help="the value that counts",
    )
    parser.add_argument(
        "--ordinal",
        action="append",
        default=[],
        metavar="COLUMN[=LOW,…,HIGH]",
        help="an outcome on an ordered scale",
    )
    parser.add_argument(
        "--describe",
        nargs="+",
        metavar="COLUMN",
        help="columns of Table 1; all others unless given",
    )
    parser.add_argument(
        "--categorical",
        nargs="+",
        default=[],
        metavar="COLUMN",
        help="columns of numbers that are categories",
    )
    parser.add_argument(
        "--missing", choices=["refuse", "drop"], default="refuse", help="people without a value"
    )
    parser.add_argument("--confidence", type=float, default=0.95, help="of intervals; 0.95")
    parser.add_argument("--format", choices=FORMATS, default="text")
    return parser


def analysed(file: CsvFile, given: argparse.Namespace, progress: Progress) -> Report:
    """Make the report: the family is declared before anything is computed."""
    from groundswell.analysis.compare import declare_family

    _require_columns(file, given)
    family = declare_family(FAMILY, given.outcome) if given.outcome else None
    rows = _rows_of(file.column(given.by), given)
    columns = {name: [column[i] for i in rows] for name, column in file.columns.items()}
    steps = len(given.outcome) + 2
    progress(1, steps, "describing the groups")
    notes = [*file.notes, f"{len(rows):,} of {file.n_rows:,} rows. {MISSING}"]
    sections, left_out = _table_one(columns, given)
    notes += left_out
    declared = _declared(given)
    for place, name in enumerate(given.outcome, start=2):
        progress(place, steps, f"comparing {name}")
        made = compared(
            name, columns[name], columns[given.by], declared,
            reference=given.reference, missing=given.missing, level=given.confidence,
        )  # fmt: skip
        notes += [said for said in (remark(name, columns[name], declared),) if said]
        sections.append(Section(name, made))
    if family is not None:
        notes.append(f"Declared before any number was computed: {family} (key {family.key[:16]}).")
        sections += _adjusted(family, sections)
    return Report(
        f"{file.name} by {given.by}", tuple(notes), tuple(sections), _charts(sections, given)
    )


def _require_columns(file: CsvFile, given: argparse.Namespace) -> None:
    named = [given.by, *given.outcome, *(given.describe or []), *given.categorical]
    for name in named:
        file.column(name)
    if given.by in given.outcome:
        raise FileError(
            f"“{given.by}” cannot be the groups and an outcome. Name another --outcome."
        )


def _rows_of(by: Column, given: argparse.Namespace) -> list[int]:
    """Give the rows of the groups that are asked for, and refuse what cannot be compared."""
    found = sorted({one for one in by if one is not None})
    wanted = given.groups or found
    for one in [*wanted, *([given.reference] if given.reference is not None else [])]:
        if one not in found:
            raise FileError(f"“{given.by}” has no group “{one}”. It has: {_listed(found)}.")
    if len(wanted) < 2:
        raise FileError(
            f"“{given.by}” should hold two groups or more; it holds {_listed(wanted) or 'none'}."
        )
    if given.outcome and len(wanted) > 2:
        raise FileError(
            f"“{given.by}” holds {len(wanted)} groups: {_listed(wanted)}. Outcomes are compared two at a time: "
            "name them with --groups."
        )
    if given.outcome and given.reference not in wanted:
        raise FileError(
            f"Say which group is compared with: --reference and one of {_listed(wanted)}."
        )
    return [i for i, one in enumerate(by) if one is None or one in wanted]


def _listed(groups: list[str]) -> str:
    return ", ".join(f"“{one}”" for one in groups[:8]) + (", …" if len(groups) > 8 else "")


def _table_one(
    columns: dict[str, Column], given: argparse.Namespace
) -> tuple[list[Section], list[str]]:
    from groundswell.analysis.compare import table_one

    names = given.describe or [one for one in columns if one not in {given.by, *given.outcome}]
    left_out = [] if given.describe else [one for one in names if _is_a_name(columns[one])]
    kept = [one for one in names if one not in left_out]
    notes = [
        f"“{one}” is left out of Table 1: nearly every value differs, or there is none."
        for one in left_out
    ]
    if not kept:
        return [], [*notes, "There is no column to describe, so there is no Table 1."]
    made = {name: _typed(columns[name], is_category=name in given.categorical) for name in kept}
    groups = [given.by, *_order(columns[given.by], given.reference)]
    found = table_one(
        {given.by: columns[given.by], **made}, by=given.by, groups=groups[1:], columns=kept,
        missing=given.missing, level=given.confidence,
    )  # fmt: skip
    return [Section("Table 1", found)], notes


def _order(by: Column, reference: str | None) -> list[str]:
    """Give the groups with the reference last, so that differences have the sign they have in outcomes."""
    return sorted({one for one in by if one is not None}, key=lambda one: (one == reference, one))


def _is_a_name(column: Column) -> bool:
    """Tell what would print people: words of which nearly every one differs. A column without values says nothing."""
    present = [one for one in column if one is not None]
    kinds = len(set(present))
    if not present:
        return True
    return as_numbers(column) is None and kinds > MANY_LABELS and 2 * kinds > len(present)


def _typed(column: Column, *, is_category: bool) -> list[Any]:
    """Give numbers where all are, but words where they are categories or only 0 and 1."""
    made = None if is_category else as_numbers(column)
    if made is None or {one for one in made if one is not None} <= {0.0, 1.0}:
        return list(column)
    return list(made)


def _declared(given: argparse.Namespace) -> Declared:
    events, ordinal, event = {}, {}, None
    for said in given.event:
        name, parted, value = said.partition("=")
        if parted and name in given.outcome:
            events[name] = value
        elif event is None:
            event = said
        else:
            raise FileError(
                f"--event is given as “{event}” and “{said}”. Say of which column: COLUMN=VALUE."
            )
    for said in given.ordinal:
        name, _, order = said.partition("=")
        if name not in given.outcome:
            raise FileError(
                f"--ordinal names “{name}”, which is not an --outcome: {_listed(given.outcome) or 'none'}."
            )
        ordinal[name] = [one.strip() for one in order.split(",")] if order else []
    return Declared(events, event, ordinal)


def _adjusted(family: "Family", sections: list[Section]) -> list[Section]:
    from groundswell.analysis.compare import adjust

    p = {
        one.heading: getattr(one.result, "p", None)
        for one in sections
        if one.heading in family.members
    }
    return [Section("All outcomes together", adjust(family, p))]


def _charts(sections: list[Section], given: argparse.Namespace) -> tuple[Any, ...]:
    """Draw the risk differences of a page."""
    from groundswell.analysis.charts import forest

    if given.format != "html":
        return ()
    found = {one.heading: one.result for one in sections if hasattr(one.result, "p_fisher")}
    if not found:
        return ()
    axis = f"percentage points; right: more often than in {given.reference}"
    return (forest(found, title="Risk differences", percent=True, axis=axis),)
