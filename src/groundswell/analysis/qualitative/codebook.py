"""A codebook over time: which codes came, went, were renamed, defined anew or moved."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, ClassVar

from groundswell.analysis._inputs import InputError
from groundswell.analysis._result import Result, Table

CITATION = (
    "MacQueen KM, McLellan E, Kay K, Milstein B. Codebook development for team-based qualitative analysis. "
    "Cultural Anthropology Methods 1998; 10: 31-36."
)
KINDS = ("added", "removed", "renamed", "defined anew", "moved")


@dataclass(frozen=True)
class CodeEntry:
    """One code as a version has it: its name, its definition, and the code above it."""

    name: str
    definition: str = ""
    parent: str | None = None


@dataclass(frozen=True, kw_only=True)
class VersionLine:
    """One step from a version to the next, in codes."""

    version: str
    codes: int
    unchanged: int
    added: int
    removed: int
    renamed: int
    defined_anew: int
    moved: int
    stability: float | None


@dataclass(frozen=True, kw_only=True)
class CodebookChange(Result):
    """The share of codes the last step left as they were; ``lines`` by step, ``changes`` by code."""

    name: ClassVar[str] = "Share of codes unchanged in the last step"

    n_versions: int
    unchanged_since_first: int
    lines: tuple[VersionLine, ...]
    changes: tuple[tuple[str, str, str, str], ...]

    def tables(self) -> tuple[Table, ...]:
        """Give the steps, and what changed in each."""
        steps = Table(
            title="Versions",
            headings=("Version", "Codes", "Unchanged", *map(str.capitalize, KINDS), "Unchanged share"),
            rows=tuple(
                (
                    one.version, one.codes, one.unchanged, one.added, one.removed, one.renamed, one.defined_anew,
                    one.moved, one.stability,
                )
                for one in self.lines
            ),
        )  # fmt: skip
        headings = ("Version", "Code", "Change", "What")
        return steps, Table(title="Changes", headings=headings, rows=self.changes)


def codebook_change(versions: Mapping[str, Mapping[Any, Any]]) -> CodebookChange:
    """Compare each version of a codebook with the one before.

    ``versions``: two or more by name, in order of time; each has, by a mark of the code that never changes, a
    ``CodeEntry`` or a mapping with "name", and if there are any "definition" and "parent" (the mark of the code
    above). A code may be renamed, defined anew and moved in one step and then counts in each. The share unchanged
    is of the codes in either version of a step. ``InputError`` for a code without a name.

    When to use: in the account of an analysis, to show how the codes came to be, and to see whether they have settled.

    When not: as a score: a codebook that still changes may be the better one.

    References: MacQueen, McLellan, Kay & Milstein 1998.

    >>> made = codebook_change({
    ...     "1": {1: {"name": "Voice"}, 2: {"name": "Risk"}},
    ...     "2": {1: {"name": "Speaking up"}, 2: {"name": "Risk"}, 3: {"name": "Allies"}},
    ... })
    >>> [change[1:] for change in made.changes]
    [('Speaking up', 'renamed', 'was Voice'), ('Allies', 'added', '')]
    """
    books = _books(versions)
    names = list(books)
    lines, changes = [], list[tuple[str, str, str, str]]()
    lines.append(replace(_line(names[0], {}, books[names[0]], []), stability=None))
    for before, after in pairwise(names):
        found = _changes(books[before], books[after])
        lines.append(_line(after, books[before], books[after], found))
        changes += [(after, name, kind, what) for _, name, kind, what in found]
    last, first, latest = lines[-1], books[names[0]], books[names[-1]]
    either = last.codes + last.removed
    return CodebookChange(
        estimate=last.stability,
        n=either,
        n_versions=len(books),
        unchanged_since_first=sum(first[mark] == latest.get(mark) for mark in first),
        lines=tuple(lines),
        changes=tuple(changes),
        method="Codes alike in name, definition and place, over codes in either version of the last step; "
        "n counts these.",
        citation=CITATION,
        reason="" if either else "there are no codes in the last two versions.",
    )


def _books(versions: Any) -> dict[str, dict[Any, CodeEntry]]:
    if not isinstance(versions, Mapping) or len(versions) < 2:
        raise InputError("The versions should be two codebooks or more, each by its name.")
    made = {}
    for version, codes in versions.items():
        if not isinstance(codes, Mapping):
            raise InputError(f"Version {version} should have its codes by a mark of each.")
        made[str(version)] = {mark: _entry(mark, one, version) for mark, one in codes.items()}
    return made


def _entry(mark: Any, given: Any, version: object) -> CodeEntry:
    if isinstance(given, CodeEntry):
        return given
    if not isinstance(given, Mapping) or not given.get("name"):
        raise InputError(f"The code {mark!r} of version {version} should have a name.")
    parent = given.get("parent")
    return CodeEntry(
        str(given["name"]), str(given.get("definition") or ""), None if parent is None else str(parent)
    )  # fmt: skip


def _changes(
    before: Mapping[Any, CodeEntry], after: Mapping[Any, CodeEntry]
) -> list[tuple[Any, str, str, str]]:
    made: list[tuple[Any, str, str, str]] = []
    for mark, old in before.items():
        new = after.get(mark)
        if new is None:
            made.append((mark, old.name, "removed", ""))
            continue
        if new.name != old.name:
            made.append((mark, new.name, "renamed", f"was {old.name}"))
        if new.definition != old.definition:
            made.append((mark, new.name, "defined anew", f"was: {old.definition}"))
        if new.parent != old.parent:
            made.append(
                (mark, new.name, "moved", f"from {_place(old, before)} to {_place(new, after)}")
            )
    made += [(mark, new.name, "added", "") for mark, new in after.items() if mark not in before]
    return made


def _place(entry: CodeEntry, book: Mapping[Any, CodeEntry]) -> str:
    if entry.parent is None:
        return "the top"
    above = {str(mark): one.name for mark, one in book.items()}
    return above.get(entry.parent, entry.parent)


def _line(
    version: str,
    before: Mapping[Any, CodeEntry],
    after: Mapping[Any, CodeEntry],
    found: list[tuple[Any, str, str, str]],
) -> VersionLine:
    counts = {kind: sum(1 for one in found if one[2] == kind) for kind in KINDS}
    unchanged = sum(after.get(mark) == old for mark, old in before.items())
    either = len(before.keys() | after.keys())
    return VersionLine(
        version=version,
        codes=len(after),
        unchanged=unchanged,
        added=counts["added"],
        removed=counts["removed"],
        renamed=counts["renamed"],
        defined_anew=counts["defined anew"],
        moved=counts["moved"],
        stability=unchanged / either if either else None,
    )
