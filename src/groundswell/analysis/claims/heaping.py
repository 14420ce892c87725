"""Whether printed percentages sit on round numbers more often than last digits would by themselves."""

from dataclasses import dataclass
from math import comb
from typing import Any, ClassVar

from groundswell.analysis._inputs import InputError
from groundswell.analysis._result import Result
from groundswell.analysis.claims._numbers import whole_number
from groundswell.analysis.claims.granularity import _percentages

PRESTON = (
    "Beber B, Scacco A. What the numbers say: a digit-based test for election fraud. Polit Anal 2012; 20: 211-234 "
    "(last digits under honest counting)."
)


@dataclass(frozen=True, kw_only=True)
class Heaping(Result):
    """How many percentages are multiples of ``base``; ``estimate`` is their share, ``p`` the chance of as many."""

    name: ClassVar[str] = "The share of round percentages"
    p: float
    round_ones: int
    base: int

    def sentence(self) -> str:
        """Say how many are round and how likely that would be, without accusing anybody."""
        said = f"{self.round_ones} of {self.n} percentages are multiples of {self.base}"
        if self.p >= 0.01:
            return f"{said}, which last digits often do by themselves (chance {self.p:.2g})."
        return (
            f"{said} (chance {self.p:.1g} if last digits fell evenly). That is consistent with rounding to "
            f"{self.base}, as disclosure control does, or with estimates: the counts are worth asking for."
        )


def digit_heaping(percentages: Any, *, base: int = 5) -> Heaping:
    """Count how many whole percentages are multiples of ``base``, and how likely as many are by chance.

    ``percentages`` are whole numbers from 0 to 100, as printed, that do not follow from one another: give one of
    "male 40, female 60". ``base`` is 2 to 50. Raises InputError for none or for percentages with decimals.

    When to use: on the outcomes and characteristics of a table whose counts are not given.

    When not: for groups so small that few percentages are possible (20 people give only multiples of 5), or as proof
    of anything: it is a reason to ask.

    References: Beber and Scacco 2012.

    >>> made = digit_heaping([50, 55, 30, 20, 25, 30, 15, 25, 12, 45, 20, 70, 5, 40, 30, 75])
    >>> made.round_ones, float(f"{made.p:.1g}")
    (15, 4e-10)
    """
    every = _percentages(percentages)
    for one in every:
        if one != int(one):
            raise InputError(f"Every percentage should be a whole number; one is {one:g}.")
    of = whole_number(base, "base", at_least=2)
    if of > 50:
        raise InputError(f"base should be at most 50; it is {of}.")
    hits, n = sum(int(one) % of == 0 for one in every), len(every)
    chance = 1 / of
    tail = sum(comb(n, k) * chance**k * (1 - chance) ** (n - k) for k in range(hits, n + 1))
    return Heaping(
        estimate=hits / n,
        n=n,
        p=min(1.0, tail),
        round_ones=hits,
        base=of,
        method=f"Binomial chance of as many multiples of {of} or more among even last digits; n counts percentages.",
        assumptions=(
            "The percentages do not follow from one another.",
            "Each group is large enough for every last digit to occur.",
        ),
        citation=PRESTON,
    )
