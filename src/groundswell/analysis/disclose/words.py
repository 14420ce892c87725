"""Every sentence this folder can say, as keys with values, so that a page can say it in another language.

The texts are marked by a function called ``gettext_noop``: Django's and GNU's collectors find them by that
name, and this library still knows neither. ``str(message)`` is English; ``message.say(gettext)`` is not.
"""

from collections.abc import Callable
from dataclasses import dataclass

Translate = Callable[[str], str]
Value = str | int


def gettext_noop(text: str) -> str:
    """Mark a text for translation and leave it as it is."""
    return text


TEXTS = {
    "fewer": gettext_noop("fewer than {minimum}"),
    "not-shown": gettext_noop("not shown"),
    "total": gettext_noop("Total"),
    "percent": gettext_noop("{percent}%"),
    "low": gettext_noop("This number is hidden because it is smaller than {minimum}."),
    "complement": gettext_noop(
        "This number is hidden too, since otherwise a hidden one could be worked out from the total."
    ),
    "suppressed": gettext_noop(
        "This number is not shown, so that nobody can be found by it or by taking it from a total."
    ),
    "class": gettext_noop(
        "Noughts are hidden in this table: somewhere everybody of a group is in one place, and that "
        "tells something about each of them."
    ),
    "rounded": gettext_noop(
        "Numbers are rounded to the nearest {base}, each by itself, so they may not add up."
    ),
    "percent-hidden": gettext_noop(
        "Percentages are left out where fewer than {least} people stand behind them, where their "
        "number is hidden, or where they would give a number away."
    ),
    "percent-coarse": gettext_noop(
        "Percentages are given in steps of up to {step}, since finer ones would give numbers away."
    ),
    "withheld": gettext_noop(
        "This table is not shown: whatever was hidden in it, a number smaller than {minimum} could "
        "still be worked out from it and what was published before."
    ),
    "coarser": gettext_noop("Shown by {rows} only: with {columns} as well, too much could be worked out."),
    "safe": gettext_noop(
        "Checked: each of the {n_hidden} hidden numbers could still be at least {values} different numbers, "
        "with everything published here taken together."
    ),
    "safe-nothing": gettext_noop(
        "Checked: nothing is hidden, and nothing smaller than {minimum} can be worked out."
    ),
    "unsafe": gettext_noop(
        "Not safe: {n_open} numbers that may be smaller than {minimum} can be worked out too closely."
    ),
    "interval": gettext_noop("{what}: anyone can work out that it is {low} to {high}."),
    "interval-open": gettext_noop("{what}: anyone can work out that it is {low} or more."),
    "nothing": gettext_noop("Nothing was counted."),
    "all": gettext_noop("{total} in all."),
    "all-low": gettext_noop("Fewer than {minimum} in all."),
    "all-hidden": gettext_noop("How many in all is not shown."),
    "one": gettext_noop("{label}: {count}."),
    "one-low": gettext_noop("{label}: fewer than {minimum}."),
    "rest-low": gettext_noop("Fewer than {minimum} each: {labels}."),
    "rest-hidden": gettext_noop("Not shown: {labels}."),
    "attributes": gettext_noop(
        "A table may use at most {most} attributes, counting its filters, and this one uses {n}: {names}. "
        "Three or more can point at one person. Leave some out."
    ),
    "too-short": gettext_noop(
        "A release covers at least {months} months, and {first} to {last} is shorter. Wait, or take a longer period."
    ),
    "overlap": gettext_noop(
        "{first} to {last} overlaps with the release “{name}”, which covers {other_first} to {other_last}. "
        "Taking one from the other would show the days between. Choose a period that begins after {other_last} "
        "or ends before {other_first}."
    ),
    "locked": gettext_noop(
        "The release “{name}” is locked: what has been published stays as it is. Give this one another name."
    ),
    "other-cells": gettext_noop(
        "“{title}” was released before with other rows, columns or filters. The same cells must be kept, "
        "or one release can be taken from the other. Keep them, or give the table another title."
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Message:
    """One sentence: which, and what stands in its gaps."""

    key: str
    values: tuple[tuple[str, Value], ...] = ()

    def say(self, translate: Translate = str) -> str:
        """Give the sentence in the language of `translate`, English without one."""
        return translate(TEXTS[self.key]).format(**dict(self.values))

    def __str__(self) -> str:
        return self.say()


def message(key: str, **values: Value) -> Message:
    """Make a message; an unknown key fails here and not on somebody's page."""
    if key not in TEXTS:
        raise KeyError(f"There is no sentence called {key!r} in disclose.words.")
    return Message(key, tuple(values.items()))
