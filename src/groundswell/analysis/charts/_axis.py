"""An axis: where a value stands across the picture, and round numbers under it that keep out of each other's way."""

from dataclasses import dataclass
from math import ceil, floor, log10

from groundswell.analysis.charts._frame import LINE, WIDTH, path, place, text
from groundswell.analysis.charts._words import amount, width_of

EDGE = 16.0
"""Room at either side, so that a mark at the end is whole."""


@dataclass(frozen=True)
class Axis:
    """From ``low`` to ``high``, evenly or by ratio; ``percent`` writes shares times 100."""

    low: float
    high: float
    ratio: bool = False
    percent: bool = False

    def at(self, value: float) -> float:
        """Give where a value stands; beyond the ends it stands at the end."""
        low, high = self._scaled(self.low), self._scaled(self.high)
        share = (self._scaled(min(max(value, self.low), self.high)) - low) / (high - low)
        return EDGE + share * (WIDTH - 2 * EDGE)

    def _scaled(self, value: float) -> float:
        return log10(value) if self.ratio else value

    def said(self, value: float) -> str:
        """Write a value of the axis."""
        return amount(value * 100 if self.percent else value)

    def ticks(self) -> list[float]:
        """Give the round values: as many as stand beside each other, five at most."""
        for many in (5, 4, 3, 2, 1):
            found = (
                _ratios(self.low, self.high, many)
                if self.ratio
                else _rounds(self.low, self.high, many)
            )
            if self._fits(found):
                return found
        return []

    def _fits(self, ticks: list[float]) -> bool:
        end = -1e9
        for tick in ticks:
            half = width_of(self.said(tick)) / 2
            if self.at(tick) - half < end + 8:
                return False
            end = self.at(tick) + half
        return bool(ticks)

    def drawn(self, y: float) -> tuple[str, float]:
        """Draw it at ``y``; give it and where it ends."""
        body = path(f"M{place(EDGE)} {place(y)}H{place(WIDTH - EDGE)}", "axis")
        for tick in self.ticks():
            x = self.at(tick)
            said = self.said(tick)
            half = width_of(said) / 2
            body += path(f"M{place(x)} {place(y)}v5", "axis")
            body += text(
                min(max(x, half), WIDTH - half), y + LINE, said, anchor="middle", look="soft"
            )
        return body, y + LINE + 7


def axis_over(
    values: list[float],
    *,
    ratio: bool = False,
    percent: bool = False,
    within: tuple[float, float] | None = None,
) -> Axis:
    """Make an axis that holds all values with a little air; ``within`` are limits it may not pass."""
    low, high = min(values), max(values)
    if ratio:
        air = (high / low) ** 0.06 if high > low else 2.0
        return Axis(low / air, high * air, ratio=True, percent=percent)
    air = (high - low) * 0.06 or abs(high) * 0.1 or 1.0
    low, high = low - air, high + air
    if within:
        low, high = max(low, within[0]), min(high, within[1])
    return Axis(low, high, percent=percent)


def _rounds(low: float, high: float, many: int) -> list[float]:
    raw = (high - low) / many
    power = 10.0 ** floor(log10(raw))
    step = next(
        (power * one for one in (1, 2, 2.5, 5, 10) if power * one >= raw - 1e-12), power * 10
    )
    first = ceil(low / step - 1e-9)
    last = floor(high / step + 1e-9)
    return [round(i * step, 12) for i in range(first, last + 1)]


def _ratios(low: float, high: float, many: int) -> list[float]:
    powers = range(floor(log10(low)), ceil(log10(high)) + 1)
    for parts in ((1, 2, 5), (1, 3), (1,)):
        found = [part * 10.0**power for power in powers for part in parts]
        kept = [round(one, 12) for one in found if low <= one <= high]
        if len(kept) <= many + 1 and kept:
            return kept
    return [10.0**power for power in powers if low <= 10.0**power <= high][
        :: max(1, len(powers) // many)
    ]
