"""Answers of two times matched by codes that people made themselves, and how far to trust the matches."""

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from collections.abc import Set as AnySet
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any, ClassVar

from groundswell.analysis._inputs import InputError, is_missing, level_of
from groundswell.analysis._result import Interval, Result, Table
from groundswell.analysis._shares import wilson

Element = Hashable
Code = tuple[Element, ...]
MOST = 3

CITATION = (
    "Schnell R, Bachteler T, Reiher J. Improving the use of self-generated identification codes. "
    "Evaluation Review 2010; 34: 391-418."
)


@dataclass(frozen=True, kw_only=True)
class Matching(Result):
    """The share of first answers that found their second; ``pairs`` hold both places and the elements that differ."""

    name: ClassVar[str] = "Share matched"

    n_first: int
    n_second: int
    n_matched: int
    n_exact: int
    n_ambiguous: int
    tolerance: int
    expected_wrong: float
    likely_wrong_rate: float | None
    share_of_second: float
    pairs: tuple[tuple[int, int, int], ...] = field(default=(), repr=False)
    expected_by_distance: tuple[float, ...] = ()

    def matched(self, wave: str = "first") -> list[bool]:
        """Tell for each person of the "first" or "second" wave whether they were matched."""
        if wave not in ("first", "second"):
            raise InputError(f'The wave should be "first" or "second"; it is {wave!r}.')
        side, n = (0, self.n_first) if wave == "first" else (1, self.n_second)
        there = {pair[side] for pair in self.pairs}
        return [index in there for index in range(n)]

    def tables(self) -> tuple[Table, ...]:
        """Give matches and expected wrong ones by how many elements differ."""
        rows = tuple(
            (distance, sum(1 for pair in self.pairs if pair[2] == distance), expected)
            for distance, expected in enumerate(self.expected_by_distance)
        )
        headings = ("Elements that differ", "Matched", "Of these expected to be strangers")
        return (Table(title="Matches", headings=headings, rows=rows),)


def match_codes(first: Any, second: Any, *, tolerance: int = 1, level: float = 0.95) -> Matching:
    """Match two waves by self-generated codes, and estimate how many matches join two strangers.

    ``first``, ``second``: for each person a code, all of the same number of elements: a string (each character is an
    element) or a list of elements, which may themselves be salted hashes; a missing element differs from everything, a
    missing code is left out and counted. Codes alike in all elements are matched first, then those that differ in one,
    up to ``tolerance`` (at most 3). A match is made only where each is the other's only candidate; where there are
    several, none is taken and they count as ambiguous. Neither the order of people nor of waves matters.

    The likely-wrong rate is the expected number of strangers among the matches over the matches: strangers agree on an
    element as often as answers of different people do here, element by element, as if elements were unrelated. The
    interval of the share matched is Wilson's. ``InputError`` for codes of different lengths.

    When to use: waves of an anonymous survey without any list of who is who.

    When not: where an invitation can carry a pseudonym. Where a family shares elements (a mother's initials), strangers
    are more alike than this estimates.

    References: Schnell, Bachteler & Reiher 2010; Yurek, Vasey & Sullivan Havens 2008.

    >>> made = match_codes(["AB12", "CD34", "EF56"], ["AB12", "CD35", "XY99"])
    >>> print(made.sentence())
    Share matched is 0.667 (95% CI 0.208 to 0.939), n = 3.
    >>> made.pairs
    ((0, 0, 0), (1, 1, 1))
    """
    level_of(level)
    ours, theirs = _codes(first, "first"), _codes(second, "second")
    length = _length(ours, theirs)
    if isinstance(tolerance, bool) or tolerance not in range(min(MOST, length - 1) + 1):
        raise InputError(
            f"tolerance= should be a whole number from 0 to {min(MOST, length - 1)}, the elements that may differ; "
            f"it is {tolerance!r}."
        )
    agree = _agreement(ours, theirs, length)
    pairs: list[tuple[int, int, int]] = []
    ambiguous, expected = set[tuple[str, int]](), []
    a, b = ({i: code for i, code in enumerate(side) if code is not None} for side in (ours, theirs))
    n_a, n_b = len(a), len(b)
    for distance in range(tolerance + 1):
        strangers = len(a) * len(b) - min(len(a), len(b))
        expected.append(max(0, strangers) * _chance(agree, distance))
        found, unclear = _pass(a, b, distance, length)
        pairs += [(i, j, distance) for i, j in found]
        ambiguous |= unclear
        gone = {("a", i) for i, _ in found} | {("b", j) for _, j in found} | unclear
        a = {i: code for i, code in a.items() if ("a", i) not in gone}
        b = {j: code for j, code in b.items() if ("b", j) not in gone}
    return _result(
        pairs, len(ambiguous), (len(ours), n_a), (len(theirs), n_b), expected, tolerance, level
    )


def _result(
    pairs: list[tuple[int, int, int]],
    ambiguous: int,
    first: tuple[int, int],
    second: tuple[int, int],
    expected: list[float],
    tolerance: int,
    level: float,
) -> Matching:
    matched, (given, n), (given_second, n_second) = len(pairs), first, second
    by_distance = [sum(1 for pair in pairs if pair[2] == d) for d in range(tolerance + 1)]
    wrong = [min(one, float(count)) for one, count in zip(expected, by_distance, strict=True)]
    low, high = wilson(matched, n, level) if n else (0.0, 0.0)
    rate = sum(wrong) / matched if matched else None
    return Matching(
        estimate=matched / n if n else None,
        interval=Interval(low=low, high=high, level=level, method="Wilson") if n else None,
        n=n,
        n_missing=given - n,
        n_first=given,
        n_second=given_second,
        n_matched=matched,
        n_exact=by_distance[0],
        n_ambiguous=ambiguous,
        tolerance=tolerance,
        expected_wrong=sum(wrong),
        likely_wrong_rate=rate,
        share_of_second=matched / n_second if n_second else 0.0,
        pairs=tuple(sorted(pairs)),
        expected_by_distance=tuple(wrong),
        method=f"One-to-one matching of codes, up to {tolerance} differing elements, only candidates; "
        "n counts people of the first wave with a code.",
        assumptions=(
            "whoever answers twice makes nearly the same code",
            "elements are unrelated among strangers",
        ),
        warnings=_warnings(rate, ambiguous),
        citation=CITATION,
        reason="" if n else "nobody in the first wave has a code.",
    )


def _codes(column: Any, what: str) -> list[Code | None]:
    many = isinstance(column, str | bytes | Mapping | AnySet) or hasattr(column, "columns")
    if many or not hasattr(column, "__iter__"):
        raise InputError(
            f"The {what} codes should be a column, one code for each person; they are of type {type(column).__name__}."
        )
    made: list[Code | None] = []
    for one in column.tolist() if hasattr(column, "tolist") else column:
        if isinstance(one, str):
            made.append(tuple(one.strip().upper()) or None)
        elif isinstance(one, list | tuple):
            code = tuple(None if is_missing(element) else element for element in one)
            made.append(None if all(element is None for element in code) else code)
        elif is_missing(one):
            made.append(None)
        else:
            raise InputError(
                f"The {what} codes should be words or lists of elements; one is of type {type(one).__name__}."
            )
    if not made:
        raise InputError(f"The {what} codes are empty. Give one code for each person.")
    return made


def _length(ours: Sequence[Code | None], theirs: Sequence[Code | None]) -> int:
    lengths = {len(code) for code in (*ours, *theirs) if code is not None}
    if len(lengths) > 1:
        raise InputError(
            f"All codes should have the same number of elements; they have {', '.join(map(str, sorted(lengths)))}."
        )
    return lengths.pop() if lengths else 1


def _pass(
    a: dict[int, Code], b: dict[int, Code], distance: int, length: int
) -> tuple[list[tuple[int, int]], set[tuple[str, int]]]:
    """Find who has one candidate at this distance, and who has several."""
    of_a, of_b = defaultdict[int, set[int]](set), defaultdict[int, set[int]](set)
    for places in combinations(range(length), length - distance):
        known = defaultdict[Code, list[int]](list)
        for j, code in b.items():
            known[tuple(code[p] for p in places)].append(j)
        for i, code in a.items():
            part = tuple(code[p] for p in places)
            if None not in part:
                for j in known.get(part, ()):
                    of_a[i].add(j)
                    of_b[j].add(i)
    found = [
        (i, next(iter(js))) for i, js in of_a.items() if len(js) == 1 and len(of_b[next(iter(js))]) == 1
    ]  # fmt: skip
    sure = {("a", i) for i, _ in found} | {("b", j) for _, j in found}
    every = {("a", i) for i in of_a} | {("b", j) for j in of_b}
    return found, every - sure


def _agreement(
    ours: Sequence[Code | None], theirs: Sequence[Code | None], length: int
) -> list[float]:
    """Give for each element how often two different people agree on it: by all pairs within each wave."""
    made = []
    for place in range(length):
        same = pairs = 0
        for wave in (ours, theirs):
            counts = defaultdict[Element, int](int)
            for code in wave:
                if code is not None:
                    counts[code[place]] += 1
            n = sum(counts.values())
            same += sum(c * (c - 1) for value, c in counts.items() if value is not None)
            pairs += n * (n - 1)
        made.append(same / pairs if pairs else 0.0)
    return made


def _chance(agree: Sequence[float], distance: int) -> float:
    """Give the chance that exactly ``distance`` elements differ between strangers."""
    chances = [1.0]
    for one in agree:
        chances = [
            (chances[d] * one if d < len(chances) else 0.0)
            + (chances[d - 1] * (1 - one) if d else 0.0)
            for d in range(len(chances) + 1)
        ]
    return chances[distance]


def _warnings(rate: float | None, ambiguous: int) -> tuple[str, ...]:
    made = []
    if rate is not None and rate > 0.05:
        made.append(
            f"About {rate:.0%} of the matches are likely to join strangers, which hides change. "
            "Allow less tolerance, or add an element to the code."
        )
    if ambiguous:
        made.append(
            f"{ambiguous:,} codes had several candidates, or shared theirs, and were left unmatched."
        )
    return tuple(made)
