"""A stretch of days that figures are about."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise


@dataclass(frozen=True, order=True)
class Period:
    """From the first day to the last, both counted in."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(
                f"A period ends after it begins, and {self.last} is before {self.first}."
            )

    @classmethod
    def of(cls, first: str, last: str) -> "Period":
        """Make a period of two days written like 2026-01-31."""
        return cls(date.fromisoformat(first), date.fromisoformat(last))

    def overlaps(self, other: "Period") -> bool:
        """Say whether a day lies in both."""
        return self.first <= other.last and other.first <= self.last

    def covers_months(self, months: int) -> bool:
        """Say whether the period is at least so many whole months long."""
        years, month = divmod(self.first.month - 1 + months, 12)
        year, after = self.first.year + years, self.last + timedelta(days=1)
        return (after.year, after.month, after.day) >= (year, month + 1, self.first.day)

    def __str__(self) -> str:
        return f"{self.first.isoformat()} to {self.last.isoformat()}"


def slices(periods: list[Period]) -> list[Period]:
    """Cut the days of all periods into pieces that each lies wholly in or wholly out of every one."""
    day = timedelta(days=1)
    cuts = sorted({p.first for p in periods} | {p.last + day for p in periods})
    pieces = [Period(a, b - day) for a, b in pairwise(cuts)]
    return [piece for piece in pieces if any(piece.overlaps(p) for p in periods)]
