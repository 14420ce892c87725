"""Several p-values read together: a family named before any of them is seen, and adjusted as one."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, ClassVar, Literal, get_args

import numpy as np

from groundswell.analysis._inputs import Floats, InputError
from groundswell.analysis._result import Result, Table, number, p_value
from groundswell.analysis.compare._comparison import real

Adjustment = Literal["holm", "bonferroni", "benjamini-hochberg"]

SOURCES = {
    "holm": "Holm S. A simple sequentially rejective multiple test procedure. Scand J Stat 1979; 6: 65-70.",
    "bonferroni": "Dunn OJ. Multiple comparisons among means. JASA 1961; 56: 52-64.",
    "benjamini-hochberg": "Benjamini Y, Hochberg Y. Controlling the false discovery rate. JRSS B 1995; 57: 289-300.",
}


@dataclass(frozen=True)
class Family:
    """The tests that are read together: declared, and best stored by its ``key``, before a p-value is shown."""

    name: str
    members: tuple[str, ...]
    method: Adjustment
    level: float

    @property
    def key(self) -> str:
        """A fingerprint of name, members, method and level: what was declared, provable later."""
        said = json.dumps([self.name, self.members, self.method, self.level], ensure_ascii=False)
        return sha256(said.encode()).hexdigest()

    def __str__(self) -> str:
        """Say what was declared."""
        return f"{self.name}: {', '.join(self.members)}; {self.method} at {self.level:g}"


@dataclass(frozen=True, kw_only=True)
class Adjusted(Result):
    """The p-values of a family before and after; ``estimate`` is the smallest after."""

    name: ClassVar[str] = "The smallest adjusted p"
    family: Family
    p_values: Mapping[str, float | None]
    adjusted: Mapping[str, float | None]

    def below(self) -> tuple[str, ...]:
        """Name the members whose adjusted p is below the family's level."""
        return tuple(
            one for one, p in self.adjusted.items() if p is not None and p < self.family.level
        )

    def sentence(self) -> str:
        """Say how many of how many stay below the level, and which."""
        low, of = self.below(), len(self.family.members)
        which = f": {', '.join(low)}" if low else ""
        return (
            f"Of the {of} tests declared as “{self.family.name}”, {len(low)} "
            f"{'is' if len(low) == 1 else 'are'} below {self.family.level:g} after "
            f"{_said(self.family.method)}{which}."
        )

    def tables(self) -> tuple[Table, ...]:
        """Give each member's p before and after."""
        rows = tuple((one, _p(self.p_values[one]), _p(p)) for one, p in self.adjusted.items())
        return (Table(title=self.family.name, headings=("", "p", "adjusted p"), rows=rows),)


def declare_family(
    name: str, members: Any, *, method: Adjustment = "holm", level: float = 0.05
) -> Family:
    """Name the tests that will be read together, before any p-value is seen.

    ``name`` and the ``members`` are words, each member once; ``method`` is "holm", "bonferroni" or
    "benjamini-hochberg"; ``level`` the share of false alarms that is accepted, between 0 and 1. Store ``.key`` with
    its date. Raises InputError for no members, a member twice, or an unknown method.

    When to use: for the primary outcomes of a study or survey, when its protocol is written.

    When not: after looking. What was not declared is exploratory, and is labelled so rather than adjusted into
    shape.

    References: Holm 1979; Benjamini and Hochberg 1995.

    >>> print(declare_family("primary outcomes", ["awareness", "support"]))
    primary outcomes: awareness, support; holm at 0.05
    """
    if not isinstance(members, list | tuple) or not all(isinstance(one, str) for one in members):
        raise InputError("members should be a list of names, such as ['awareness', 'support'].")
    if not members or len(set(members)) != len(members):
        raise InputError(f"members should be at least one name, each once; they are {members!r}.")
    if not name.strip():
        raise InputError("name should say what the family is, such as 'primary outcomes'.")
    if method not in get_args(Adjustment):
        raise InputError(f"method= should be one of {get_args(Adjustment)}; it is {method!r}.")
    if not 0 < real(level, "level") < 1:
        raise InputError(f"level= should lie between 0 and 1, such as 0.05; it is {level!r}.")
    return Family(name.strip(), tuple(members), method, float(level))


def adjust(family: Any, p_values: Any) -> Adjusted:
    """Adjust the p-values of a declared family for being read together.

    ``p_values`` gives one for each member by name, between 0 and 1; None for a test that could not be done,
    which still counts as a member. Raises InputError where the names are not the family's own.

    When to use: whenever more than one primary outcome is tested.

    When not: to pick which members to declare; nor for intervals, which stay as they are and say so.

    References: Holm 1979; Dunn 1961; Benjamini and Hochberg 1995.

    >>> family = declare_family("primary", ["a", "b", "c", "d"])
    >>> made = adjust(family, {"a": 0.01, "b": 0.02, "c": 0.03, "d": 0.04})
    >>> [round(p, 10) for p in made.adjusted.values()]
    [0.04, 0.06, 0.06, 0.06]
    """
    if not isinstance(family, Family):
        raise InputError("family should come from declare_family, made before the p-values.")
    given = _checked(family, p_values)
    known = [one for one in family.members if given[one] is not None]
    after = adjusted_p(
        np.array([given[one] for one in known], dtype=float), family.method, len(given)
    )
    found = dict(zip(known, after.tolist(), strict=True))
    return Adjusted(
        estimate=min(found.values(), default=None),
        n=len(family.members),
        n_missing=len(family.members) - len(known),
        family=family,
        p_values=given,
        adjusted={one: found.get(one) for one in family.members},
        method=f"{_said(family.method).capitalize()} over the declared family; n counts tests.",
        assumptions=("The family was declared before the p-values were seen.",)
        + (
            ("The tests are independent or positively dependent.",)
            if family.method == "benjamini-hochberg"
            else ()
        ),
        citation=SOURCES[family.method],
        reason="" if found else "none of the tests could be done.",
    )


def adjusted_p(p: Floats, method: str, m: int | None = None) -> Floats:
    """Adjust p-values as one family of ``m`` tests, in the order given; ``m`` may exceed those that were done."""
    size = p.size if m is None else m
    if not p.size:
        return p.copy()
    order = np.argsort(p, kind="stable")
    ranks = np.arange(1, p.size + 1)
    if method == "bonferroni":
        return np.minimum(p * size, 1.0)
    if method == "holm":
        stepped = np.maximum.accumulate(p[order] * (size - ranks + 1))
    else:
        stepped = np.minimum.accumulate((p[order] * (size / ranks))[::-1])[::-1]
    out = np.empty_like(p)
    out[order] = np.minimum(stepped, 1.0)
    return out


def _checked(family: Family, p_values: Any) -> dict[str, float | None]:
    if not isinstance(p_values, Mapping) or set(p_values) != set(family.members):
        found = list(p_values) if isinstance(p_values, Mapping) else p_values
        raise InputError(
            f"p_values should name exactly the members declared, {list(family.members)}; found {found!r}."
        )
    return {one: _one(one, p_values[one]) for one in family.members}


def _one(name: str, value: Any) -> float | None:
    if value is None:
        return None
    p = real(value, f"The p-value of {name}")
    if not 0 <= p <= 1:
        raise InputError(f"The p-value of {name} should lie between 0 and 1; it is {number(p)}.")
    return p


def _said(method: str) -> str:
    return {
        "holm": "Holm's adjustment",
        "bonferroni": "Bonferroni's adjustment",
        "benjamini-hochberg": "Benjamini and Hochberg's adjustment",
    }[method]


def _p(p: float | None) -> str | None:
    return None if p is None else p_value(p)
