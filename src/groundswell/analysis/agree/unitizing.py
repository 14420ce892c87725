"""Krippendorff's alpha for unitizing: coders cut a text into segments themselves and give them codes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, TypeVar

import numpy as np

from groundswell.analysis._result import Result, Table
from groundswell.analysis.agree._coincidences import alike, coincidences
from groundswell.analysis.agree._continuum import (
    GAP,
    Continuum,
    both_coded,
    continuum,
    lengths_by_value,
    numbered,
)
from groundswell.analysis.agree._spans import Span
from groundswell.analysis.agree._unitizing_2004 import disagreements

Kind = TypeVar("Kind", bound="Unitizing")
Coders = Mapping[str, Iterable[Span]]
"""Each coder's spans: (code, start, end), ``end`` just after the last character, counted from 0."""

U2016 = (
    "Krippendorff K, Mathet Y, Bouvry S, Widlöcher A. On the reliability of unitizing textual "
    "continua: further developments. Quality and Quantity 2016; 50: 2347-2364."
)
U2004 = (
    "Krippendorff K. Content Analysis: An Introduction to Its Methodology. 2nd ed. Sage, 2004, "
    "pp. 251-256. First form: On the reliability of unitizing continuous data. Sociological "
    "Methodology 1995; 25: 47-76."
)
TINY = 1e-9
EXPERIMENTAL = "experimental: no published example of this coefficient has been computed again yet"
NOBODY = "nobody coded anything."
ONE_VALUE = (
    "one code covers the whole text for everybody. This coefficient does not see where its "
    "segments meet; boundary_similarity does."
)
ALL_CODED = "everybody coded the whole text."
TOO_LITTLE = "two coders coded too few passages to say what chance would give."
NO_CHOICE = "no place was coded by two coders, or only one code was used in such places."


@dataclass(frozen=True, kw_only=True)
class Unitizing(Result):
    """``n`` counts characters; disagreements are shares of all pairs of characters that could be compared."""

    name: ClassVar[str] = "Alpha for unitizing"
    observed_disagreement: float | None = None
    expected_disagreement: float | None = None
    n_coders: int
    n_segments: int
    n_codes: int


@dataclass(frozen=True, kw_only=True)
class Boundaries(Unitizing):
    """What is coded at all, whatever the code."""

    name: ClassVar[str] = "Alpha for coded against not coded"


@dataclass(frozen=True, kw_only=True)
class Coding(Unitizing):
    """The codes, where coders agree that there is something to code."""

    name: ClassVar[str] = "Alpha for codes where both coded"


@dataclass(frozen=True, kw_only=True)
class OneCode(Unitizing):
    """One code, where coders agree that there is something to code; ``coverage`` is how much of it that is."""

    name: ClassVar[str] = "Alpha for one code where both coded"
    code: str
    coverage: float | None = None


@dataclass(frozen=True, kw_only=True)
class Unitizing2004(Unitizing):
    """The older form, each code by itself and all together."""

    name: ClassVar[str] = "Alpha for unitizing (2004)"
    by_code: tuple[tuple[str, float, float, float | None], ...] = ()

    def tables(self) -> tuple[Table, ...]:
        headings = ("Code", "Observed disagreement", "Expected disagreement", "Alpha")
        return (Table(title="Each code", headings=headings, rows=self.by_code),)


def u_alpha(spans: Coders, *, length: int) -> Unitizing:
    """Give Krippendorff's alpha for unitizing (2016): agreement on where segments are and which codes they have.

    ``spans``: a mapping from coder to (code, start, end), in characters or seconds, ``end`` just after the last,
    counted from 0. Two coders or more; a coder's segments may touch but not overlap. ``length``: of the whole text,
    coded or not; what nobody coded counts.

    Raises ``InputError`` for overlapping segments and for those outside the text.

    When to use: coders chose themselves where a passage begins and ends, each place having one code or none.

    When not: where passages have several codes (:func:`u_alpha_2004` for each code), or where segments of one code
    meet and the cut matters: this coefficient does not see it, :func:`boundary_similarity` does.

    References: Krippendorff K, Mathet Y, Bouvry S, Widlöcher A. On the reliability of unitizing textual continua:
    further developments. Quality and Quantity 2016; 50: 2347-2364.

    >>> made = u_alpha({"Ana": [("care", 3, 15)], "Ben": [("care", 3, 10)]}, length=30)
    >>> round(made.estimate, 3)
    0.64
    """
    given = continuum(spans, length)
    found = alike(given.pieces)
    m, total = len(given.coders), float(len(given.coders) * length)
    lengths = lengths_by_value(given)
    observed = (length * m * (m - 1) - found.agreeing[m]) / (m - 1)
    spread = total**2 - float(lengths @ lengths)
    why = ONE_VALUE if given.n_segments else NOBODY
    shown = _shown(given, "every character")
    return _made(Unitizing, observed, spread, total, given.self_pairs(), why, shown)


def u_alpha_binary(spans: Coders, *, length: int) -> Boundaries:
    """Give the alpha for unitizing of coded against not coded (\\|uα, 2016): do coders mark the same passages at all?

    Arguments as for :func:`u_alpha`. Experimental: no published example has been computed again yet.

    Raises ``InputError`` for overlapping segments and for those outside the text.

    When to use: beside :func:`u_alpha`, to tell disagreement on passages from disagreement on codes.

    When not: in a report without saying that it is experimental.

    References: Krippendorff K. Content Analysis. 4th ed. Sage, 2019, section 12.6.4.

    >>> ana, ben = [("care", 3, 15)], [("exit", 3, 15)]
    >>> u_alpha_binary({"Ana": ana, "Ben": ben}, length=30).estimate
    1.0
    """
    given = continuum(spans, length)
    matrix = coincidences(given.pieces).matrix(len(given.codes) + 1)
    total = float(matrix.sum())
    gap = float(matrix[GAP].sum())
    observed = 2 * float(matrix[GAP, 1:].sum())
    spread = 2 * gap * (total - gap)
    shown = _shown(given, "coded or not", EXPERIMENTAL)
    why = ALL_CODED if given.n_segments else NOBODY
    return _made(Boundaries, observed, spread, total, given.self_pairs(), why, shown)


def cu_alpha(spans: Coders, *, length: int) -> Coding:
    """Give the alpha for unitizing of codes alone (cuα, 2016): where coders both coded, is it the same code?

    Arguments as for :func:`u_alpha`. Experimental: no published example has been computed again yet.

    Raises ``InputError`` for overlapping segments and for those outside the text.

    When to use: beside :func:`u_alpha`, to tell disagreement on codes from disagreement on passages.

    When not: alone. Coders who hardly mark the same passages may agree on the codes of those few.

    References: Krippendorff K. Content Analysis. 4th ed. Sage, 2019, section 12.6.5.

    >>> ana, ben = [("care", 3, 15), ("exit", 20, 25)], [("care", 5, 15), ("exit", 20, 30)]
    >>> cu_alpha({"Ana": ana, "Ben": ben}, length=30).estimate
    1.0
    """
    given = continuum(spans, length)
    matrix, corrections = both_coded(given)
    total, rows = float(matrix.sum()), matrix.sum(axis=1)
    observed = total - float(np.trace(matrix))
    spread = total**2 - float(rows @ rows)
    shown = _shown(given, "characters that two coders coded", EXPERIMENTAL)
    return _made(Coding, observed, spread, total, float(corrections.sum()), NO_CHOICE, shown)


def ku_alpha(spans: Coders, *, length: int, code: str) -> OneCode:
    """Give the alpha for unitizing of one code ((k)uα, 2016): where coders both coded, do they agree on this one?

    Arguments as for :func:`u_alpha`; ``code`` is one that somebody used. Experimental: no published example has been
    computed again yet.

    Raises ``InputError`` for a code nobody used, and as :func:`u_alpha`.

    When to use: to find the code that coders understand differently.

    When not: with little ``coverage``, the share of the code's length that two coders coded at all.

    References: Krippendorff K. Content Analysis. 4th ed. Sage, 2019, section 12.6.6.

    >>> ana, ben = [("care", 3, 15), ("exit", 20, 25)], [("care", 5, 15), ("exit", 20, 30)]
    >>> ku_alpha({"Ana": ana, "Ben": ben}, length=30, code="care").estimate
    1.0
    """
    given = continuum(spans, length)
    number = numbered(given, code)
    matrix, corrections = both_coded(given)
    total, rows = float(matrix.sum()), matrix.sum(axis=1)
    one = number - 1
    apart = float(rows[one] * (total - rows[one]))
    whole = float(rows[one] * total - corrections[one])
    length_of_code = lengths_by_value(given)[number]
    shown = _shown(given, "characters that two coders coded", EXPERIMENTAL)
    shown |= {"code": code, "coverage": float(rows[one] / length_of_code)}
    if not rows[one] or apart <= 0:
        return OneCode(estimate=None, reason=NO_CHOICE, **shown)
    if whole < apart - TINY:  # agreement by chance would be less than none
        return OneCode(estimate=None, reason=TOO_LITTLE, **shown)
    observed = 1 - float(matrix[one, one] / rows[one])
    expected = apart / whole
    return OneCode(
        estimate=1 - observed / expected,
        observed_disagreement=observed,
        expected_disagreement=expected,
        **shown,
    )


def u_alpha_2004(spans: Coders, *, length: int) -> Unitizing2004:
    """Give the older alpha for unitizing (2004): squared differences of where segments of one code begin and end.

    ``spans`` and ``length`` as for :func:`u_alpha`, but segments of different codes may overlap. It is computed for
    each code by itself, and for all from their disagreements together. The form of 1995 differs by a slip of sign
    in what is expected.

    Raises ``InputError`` where segments of one code of one coder overlap, and for those outside the text.

    When to use: to compare with figures of before 2016, and where passages have several codes.

    When not: for a new study with one code at a time: :func:`u_alpha` weighs every character alike.

    References: Krippendorff K. Content Analysis. 2nd ed. Sage, 2004, pp. 251-256. Krippendorff K. On the reliability of
    unitizing continuous data. Sociological Methodology 1995; 25: 47-76.

    >>> ana, ben = [("c", 75, 145), ("c", 220, 250)], [("c", 70, 150), ("c", 205, 225), ("c", 250, 270)]
    >>> round(u_alpha_2004({"Ana": ana, "Ben": ben}, length=300).estimate, 4)
    0.7286
    """
    given = continuum(spans, length, may_overlap=True)
    found = [disagreements(given, number) for number in range(1, len(given.codes) + 1)]
    rows = tuple(
        (code, observed, expected, 1 - observed / expected if expected > 0 else None)
        for code, (observed, expected) in zip(given.codes, found, strict=True)
    )
    n = max(len(found), 1)
    observed, expected = sum(one for one, _ in found) / n, sum(two for _, two in found) / n
    shown = _shown(given, "segments of one code, place by place", "", U2004) | {"by_code": rows}
    if expected <= 0:
        return Unitizing2004(estimate=None, reason=NOBODY if not found else ONE_VALUE, **shown)
    return Unitizing2004(
        estimate=1 - observed / expected,
        observed_disagreement=observed,
        expected_disagreement=expected,
        **shown,
    )


def _shown(given: Continuum, how: str, note: str = "", citation: str = U2016) -> dict[str, Any]:
    return {
        "n": given.length,
        "n_coders": len(given.coders),
        "n_segments": given.n_segments,
        "n_codes": len(given.codes),
        "method": f"{how}, {len(given.coders)} coders",
        "assumptions": ("coders worked independently",),
        "warnings": (note,) if note else (),
        "citation": citation,
    }


def _made(
    kind: type[Kind],
    observed: float,
    spread: float,
    total: float,
    corrections: float,
    why_not: str,
    shown: dict[str, Any],
) -> Kind:
    """Give 1 - Do / De, where De is the spread over pairs of values less those of a segment with itself."""
    pairs = total**2 - corrections
    if spread <= 0:
        return kind(estimate=None, reason=why_not, **shown)
    if pairs < spread - TINY:  # agreement by chance would be less than none
        return kind(estimate=None, reason=TOO_LITTLE, **shown)
    expected = total * spread / pairs
    return kind(
        estimate=1 - observed / expected,
        observed_disagreement=observed / total,
        expected_disagreement=expected / total,
        **shown,
    )
