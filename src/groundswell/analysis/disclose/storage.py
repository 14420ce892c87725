"""Published figures as plain JSON values and back: how a room keeps what it has released."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from .cells import Cell, Mark
from .figures import Figures, Percentages
from .period import Period
from .tables import Axis, Shape
from .words import TEXTS, Message


def to_json(figures: Figures) -> dict[str, Any]:
    """Give the figures as dictionaries, lists, words and numbers."""
    shape, shown = figures.shape, figures.percentages
    return {
        "title": shape.title,
        "rows": _axis_out(shape.rows),
        "columns": shape.columns and _axis_out(shape.columns),
        "filters": [list(pair) for pair in shape.filters],
        "period": shape.period and [shape.period.first.isoformat(), shape.period.last.isoformat()],
        "minimum": figures.minimum,
        "width": figures.width,
        "cells": [
            [*position, cell.mark.value, cell.value, cell.low, cell.high, _message_out(cell.why)]
            for position, cell in figures.cells
        ],
        "percentages": shown
        and {
            "whole": shown.whole,
            "least": shown.least,
            "values": [
                [*position, str(percent), str(step)] for position, percent, step in shown.values
            ],
        },
        "withheld": _message_out(figures.withheld),
        "notes": [_message_out(note) for note in figures.notes],
    }


def from_json(kept: Mapping[str, Any]) -> Figures:
    """Read figures back; what is no such thing is refused with what is wrong in it."""
    try:
        return _read(kept)
    except (KeyError, TypeError, IndexError, ValueError) as problem:
        raise ValueError(
            f"These are not figures as `to_json` writes them: {problem!r}."
        ) from problem


def _read(kept: Mapping[str, Any]) -> Figures:
    shape = Shape(
        kept["title"],
        _axis_in(kept["rows"]),
        kept["columns"] and _axis_in(kept["columns"]),
        tuple((name, value) for name, value in kept["filters"]),
        Period.of(*kept["period"]) if kept["period"] else None,
    )
    cells = tuple(
        ((row, column), Cell(Mark(mark), value, low, high, _message_in(why)))
        for row, column, mark, value, low, high, why in kept["cells"]
    )
    shown = kept["percentages"] and Percentages(
        kept["percentages"]["whole"],
        kept["percentages"]["least"],
        tuple(((r, c), Fraction(p), Fraction(s)) for r, c, p, s in kept["percentages"]["values"]),
    )
    withheld = _message_in(kept["withheld"])
    if withheld is None and {position for position, _ in cells} != set(shape.positions):
        raise ValueError("the cells are not those of the table")
    notes = tuple(note for note in map(_message_in, kept["notes"]) if note)
    return Figures(shape, kept["minimum"], kept["width"], cells, shown or None, withheld, notes)


def _axis_out(axis: Axis) -> dict[str, Any]:
    return {
        "name": axis.name,
        "labels": list(axis.labels),
        "covers": [[a, list(b)] for a, b in axis.covers],
    }


def _axis_in(kept: Mapping[str, Any]) -> Axis:
    return Axis(
        kept["name"], tuple(kept["labels"]), tuple((a, tuple(b)) for a, b in kept["covers"])
    )


def _message_out(said: Message | None) -> list[Any] | None:
    return None if said is None else [said.key, dict(said.values)]


def _message_in(kept: Any) -> Message | None:
    if kept is None:
        return None
    key, values = kept
    if key not in TEXTS:
        raise ValueError(f"there is no sentence called {key!r}")
    return Message(key, tuple(values.items()))
