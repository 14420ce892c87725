"""What a scale is: its items, which of them are reversed, its subscales, and what to do about missing answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Literal

from groundswell.analysis._inputs import InputError


class Gap(StrEnum):
    """Why there is no answer. Four different things, counted apart."""

    REFUSED = "refused"
    NOT_APPLICABLE = "not applicable"
    NOT_SHOWN = "not shown"
    LOST = "lost"


@dataclass(frozen=True, kw_only=True)
class Item:
    """One item, answered from ``low`` to ``high``; a reversed one counts as ``low + high - answer``."""

    name: str
    low: float
    high: float
    reverse: bool = False

    def __post_init__(self) -> None:
        if not self.low < self.high:
            raise InputError(
                f"{self.name} should go from a lower to a higher number; it goes from {self.low} to {self.high}."
            )


@dataclass(frozen=True, kw_only=True)
class ProRating:
    """A score for whoever answered at least this share of the items, as if the rest had been answered like these.

    ``of`` "items" counts all items; "asked" leaves out those that were not shown or did not apply to the person.
    """

    at_least: float
    of: Literal["items", "asked"] = "items"

    def __post_init__(self) -> None:
        if not 0 < self.at_least <= 1:
            raise InputError(
                f"at_least= should be a share above 0 and up to 1, such as 0.5; it is {self.at_least!r}."
            )
        if self.of not in ("items", "asked"):
            raise InputError(f'of= should be "items" or "asked"; it is {self.of!r}.')


@dataclass(frozen=True, kw_only=True)
class Scale:
    """A scale in one version, scored as its manual says.

    ``subscales`` name some of the items each; ``has_total`` is false where the manual sums only subscales.
    ``combine`` says what a score is: the "sum" of the items or their "mean". Without ``pro_rating`` whoever left out an
    item has no score. ``gaps`` tells which values in the data stand for which kind of missing (-9: refused), ``blank``
    which kind an empty cell is. ``citation`` is the manual.

    >>> scale = Scale.of("Speaking up", "1.0", ["s1", "s2", "s3"], low=1, high=5, reverse=["s3"])
    >>> scale.items[2].reverse
    True
    """

    name: str
    version: str
    items: tuple[Item, ...]
    subscales: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    has_total: bool = True
    combine: Literal["sum", "mean"] = "sum"
    pro_rating: ProRating | None = None
    gaps: Mapping[Any, Gap] = field(default_factory=dict)
    blank: Gap = Gap.LOST
    citation: str = ""

    def __post_init__(self) -> None:
        names = [one.name for one in self.items]
        if not names or len(set(names)) != len(names):
            raise InputError(f"{self.name} should have items, each with a name of its own.")
        if self.combine not in ("sum", "mean"):
            raise InputError(f'combine= should be "sum" or "mean"; it is {self.combine!r}.')
        if not self.has_total and not self.subscales:
            raise InputError(f"{self.name} should have a total or subscales; it has neither.")
        for name, parts in self.subscales.items():
            strange = [one for one in parts if one not in names]
            if strange or not parts:
                raise InputError(
                    f"The subscale {name} should name items of {self.name}; "
                    f"{strange[0] if strange else 'nothing'} is none."
                )

    @classmethod
    def of(
        cls,
        name: str,
        version: str,
        items: Sequence[str],
        *,
        low: float,
        high: float,
        reverse: Sequence[str] = (),
        **rest: Any,
    ) -> "Scale":
        """Make a scale whose items are all answered from ``low`` to ``high``."""
        strange = [one for one in reverse if one not in items]
        if strange:
            raise InputError(
                f"reverse= should name items of {name}; {', '.join(strange)} is none of them."
            )
        made = tuple(Item(name=one, low=low, high=high, reverse=one in reverse) for one in items)
        return cls(name=name, version=version, items=made, **rest)

    def parts(self) -> dict[str, tuple[int, ...]]:
        """Give the scores the scale has, each with the places of its items; the total comes first."""
        place = {one.name: index for index, one in enumerate(self.items)}
        made = {"total": tuple(place.values())} if self.has_total else {}
        return made | {
            name: tuple(place[one] for one in parts) for name, parts in self.subscales.items()
        }

    def bounds(self, places: Sequence[int]) -> tuple[float, float]:
        """Give the lowest and the highest score possible from these items."""
        low = sum(self.items[one].low for one in places)
        high = sum(self.items[one].high for one in places)
        share = len(places) if self.combine == "mean" else 1
        return low / share, high / share
