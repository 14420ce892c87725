"""The smallest groups that published tables speak of together.

Tables with other filters, attributes or periods are sums over the same people. The groups are every
combination of the labels in use; groups that every table counts alike are taken as one.
"""

from collections.abc import Iterator, Sequence
from itertools import product
from math import prod

from .period import Period, slices
from .tables import Axis, Position, Shape

REST = "\0rest"
WHEN = "\0when"
MOST_GROUPS = 20_000

Fine = dict[str, tuple[str, ...]]


class World:
    """Groups numbered from 0, and which of them each place of each table adds up."""

    def __init__(self, shapes: Sequence[Shape]) -> None:
        self._when = _pieces(shapes)
        self._covers = {
            (axis.name, label): fine for axis in _axes(shapes) for label, fine in axis.covers
        }
        self._labels = self._all_labels(shapes)
        size = prod(len(labels) for labels in self._labels.values())
        if size > MOST_GROUPS:
            raise ValueError(
                f"Taken together, these tables speak of {size} groups, and at most {MOST_GROUPS} can be "
                "checked. Check fewer tables at once, or use fewer labels."
            )
        members = [self._members(shape) for shape in shapes]
        self.n_groups, self.places = _merge(size, members)
        self.is_plain = len(shapes) == 1

    def _all_labels(self, shapes: Sequence[Shape]) -> Fine:
        labels: dict[str, dict[str, None]] = {}
        for axis in _axes(shapes):
            for label in axis.labels:
                labels.setdefault(axis.name, {}).update(dict.fromkeys(self._fine(axis.name, label)))
        complete = set(labels)
        for shape in shapes:
            for name, value in shape.filters:
                labels.setdefault(name, {}).update(dict.fromkeys(self._fine(name, value)))
        for name, found in labels.items():
            if name not in complete:
                found[REST] = None
        if self._when:
            labels[WHEN] = dict.fromkeys(str(piece) for piece in self._when)
        return {name: tuple(found) for name, found in labels.items()}

    def _fine(self, name: str, label: str) -> tuple[str, ...]:
        return self._covers.get((name, label), (label,))

    def _members(self, shape: Shape) -> dict[Position, frozenset[int]]:
        """Number the groups in each place of one table."""
        fixed: Fine = {name: self._fine(name, value) for name, value in shape.filters}
        if shape.period:
            fixed[WHEN] = tuple(str(p) for p in self._when if p.overlaps(shape.period))
        return {
            position: frozenset(self._groups(shape, position, fixed))
            for position in shape.positions
        }

    def _groups(self, shape: Shape, position: Position, fixed: Fine) -> Iterator[int]:
        chosen = dict(fixed)
        for axis, at in zip((shape.rows, shape.columns), position, strict=True):
            if axis:
                labels = axis.labels if at is None else (axis.labels[at],)
                chosen[axis.name] = tuple(
                    f for label in labels for f in self._fine(axis.name, label)
                )
        steps, step = [], 1
        for name, labels in self._labels.items():
            wanted = set(chosen[name]) if name in chosen else set(labels)
            steps.append([i * step for i, label in enumerate(labels) if label in wanted])
            step *= len(labels)
        return (sum(parts) for parts in product(*steps))


def _axes(shapes: Sequence[Shape]) -> Iterator[Axis]:
    return (axis for shape in shapes for axis in (shape.rows, shape.columns) if axis)


def _pieces(shapes: Sequence[Shape]) -> list[Period]:
    periods = [shape.period for shape in shapes if shape.period]
    if periods and len(periods) < len(shapes):
        raise ValueError(
            "Some of these tables say which period they cover and some do not. Say it of all, or of none."
        )
    return slices(periods)


def _merge(
    size: int, members: list[dict[Position, frozenset[int]]]
) -> tuple[int, list[dict[Position, tuple[int, ...]]]]:
    """Take groups that stand in the same places as one, and drop those that stand in none."""
    seen: list[list[tuple[int, Position]]] = [[] for _ in range(size)]
    for number, places in enumerate(members):
        for position, groups in places.items():
            for group in groups:
                seen[group].append((number, position))
    merged: dict[tuple[tuple[int, Position], ...], int] = {}
    for where in filter(None, map(tuple, seen)):
        merged.setdefault(where, len(merged))
    found: list[dict[Position, list[int]]] = [{position: [] for position in m} for m in members]
    for where, group in merged.items():
        for number, position in where:
            found[number][position].append(group)
    return len(merged), [{p: tuple(g) for p, g in places.items()} for places in found]
