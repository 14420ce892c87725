"""A two-group table as a paper prints it, and what its reader answered: read from a file or a dictionary."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from groundswell.analysis._inputs import InputError
from groundswell.analysis.claims._numbers import finite, whole_number
from groundswell.analysis.claims.checklist import ANSWERS, BY_KEY, Answer

Unit = Literal["percent", "count"]
ARMS = ("group", "reference")
EXAMPLE = Path(__file__).with_name("worked_example.toml")
"""A table to learn on, with every question answered."""


@dataclass(frozen=True)
class Arm:
    """One group: what it is called and how many people are in it."""

    name: str
    n: int


@dataclass(frozen=True)
class Share:
    """A row of people with something: as printed (``unit``), and as counts. ``exact`` where a whole count fits.

    ``part_of`` names the characteristic its categories belong to; ``required`` says that everybody had to have it.
    """

    name: str
    unit: str
    printed: tuple[float, float]
    decimals: int
    counts: tuple[int, int]
    exact: bool
    part_of: str = ""
    required: bool = False
    claimed_p: str = ""


@dataclass(frozen=True)
class Mean:
    """A row of means with their standard deviations, (group, reference)."""

    name: str
    means: tuple[float, float]
    sds: tuple[float, float]
    claimed_p: str = ""


@dataclass(frozen=True)
class Study:
    """Everything typed in from one paper."""

    title: str
    group: Arm
    reference: Arm
    baseline: tuple[Share | Mean, ...]
    outcomes: tuple[Share | Mean, ...]
    answers: Mapping[str, Answer]


def read_study(given: Any) -> Study:
    """Make a study from a dictionary, as ``tomllib`` gives it for a file.

    ``title``; ``group`` and ``reference``, each with ``name`` and ``n``; ``baseline`` and ``outcomes``, lists of rows:
    either ``group`` and ``reference`` as printed with ``unit`` "percent" (and its ``decimals``, 0 unless given) or
    "count", or ``group_mean``, ``group_sd``, ``reference_mean``, ``reference_sd``. A row may say ``part_of`` (its
    categories share a whole), ``required`` (everybody had to have it to be included) and ``claimed_p`` as printed.
    ``answers`` to the checklist are "yes", "no" or "unclear". Raises InputError with the place of what is wrong.

    When to use: to begin a claims check; the command reads the same from a TOML file.

    When not: with the people's own data at hand: analyse those.

    References: the checklist follows STROBE (von Elm 2007) and CONSORT (Schulz 2010) in words of its own.

    >>> study = read_study({
    ...     "title": "A table", "group": {"name": "taught", "n": 100}, "reference": {"name": "not", "n": 100},
    ...     "outcomes": [{"name": "Spoke up", "group": 45, "reference": 12, "unit": "percent"}],
    ... })
    >>> study.outcomes[0].counts, study.answers["allocation"]
    ((45, 12), 'unclear')
    """
    if not isinstance(given, Mapping) or not given:
        raise InputError(
            "A study should have a title, a group, a reference and outcomes; "
            "nothing like that was given."
        )
    unknown = set(given) - {"title", "group", "reference", "baseline", "outcomes", "answers"}
    if unknown:
        raise InputError(
            f"A study has no part called {sorted(map(str, unknown))[0]!r}. "
            "It has title, group, reference, baseline, outcomes, answers."
        )
    arms = [_arm(given.get(which), which) for which in ARMS]
    rows = {
        part: tuple(
            _row(row, f"{part}, row {place}", arms)
            for place, row in enumerate(_list(given.get(part, ()), part), start=1)
        )
        for part in ("baseline", "outcomes")
    }
    if not rows["outcomes"]:
        raise InputError(
            "A study should have at least one outcome: "
            "[[outcomes]] with name, group, reference and unit."
        )
    for part, one in (("baseline", "baseline rows"), ("outcomes", "outcomes")):
        names = [row.name for row in rows[part]]
        if len(set(names)) < len(names):
            raise InputError(f"Two {one} have the same name. Give each its own.")
    return Study(
        str(given.get("title", "")).strip() or "An untitled table",
        arms[0], arms[1], rows["baseline"], rows["outcomes"], _answers(given.get("answers", {})),
    )  # fmt: skip


def _arm(given: Any, which: str) -> Arm:
    if not isinstance(given, Mapping) or "n" not in given:
        raise InputError(
            f'{which} should have a name and a number of people, such as {{name = "taught", n = 100}}.'
        )
    return Arm(str(given.get("name", which)), whole_number(given["n"], f"{which}: n", at_least=1))


def _list(given: Any, what: str) -> list[Any]:
    if isinstance(given, str | bytes | Mapping) or not hasattr(given, "__iter__"):
        raise InputError(f"{what} should be a list of rows: [[{what}]] before each.")
    return list(given)


def _row(given: Any, where: str, arms: list[Arm]) -> Share | Mean:
    if not isinstance(given, Mapping) or not str(given.get("name", "")).strip():
        raise InputError(f"{where} should have a name.")
    name, claimed = str(given["name"]).strip(), str(given.get("claimed_p", ""))
    where = f"{where} ({name})"
    if "group_mean" in given:
        return _mean(given, name, where, claimed)
    if missing := [key for key in (*ARMS, "unit") if key not in given]:
        raise InputError(
            f"{where} should say {missing[0]}; "
            "or group_mean, group_sd, reference_mean and reference_sd."
        )
    unit = given["unit"]
    if unit not in ("percent", "count"):
        raise InputError(f'{where}: unit should be "percent" or "count"; it is {unit!r}.')
    decimals = whole_number(given.get("decimals", 0), f"{where}: decimals", at_least=0)
    printed = [finite(given[which], f"{where}: {which}") for which in ARMS]
    counts, exact = [], True
    for value, arm, which in zip(printed, arms, ARMS, strict=True):
        count, fits = _count(value, arm.n, unit, decimals, f"{where}: {which}")
        counts.append(count)
        exact = exact and fits
    return Share(
        name, unit, (printed[0], printed[1]), decimals, (counts[0], counts[1]), exact,
        str(given.get("part_of", "")), bool(given.get("required", False)), claimed,
    )  # fmt: skip


def _count(value: float, n: int, unit: str, decimals: int, where: str) -> tuple[int, bool]:
    if unit == "count":
        count = whole_number(value, where, at_least=0)
        if count > n:
            raise InputError(
                f"{where} should be at most the group's {n:,} people; it is {count:,}."
            )
        return count, True
    if not 0 <= value <= 100:
        raise InputError(f"{where} should be a percentage from 0 to 100; it is {value:g}.")
    count = round(value * n / 100)
    return count, abs(100 * count / n - value) <= 0.5 * 10.0**-decimals + 1e-9


def _mean(given: Mapping[str, Any], name: str, where: str, claimed: str) -> Mean:
    keys = ("group_mean", "group_sd", "reference_mean", "reference_sd")
    if missing := [key for key in keys if key not in given]:
        raise InputError(f"{where} should say {missing[0]} beside the others.")
    m1, s1, m2, s2 = (finite(given[key], f"{where}: {key}") for key in keys)
    if s1 < 0 or s2 < 0:
        raise InputError(f"{where}: a standard deviation cannot be negative.")
    return Mean(name, (m1, m2), (s1, s2), claimed)


def _answers(given: Any) -> dict[str, Answer]:
    if not isinstance(given, Mapping):
        raise InputError('answers should be pairs such as allocation = "no".')
    for key, value in given.items():
        if key not in BY_KEY:
            raise InputError(f"The checklist has no question {key!r}. It has: {', '.join(BY_KEY)}.")
        if value not in ANSWERS:
            raise InputError(
                f'{key} should be answered "yes", "no" or "unclear"; it says {value!r}.'
            )
    return {key: given.get(key, "unclear") for key in BY_KEY}
