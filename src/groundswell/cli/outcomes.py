"""Which comparison suits an outcome in a file: by what it holds, and by what its owner declared."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from groundswell.cli.csv_file import Column, FileError, as_numbers

if TYPE_CHECKING:
    from groundswell.analysis._result import Result

YES = frozenset({"yes", "true", "1", "y"})
FEW = 7


@dataclass(frozen=True)
class Declared:
    """What the command line says of outcomes: which value counts, which are ordered and how."""

    events: Mapping[str, str] = field(default_factory=dict)
    event: str | None = None
    ordinal: Mapping[str, Sequence[str]] = field(default_factory=dict)


def compared(
    name: str,
    column: Column,
    group: Column,
    declared: Declared,
    *,
    reference: str,
    missing: Any,
    level: float,
) -> "Result":
    """Compare one outcome in two groups: yes/no by proportions, an ordered answer by rank, numbers by their means."""
    from groundswell.analysis import compare

    how: Any = {"reference": reference, "missing": missing, "level": level}
    if name in declared.ordinal:
        return compare.mann_whitney(_ranks(name, column, declared.ordinal[name]), group, **how)
    event = _event(name, column, declared)
    if event is not None:
        return compare.compare_proportions(column, group, event=event, **how)
    made = as_numbers(column)
    if made is None:
        raise FileError(
            f"“{name}” holds words of more than two kinds: {_some(column)}. Say which counts with "
            f'--event "{name}=VALUE", or give their order with --ordinal "{name}=lowest,…,highest".'
        )
    return compare.two_means(made, group, **how)


def remark(name: str, column: Column, declared: Declared) -> str:
    """Say that whole numbers of few kinds may be one ordered answer; empty where that does not apply."""
    made = as_numbers(column)
    if made is None or name in declared.ordinal or _event(name, column, declared) is not None:
        return ""
    kinds = {one for one in made if one is not None}
    if len(kinds) > FEW or any(one != int(one) for one in kinds):
        return ""
    return (
        f"“{name}” holds {len(kinds)} different whole numbers and was compared by its mean. "
        f'If it is one answer on an ordered scale, say --ordinal "{name}".'
    )


def _event(name: str, column: Column, declared: Declared) -> str | None:
    kinds = {one for one in column if one is not None}
    if name in declared.events:
        return declared.events[name]
    if declared.event is not None and declared.event in kinds:
        return declared.event
    if not kinds:
        raise FileError(f"“{name}” has no values. Leave it out, or look whether the heading fits.")
    if len(kinds) > 2:
        return None
    yes = [one for one in kinds if one.lower() in YES]
    if len(yes) == 1:
        return yes[0]
    if len(kinds) == 1:
        raise FileError(
            f"“{name}” holds one value only, {_some(column)}. There is nothing to compare."
        )
    raise FileError(
        f'“{name}” holds {_some(column)}. Say which of them counts: --event "{name}=VALUE".'
    )


def _ranks(name: str, column: Column, order: Sequence[str]) -> list[float | None]:
    if not order:
        made = as_numbers(column)
        if made is None:
            raise FileError(
                f"“{name}” holds words: {_some(column)}. Give their order: "
                f'--ordinal "{name}=lowest,…,highest".'
            )
        return made
    place = {one: float(i) for i, one in enumerate(order, start=1)}
    strange = [one for one in column if one is not None and one not in place]
    if strange:
        raise FileError(
            f"“{name}” holds “{strange[0]}”, which is not in the order declared: {', '.join(order)}."
        )
    return [None if one is None else place[one] for one in column]


def _some(column: Column) -> str:
    kinds = sorted({one for one in column if one is not None})
    return ", ".join(f"“{one}”" for one in kinds[:5]) + (", …" if len(kinds) > 5 else "")
