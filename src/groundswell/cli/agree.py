"""``groundswell agree``: how far coders in a CSV file agree, by the coefficients that suit the scale."""

import argparse
from pathlib import Path
from typing import Any

from groundswell.cli.csv_file import CsvFile, FileError, as_numbers, read_csv
from groundswell.cli.progress import Progress
from groundswell.cli.report import FORMATS, Envelope, Report, Section, plain, refuse, show

LEVELS = ("nominal", "ordinal", "interval", "ratio")
SEED = 1
EPILOG = (
    "Wide: a row for each unit and a column for each coder; name a column of unit marks with --unit, or the coders "
    "with --coders. Long: a row for each rating; name --unit, --coder and --value. Empty cells, NA, N/A and NaN are "
    "missing. Exit code 2 says that the file did not fit."
)


def run(argv: list[str]) -> int:
    given = _parser().parse_args(argv)
    progress = Progress()
    try:
        file = read_csv(given.file, progress)
        report = agreed(file, given, progress)
    except (FileError, ValueError) as error:
        progress.clear()
        return refuse(error)
    progress.clear()
    show(report, Envelope(file.name, file.digest), given.format)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="groundswell agree", description=__doc__, epilog=EPILOG)
    parser.add_argument("file", type=Path, help="a CSV file in UTF-8 with a line of headings")
    parser.add_argument(
        "--level", required=True, choices=LEVELS, help="what kind of scale it is; never guessed"
    )
    parser.add_argument(
        "--scale",
        nargs="+",
        metavar="VALUE",
        help="the whole scale in order, also what nobody used; needed for ordinal",
    )
    parser.add_argument("--coders", nargs="+", metavar="COLUMN", help="wide: the columns of coders")
    parser.add_argument(
        "--unit", metavar="COLUMN", help="the column that says which unit a row is about"
    )
    parser.add_argument("--coder", metavar="COLUMN", help="long: the column of coders")
    parser.add_argument("--value", metavar="COLUMN", help="long: the column of ratings")
    parser.add_argument(
        "--missing", choices=["refuse", "drop", "use"], default="refuse",
        help="units that lack a rating; alpha always uses what is there",
    )  # fmt: skip
    parser.add_argument("--seed", type=int, default=SEED, help=f"of the bootstrap of alpha; {SEED}")
    parser.add_argument("--replicates", type=int, default=1000, help="of the bootstrap; 1000")
    parser.add_argument("--confidence", type=float, default=0.95, help="of intervals; 0.95")
    parser.add_argument("--format", choices=FORMATS, default="text")
    return parser


def agreed(file: CsvFile, given: argparse.Namespace, progress: Progress) -> Report:
    """Make the report: percent agreement first, then the coefficients the scale allows."""
    from groundswell.analysis.agree import ratings

    columns = _long(file, given) if given.coder or given.value else _wide(file, given)
    if given.level == "ordinal" and not given.scale:
        raise FileError("An ordinal scale should be given in its order: --scale lowest … highest.")
    if given.level in ("interval", "ratio"):
        columns, given.scale = _numbers(columns), _scale_of_numbers(given.scale)
    read = ratings(columns, categories=given.scale)
    notes = [
        *file.notes,
        f"{read.n_units:,} units, {read.n_coders} coders: {', '.join(read.coders)}.",
    ]
    if not given.scale and given.level == "nominal":
        notes.append(
            "Gwet's and Brennan and Prediger's coefficients need the whole scale: declare it with --scale."
        )
    sections = []
    wanted = _methods(given, read.n_coders)
    for place, (heading, method, options) in enumerate(wanted):
        progress(place, len(wanted), heading)
        sections.append(Section(heading, method(read, **options)))
    return Report(
        f"Agreement in {file.name}", tuple(notes), tuple(sections), _charts(sections, given)
    )


def _methods(given: argparse.Namespace, coders: int) -> list[tuple[str, Any, dict[str, Any]]]:
    from groundswell.analysis import agree

    boot = agree.Bootstrap(rng=given.seed, replicates=given.replicates)
    policy = {"missing": given.missing, "level": given.confidence}
    pairs = {
        **policy,
        "missing": "drop" if coders == 2 and given.missing == "use" else given.missing,
    }
    weights = {"agreement": "linear"} if given.level == "ordinal" else {}
    said = ", linear weights" if weights else ""
    found: list[tuple[str, Any, dict[str, Any]]] = [("Percent agreement", agree.percent, policy)]
    if given.level in ("nominal", "ordinal"):
        if coders == 2:
            found.append((f"Cohen's kappa{said}", agree.cohen, {**pairs, **weights}))
        else:
            found.append(
                (f"Light's kappa{said}", agree.light, {**pairs, **weights, "interval": boot})
            )
        found.append((f"Fleiss's kappa{said}", agree.fleiss, {**policy, **weights}))
        if given.scale:
            found.append((f"Gwet's AC{said}", agree.gwet, {**policy, **weights}))
            found.append(
                (f"Brennan and Prediger{said}", agree.brennan_prediger, {**policy, **weights})
            )
    options = {"scale": given.level, "level": given.confidence, "interval": boot}
    return [*found, (f"Krippendorff's alpha, {given.level}", agree.alpha, options)]


def _wide(file: CsvFile, given: argparse.Namespace) -> dict[str, list[Any]]:
    if given.unit:
        file.column(given.unit)
    names = given.coders or [one for one in file.columns if one != given.unit]
    if len(names) < 2:
        raise FileError(
            f"{file.name} should have a column for each of two coders or more; it has {len(names)}. "
            "For one row a rating name --unit, --coder and --value."
        )
    return {name: list(file.column(name)) for name in names}


def _long(file: CsvFile, given: argparse.Namespace) -> dict[str, list[Any]]:
    """Turn one row a rating into a column for each coder."""
    if not (given.unit and given.coder and given.value):
        raise FileError("One row a rating needs three columns: --unit, --coder and --value.")
    units, coders, values = (file.column(one) for one in (given.unit, given.coder, given.value))
    place: dict[str, int] = {}
    found: dict[str, dict[int, str | None]] = {}
    for row, (unit, coder, value) in enumerate(zip(units, coders, values, strict=True), start=1):
        if unit is None or coder is None:
            raise FileError(
                f"Row {row:,} of {file.name} has no {given.unit if unit is None else given.coder}. Fill it in."
            )
        mine = found.setdefault(coder, {})
        at = place.setdefault(unit, len(place))
        if at in mine:
            raise FileError(
                f"“{coder}” rated “{unit}” twice in {file.name}. Keep one rating of each."
            )
        mine[at] = value
    if len(found) < 2:
        raise FileError(f"“{given.coder}” names {len(found)} coder. Agreement needs two or more.")
    return {name: [mine.get(i) for i in range(len(place))] for name, mine in sorted(found.items())}


def _numbers(columns: dict[str, list[Any]]) -> dict[str, list[Any]]:
    made = {}
    for name, column in columns.items():
        read = as_numbers(column)
        if read is None and any(one is not None for one in column):
            word = next(one for one in column if one is not None and as_numbers([one]) is None)
            raise FileError(
                f"“{name}” holds “{word}”; an interval or ratio scale needs numbers. Use --level ordinal or nominal."
            )
        made[name] = list(column) if read is None else list(read)
    return made


def _scale_of_numbers(scale: list[str] | None) -> list[float] | None:
    read = as_numbers(list(scale)) if scale else None
    if scale and read is None:
        raise FileError("--scale should hold numbers for an interval or ratio scale.")
    return [one for one in read if one is not None] if read else None


def _charts(sections: list[Section], given: argparse.Namespace) -> tuple[Any, ...]:
    """Draw the pairs of coders of a page, where there are more than two coders."""
    from groundswell.analysis.charts import agreement_heat

    pairs: list[Any] = next(
        (plain(one.result)["pairs"] for one in sections if one.heading.startswith("Light")), []
    )
    coders = {name for one, other, _ in pairs for name in (one, other)}
    if given.format != "html" or not 2 < len(coders) <= 10:
        return ()
    return (agreement_heat(pairs, title="Cohen's kappa of each pair of coders"),)
