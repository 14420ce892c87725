"""``groundswell claims``: what a published two-group table can carry: every statistic recomputed, then the findings."""

import argparse
import tomllib
from hashlib import sha256
from pathlib import Path

from groundswell.cli.csv_file import FileError, bytes_of
from groundswell.cli.report import FORMATS, Envelope, Report, Section, refuse, show


def run(argv: list[str]) -> int:
    given = _parser().parse_args(argv)
    from groundswell.analysis.claims import EXAMPLE

    if given.template:
        print(EXAMPLE.read_text(encoding="utf-8"), end="")
        return 0
    path = EXAMPLE if given.example else given.file
    try:
        if path is None:
            raise FileError(
                "Name a TOML file, or begin with --example. --template prints one to fill in."
            )
        data = bytes_of(path)
        report = checked(data, path.name, given.format)
    except (FileError, ValueError) as error:
        return refuse(error)
    show(report, Envelope(path.name, sha256(data).hexdigest()), given.format)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="groundswell claims",
        description=__doc__,
        epilog="What is computed from the table and what follows from a reader's answers are kept apart.",
    )
    parser.add_argument(
        "file",
        nargs="?",
        type=Path,
        help="a TOML file: the table, and your answers to the checklist",
    )
    parser.add_argument(
        "--example", action="store_true", help="check the table that comes with the package"
    )
    parser.add_argument(
        "--template", action="store_true", help="print that table, to begin your own"
    )
    parser.add_argument("--format", choices=FORMATS, default="text")
    return parser


def checked(data: bytes, name: str, form: str) -> Report:
    """Make the report of one table."""
    from groundswell.analysis.charts import forest
    from groundswell.analysis.claims import check_claims

    try:
        study = tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise FileError(f"{name} should be UTF-8. Save it again as such.") from None
    except tomllib.TOMLDecodeError as error:
        raise FileError(
            f"{name} is not TOML: {error}. See groundswell claims --template."
        ) from None
    found = check_claims(study)
    shares = {label: one for label, one in found.outcomes.items() if hasattr(one, "p_fisher")}
    axis = "percentage points, group minus reference"
    charts = (
        (forest(shares, title="Risk differences", percent=True, axis=axis),)
        if shares and form == "html"
        else ()
    )
    return Report("Claims check", (), (Section("What the table can carry", found),), charts)
