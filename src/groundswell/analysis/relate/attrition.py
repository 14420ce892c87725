"""Who stayed: people wave by wave, those who left, and those who came back."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from groundswell.analysis._inputs import InputError, array_of, is_missing, level_of
from groundswell.analysis._result import Interval, Result, Table
from groundswell.analysis._shares import wilson

CITATION = (
    "Hogan JW, Roy J, Korkontzelou C. Handling drop-out in longitudinal studies. "
    "Statistics in Medicine 2004; 23: 1455-1497."
)


@dataclass(frozen=True, kw_only=True)
class WaveLine:
    """One wave: who answered, of whom how many from the first wave, left since the last, came back, or are new."""

    wave: str
    answered: int
    of_first: int
    retention: float
    low: float
    high: float
    left: int
    returned: int
    new: int


@dataclass(frozen=True, kw_only=True)
class Attrition(Result):
    """The share of the first wave that answered the last; ``lines`` tell it wave by wave."""

    name: ClassVar[str] = "Share of the first wave still there in the last"

    n_every_wave: int
    n_ever: int
    lines: tuple[WaveLine, ...]

    def tables(self) -> tuple[Table, ...]:
        """Give the waves as a table."""
        headings = (
            "Wave", "Answered", "Of the first wave", "Retention", "Low", "High", "Left since the wave before",
            "Came back", "New",
        )  # fmt: skip
        rows = tuple(
            (one.wave, one.answered, one.of_first, one.retention, one.low, one.high, one.left, one.returned, one.new)
            for one in self.lines
        )  # fmt: skip
        return (Table(title="Attrition", headings=headings, rows=rows),)


def attrition(waves: Any, *, level: float = 0.95) -> Attrition:
    """Give how many of the first wave answered each later one, with who left, came back or is new.

    ``waves``: two or more, in order of time, each a column of the people who answered it, by any mark that stays the
    same; a person once in a wave, missing marks are refused. Intervals are Wilson's. ``InputError`` for anything else.

    When to use: with any comparison over time, before it.

    When not: it does not tell whether those who left differ; ``matched_v_unmatched`` does.

    References: Hogan, Roy & Korkontzelou 2004.

    >>> made = attrition({"before": [1, 2, 3, 4], "after": [1, 2, 5], "a year on": [1, 3]})
    >>> made.estimate, made.n_every_wave
    (0.5, 1)
    """
    level_of(level)
    there = _people(waves)
    names = list(there)
    first, seen, lines = there[names[0]], set[object](), []
    for place, name in enumerate(names):
        now, before = there[name], there[names[place - 1]] if place else set()
        stayed = len(first & now)
        low, high = wilson(stayed, len(first), level)
        lines.append(
            WaveLine(
                wave=name,
                answered=len(now),
                of_first=stayed,
                retention=stayed / len(first),
                low=low,
                high=high,
                left=len(before - now),
                returned=len((now & seen) - before),
                new=len(now - seen) if place else 0,
            )
        )
        seen |= now
    last = lines[-1]
    return Attrition(
        estimate=last.retention,
        interval=Interval(low=last.low, high=last.high, level=level, method="Wilson"),
        n=len(first),
        n_every_wave=len(set.intersection(*there.values())),
        n_ever=len(seen),
        lines=tuple(lines),
        method="Shares of the people of the first wave; n counts them.",
        warnings=_warnings(last.retention),
        citation=CITATION,
    )


def _people(waves: Any) -> dict[str, set[object]]:
    if not isinstance(waves, Mapping) or len(waves) < 2:
        raise InputError("The waves should be two columns of people or more, each by its name.")
    made = {}
    for name, column in waves.items():
        marks = array_of(column, str(name)).tolist()
        if any(is_missing(mark) for mark in marks):
            raise InputError(f"{name} holds a person without a mark. Leave them out and say so.")
        if len(set(marks)) != len(marks):
            raise InputError(f"{name} holds somebody twice. Keep one answer for each person.")
        made[str(name)] = set(marks)
    if not next(iter(made.values())):
        raise InputError("The first wave is empty. Give at least one person.")
    return made


def _warnings(retention: float) -> tuple[str, ...]:
    if retention < 0.8:
        return (
            f"{1 - retention:.0%} of the first wave did not answer the last: "
            "compare those who stayed with those who left.",
        )
    return ()
