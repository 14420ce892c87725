"""What is printed for one count, and what anyone who knows the policy learns from it."""

from dataclasses import dataclass
from enum import StrEnum

from .policy import Policy
from .words import Message, Translate, message


class Mark(StrEnum):
    """How a number is shown."""

    EXACT = "exact"
    ROUNDED = "rounded"
    LOW = "low"
    HIDDEN = "hidden"


@dataclass(frozen=True)
class Cell:
    """One published number or the mark in its place; `low` and `high` are what it says by itself."""

    mark: Mark
    value: int | None
    low: int
    high: int | None
    why: Message | None = None

    def text(self, translate: Translate = str) -> str:
        """Give what stands on the page."""
        if self.mark is Mark.LOW:
            return message("fewer", minimum=(self.high or 0) + 1).say(translate)
        if self.value is None:
            return message("not-shown").say(translate) if self.low else ".."
        return str(self.value)

    @property
    def is_shown(self) -> bool:
        """Say whether a number stands there."""
        return self.value is not None


def publish(count: int, policy: Policy) -> Cell:
    """Give what one count, alone, is published as."""
    if policy.is_hidden(count):
        if not policy.says_low:
            return Cell(Mark.HIDDEN, None, 0, None, message("suppressed"))
        why = message("low", minimum=policy.hide_below)
        return Cell(Mark.LOW, None, int(policy.show_zero), policy.hide_below - 1, why)
    if policy.base == 1:
        return Cell(Mark.EXACT, count, count, count)
    low, high = policy.spread(policy.round_count(count))
    return Cell(Mark.ROUNDED, policy.round_count(count), max(low, policy.hide_below), high)


def hide(policy: Policy) -> Cell:
    """Give what stands in the place of a number that is hidden for the sake of another one."""
    if not policy.says_low:
        return Cell(Mark.HIDDEN, None, 0, None, message("suppressed"))
    return Cell(Mark.HIDDEN, None, policy.hide_below, None, message("complement"))
