"""How small a number may be, and what is done with smaller ones."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import floor, isfinite

Number = int | float


@dataclass(frozen=True, kw_only=True)
class Policy:
    """The rules one kind of publication follows. Two are ready: ``NETWORK`` and ``FORMAL``."""

    name: str
    base: int = 1
    """Counts are rounded to multiples of this, halves up; 1 leaves them as they are."""
    minimum: int = 5
    """A count below this is somebody: it must not be worked out."""
    hide_below: int = 5
    """Counts below this are hidden; 0 hides none (rounding has to do it)."""
    show_zero: bool = False
    """Whether a true nought is shown."""
    says_low: bool = True
    """Whether a hidden small count says "fewer than 5"; otherwise every hidden one reads the same."""
    width: int = 3
    """What anyone can work out about a small count spans at least this (3: four possible numbers)."""
    pct_min: float = 22.5
    """Percentages need this many behind them."""
    mean_min: int = 8
    """Averages need this many behind them."""
    max_attributes: int = 2
    min_months: int = 3
    """A release covers at least this many months."""
    words_below: int = 30
    """With fewer than this in all, sentences take the place of a table."""
    minimum_for: tuple[tuple[frozenset[str], int], ...] = ()
    """Higher minimums for tables that have all the named attributes."""

    def __post_init__(self) -> None:
        for name in ("base", "minimum", "max_attributes"):
            if getattr(self, name) < 1:
                raise ValueError(f"{name} is at least 1, not {getattr(self, name)}.")
        if self.hide_below and self.hide_below < self.minimum:
            raise ValueError(
                f"hide_below is 0 or at least the minimum ({self.minimum}), not {self.hide_below}."
            )
        if self.base == 1 and not self.hide_below:
            raise ValueError("A policy must round (base above 1) or hide (hide_below), or both.")
        room = self.hide_below - 1 - self.show_zero if self.hide_below else (self.base - 1) // 2
        if not 1 <= self.width <= room:
            raise ValueError(
                f"width is 1 to {room} with this rounding and hiding, not {self.width}: "
                "the mark on a hidden number already says more."
            )

    def for_attributes(self, names: Iterable[str]) -> "Policy":
        """Give the policy with the minimum that these attributes ask for."""
        have = {name.casefold() for name in names}
        least = max([n for needed, n in self.minimum_for if needed <= have], default=0)
        if least <= self.minimum:
            return self
        return replace(self, minimum=least, hide_below=max(self.hide_below, least))

    def round_count(self, count: Number) -> int:
        """Round to the base with halves up: 2.4 is 0 and 2.5 is 5 where the base is 5."""
        return floor(_amount(count) / self.base + 0.5) * self.base

    def spread(self, rounded: int) -> tuple[int, int]:
        """Say which whole numbers round to this."""
        low, high = (2 * rounded - self.base + 1) // 2, (2 * rounded + self.base + 1) // 2 - 1
        return max(0, low), high

    def is_hidden(self, count: int) -> bool:
        """Say whether a count is hidden for its own sake."""
        return count < self.hide_below and not (count == 0 and self.show_zero)

    def percentage(
        self, part: Number, whole: Number, step: Fraction | Number = Fraction(1, 10)
    ) -> float | None:
        """Give the percentage of the true counts, or None where too few stand behind it."""
        if part > whole:
            raise ValueError(f"A part is not more than the whole, and {part} is more than {whole}.")
        if _amount(whole) < self.pct_min:
            return None
        share = Fraction(_amount(part)) * 100 / Fraction(whole)
        size = Fraction(str(step)) if isinstance(step, float) else Fraction(step)
        return float(floor(share / size + Fraction(1, 2)) * size)

    def mean(self, values: Sequence[Number]) -> float | None:
        """Give the average, or None where too few stand behind it."""
        if len(values) < self.mean_min:
            return None
        if not all(isfinite(value) for value in values):
            raise ValueError("An average needs numbers, and one of these is missing or infinite.")
        return float(sum(Fraction(value) for value in values) / len(values))


def _amount(count: Number) -> Number:
    if not isfinite(count) or count < 0:
        raise ValueError(f"A count is a number from 0 up, not {count!r}.")
    return count


NETWORK = Policy(name="network")
"""For pages of a network: counts as they are, and "fewer than 5" for the rest, nought included."""

FORMAL = Policy(
    name="formal",
    base=5,
    hide_below=0,
    says_low=False,
    width=2,
    min_months=6,
    minimum_for=((frozenset({"ethnicity", "year"}), 10),),
)
"""For formal reports: HESA's standard rounding, and at least 10 for ethnicity by year."""

POLICIES = {policy.name: policy for policy in (NETWORK, FORMAL)}
