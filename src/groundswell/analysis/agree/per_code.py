"""Agreement of two coders on each of many codes, where a unit may have several, and on all of them pooled."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from groundswell.analysis._inputs import InputError, level_of
from groundswell.analysis.agree._code_results import CodeTally, PerCode, result_of
from groundswell.analysis.agree._flags import Ints, Packed, as_flags, overlap, overlap_packed
from groundswell.analysis.agree._spans import Span, by_code, covered, shared


class CodeCounts:
    """Agreement per code over chunks, texts or sites: add flags or spans as they come, add counts, ask for the result.

    ``codes`` names the codes, in order. ``counts.add(first, second)`` takes what :func:`per_code` takes,
    ``counts.add_spans(first, second, length=…)`` what :func:`per_code_spans` takes, and ``a + b`` makes the counts of
    both.
    """

    def __init__(self, codes: Sequence[str]) -> None:
        self.codes = tuple(map(str, codes))
        if not self.codes or len(set(self.codes)) != len(self.codes):
            raise InputError(f"Name each code once; these are {list(self.codes)}.")
        self.n = 0
        self.both = np.zeros(len(self.codes), np.int64)
        self.first = self.both.copy()
        self.second = self.both.copy()

    def add(self, first: Any, second: Any) -> "CodeCounts":
        """Count units with flags of two coders. Gives itself back."""
        both, one, other, n, _ = _counted(first, second, self.codes)
        return self._take(both, one, other, n)

    def add_spans(
        self, first: Iterable[Span], second: Iterable[Span], *, length: int
    ) -> "CodeCounts":
        """Count the characters of one text. Gives itself back."""
        one, other = by_code(first, length), by_code(second, length)
        strange = sorted((one.keys() | other.keys()) - set(self.codes))
        if strange:
            raise InputError(f"{strange[0]!r} is not one of the codes named: {list(self.codes)}.")
        empty: list[tuple[int, int]] = []
        pairs = [(one.get(code, empty), other.get(code, empty)) for code in self.codes]
        return self._take(
            np.array([shared(a, b) for a, b in pairs]),
            np.array([covered(a) for a, _ in pairs]),
            np.array([covered(b) for _, b in pairs]),
            length,
        )

    def __add__(self, other: "CodeCounts") -> "CodeCounts":
        """Give the counts of both."""
        if self.codes != other.codes:
            raise InputError("Counts of different codes cannot be added. Name the same codes.")
        made = CodeCounts(self.codes)
        made._take(self.both, self.first, self.second, self.n)
        return made._take(other.both, other.first, other.second, other.n)

    def result(self, *, unit: str = "units", level: float = 0.95) -> PerCode:
        """Give the agreement on each code, and pooled."""
        confidence = level_of(level)
        if not self.n:
            raise InputError("Nothing has been counted. Add flags or spans first.")
        tally = CodeTally(
            codes=self.codes, n=self.n, both=self.both, first=self.first, second=self.second
        )
        return result_of(tally, unit, confidence)

    def _take(self, both: Ints, first: Ints, second: Ints, n: int) -> "CodeCounts":
        self.both = self.both + both
        self.first = self.first + first
        self.second = self.second + second
        self.n += n
        return self


def per_code(
    first: Any, second: Any, *, codes: Sequence[str] | None = None, level: float = 0.95
) -> PerCode:
    """Give the agreement of two coders on each of many codes at once, and the kappa pooled over codes.

    ``first``, ``second``: True or 1 where a unit (row) has a code (column): arrays, lists of rows, frames, mappings
    from code to column, or what :func:`pack` made; of both coders alike. ``codes`` names the columns. A unit may have
    several codes or none. There are no missing flags: leave units out that a coder did not see. Intervals of kappa
    are normal, by the standard error of Fleiss, Cohen and Everitt.

    Raises ``InputError`` where the two differ in shape or codes, and for anything but flags.

    When to use: thematic coding, where every unit was judged for every code.

    When not: where each unit has exactly one code: :func:`cohen` takes the codes as one scale.

    References: De Vries H, Elliott MN, Kanouse DE, Teleki SS. Using pooled kappa to summarize interrater agreement
    across many items. Field Methods 2008; 20: 272-282.

    >>> ana = [[1, 0], [1, 1], [0, 0], [0, 0]]
    >>> ben = [[1, 0], [0, 1], [0, 0], [0, 0]]
    >>> made = per_code(ana, ben, codes=["silence", "care"])
    >>> [(one.code, one.both, one.kappa) for one in made.by_code], round(made.estimate, 3)
    ([('silence', 1, 0.5), ('care', 1, 1.0)], 0.714)
    """
    both, one, other, n, names = _counted(first, second, codes)
    counts = CodeCounts(names)._take(both, one, other, n)
    return counts.result(level=level)


def per_code_spans(
    first: Iterable[Span],
    second: Iterable[Span],
    *,
    length: int,
    codes: Sequence[str] | None = None,
    level: float = 0.95,
) -> PerCode:
    """Give the agreement of two coders on each code of a text, every character being a unit, as NVivo counts.

    ``first``, ``second``: spans (code, start, end), ``end`` just after the last character, counted from 0. ``length``:
    characters of the text. ``codes``: all codes there were; without it those that occur. Codings of one code by one
    coder that overlap count once.

    Raises ``InputError`` for spans outside the text.

    When to use: to compare with figures of programs that count characters, and for long codings of one text.

    When not: to test. Characters of one passage are not independent, so intervals are far too narrow; a longer text
    without codings raises every kappa. For where segments begin and end, use a coefficient for unitizing.

    References: QSR International. NVivo: coding comparison query. Krippendorff K. Content Analysis. 4th ed. Sage, 2019.

    >>> made = per_code_spans([("care", 0, 140)], [("care", 90, 200)], length=1000)
    >>> round(made.by_code[0].observed, 2), round(made.by_code[0].kappa, 4), made.by_code[0].holsti
    (0.85, 0.3157, 0.4)
    """
    one, other = list(first), list(second)
    names = codes if codes is not None else sorted(by_code([*one, *other], length))
    if not names:
        raise InputError("There is no span. Give at least one, or codes= that nobody used.")
    counts = CodeCounts(names).add_spans(one, other, length=length)
    return counts.result(unit="characters", level=level)


def _counted(
    first: Any, second: Any, codes: Sequence[str] | None
) -> tuple[Ints, Ints, Ints, int, tuple[str, ...]]:
    if isinstance(first, Packed) != isinstance(second, Packed):
        raise InputError("Pack the flags of both coders, or of neither.")
    if isinstance(first, Packed) and isinstance(second, Packed):
        if first.n_units != second.n_units or first.codes != second.codes:
            raise InputError("Both coders should have the same units and codes, in the same order.")
        if codes is not None and tuple(codes) != first.codes:
            raise InputError(f"The flags have their codes already: {list(first.codes)}.")
        return *overlap_packed(first, second), first.n_units, first.codes
    one, names = as_flags(first, codes, "first")
    other, again = as_flags(second, codes, "second")
    if one.shape != other.shape:
        raise InputError(
            f"Both coders should have the same units and codes: first has {one.shape[0]:,} by {one.shape[1]:,}, "
            f"second {other.shape[0]:,} by {other.shape[1]:,}."
        )
    if names != again:
        raise InputError("Both coders should have the same codes, in the same order.")
    return *overlap(one, other), one.shape[0], names
