"""What the commands of analysis print: results as text, JSON or a page, and at the end where they came from.

The same file gives the same body byte by byte; only the envelope below it knows the time.
"""

import json
import math
import re
import sys
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, datetime
from html import escape
from typing import TYPE_CHECKING, Any

from groundswell import __version__

if TYPE_CHECKING:
    from groundswell.analysis._result import Result
    from groundswell.analysis.charts import Chart

FORMATS = ("text", "json", "html")
OPTIONS = {
    "columns": "describe",
    "categories": "scale",
    "level": "confidence",
    "scale": "level",
}
"""Options of the commands whose name is not that of the argument in the library."""

PAGE = (
    ":root{color-scheme:light dark;--ink:#211C17;--muted:#5E554A;--paper:#FBF7F0;--card:#fff;--line:#DCD2C2;"
    "--sunk:#F4EDE1;--green:#1F5C4D;--gold:#8A5A00;--blue:#2B4C7E;--heat-0:#F1EEE4;--heat-1:#D5E3DA;--heat-2:#A9CABD;--heat-3:#3F7A6A;"
    "--heat-4:#1F5C4D;--on-heat:#fff}"
    "@media screen and (prefers-color-scheme:dark){:root{--ink:#F3ECDF;--muted:#B9AE9F;--paper:#171411;--card:#211D18;"
    "--line:#3A332A;--sunk:#1D1915;--green:#8CCFBB;--gold:#E6B85C;--blue:#A9C4EC;--heat-0:#25211C;--heat-1:#25352F;"
    "--heat-2:#2F4F45;--heat-3:#6FB3A0;--heat-4:#A5DDCB;--on-heat:#14201C}}"
    "body{margin:0 auto;max-inline-size:46rem;padding:1rem;background:var(--paper);color:var(--ink);"
    "font:1.0625rem/1.5 Charter,Cambria,Georgia,serif;overflow-wrap:anywhere}"
    "h1,h2,h3,table,dl,figure,footer,details{font-family:system-ui,sans-serif}table,dl,footer,details{font-size:.9375rem}"
    "section,.wide{overflow-x:auto}table{border-collapse:collapse;margin-block:1rem;font-variant-numeric:tabular-nums}"
    "caption{text-align:start;font-weight:600}th,td{padding:.2rem .8rem .2rem 0;text-align:start;vertical-align:top;"
    "border-block-end:1px solid var(--line);font-weight:400}thead th{font-weight:600}"
    "table{overflow-wrap:normal}dt{color:var(--muted)}dd{margin:0 0 .4rem}"
    "@media(min-width:34rem){dl{display:grid;grid-template-columns:12rem 1fr}dd{margin:0}}"
    "footer{margin-block-start:3rem;color:var(--muted)}"
)


@dataclass(frozen=True)
class Section:
    """One result under its heading."""

    heading: str
    result: "Result"


@dataclass(frozen=True)
class Report:
    """What one run found: a title, what to know first, the results, the pictures of a page."""

    title: str
    notes: tuple[str, ...]
    sections: tuple[Section, ...]
    charts: tuple["Chart", ...] = ()


@dataclass(frozen=True)
class Envelope:
    """Where a report comes from."""

    file: str
    sha256: str
    groundswell: str = __version__

    def lines(self, now: datetime) -> dict[str, str]:
        """Give what the envelope says, the time last."""
        stamp = now.astimezone(UTC).isoformat(timespec="seconds")
        said = {"file": self.file, "sha256": self.sha256, "groundswell": self.groundswell}
        return {**said, "made_at": stamp}


def show(report: Report, envelope: Envelope, form: str, now: datetime | None = None) -> None:
    """Print a report with its envelope."""
    said = envelope.lines(now or datetime.now(UTC))
    write = {"text": _text, "json": _json, "html": _html}[form]
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8")
    print(write(report, said))


def refuse(error: Exception) -> int:
    """Say on the error stream why nothing was done, with the options of the command in place of arguments."""
    print(f"groundswell: {in_options(str(error))}", file=sys.stderr)
    return 2


def in_options(sentence: str) -> str:
    """Turn an argument of the library into the option of the command: missing="drop" is --missing drop."""
    return re.sub(
        r'\b([a-z]+)=(?:"([a-z]+)")?(?=[\s.,;:]|$)',
        lambda found: f"--{OPTIONS.get(found[1], found[1])}{' ' + found[2] if found[2] else ''}",
        sentence,
    )


def _text(report: Report, envelope: dict[str, str]) -> str:
    parts = [report.title, *(f"- {note}" for note in report.notes)]
    for section in report.sections:
        parts += ["", section.heading, "-" * len(section.heading), section.result.to_text()]
    parts += ["", *(f"{name}: {value}" for name, value in envelope.items())]
    return "\n".join(line.rstrip() for part in parts for line in part.split("\n"))


def _json(report: Report, envelope: dict[str, str]) -> str:
    body = {
        "title": report.title,
        "notes": list(report.notes),
        "results": [_section(one) for one in report.sections],
    }
    return json.dumps(
        {"report": body, "envelope": envelope}, ensure_ascii=False, indent=1, allow_nan=False
    )


def _section(section: Section) -> dict[str, Any]:
    result = section.result
    said = {"heading": section.heading, "name": result.name, "sentence": result.sentence()}
    return {**said, **plain(result), "tables": [plain(table) for table in result.tables()]}


def plain(value: Any) -> Any:
    """Make a result what JSON knows; NaN is null, and what has no end says so."""
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: plain(getattr(value, one.name)) for one in fields(value)}
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, dict):
        return {str(name): plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(one) for one in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None if math.isnan(value) else "infinity" if value > 0 else "-infinity"
    return value if value is None or isinstance(value, str | int | float) else str(value)


def _html(report: Report, envelope: dict[str, str]) -> str:
    from groundswell.analysis.charts import STYLE

    notes = "".join(f"<li>{escape(note)}</li>" for note in report.notes)
    body = "".join(
        f"<h2>{escape(one.heading)}</h2>{one.result.to_html()}" for one in report.sections
    )
    charts = "".join(one.to_html() for one in report.charts)
    foot = "".join(
        f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in envelope.items()
    )
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{escape(report.title)}</title>'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        f'<meta name="viewport" content="width=device-width"><style>{PAGE}{STYLE}</style></head>\n'
        f"<body><main><h1>{escape(report.title)}</h1><ul>{notes}</ul>\n{charts}{body}</main>\n"
        f"<footer><dl>{foot}</dl></footer></body></html>"
    )
