"""Fleiss' kappa for any number of coders, with the kappa of each category, and Scott's pi for two."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any, ClassVar

import numpy as np

from groundswell.analysis._result import Table
from groundswell.analysis.agree._coefficient import Coefficient, How, p_of_z
from groundswell.analysis.agree._family import ByUsage, Found, by_z, of_family
from groundswell.analysis.agree._ratings import Absent, read
from groundswell.analysis.agree._tallies import Tallies
from groundswell.analysis.agree._weights import Weights

FLEISS = (
    "Fleiss JL. Measuring nominal scale agreement among many raters. Psychological Bulletin 1971; 76: 378-382. "
    "Standard errors without agreement: Fleiss JL, Nee JCM, Landis JR. Psychological Bulletin 1979; 86: 974-977."
)
SCOTT = (
    "Scott WA. Reliability of content analysis: the case of nominal scale coding. Public Opinion Quarterly 1955; "
    "19: 321-325."
)
ASSUMES = ("units were drawn independently", "coders are interchangeable")


@dataclass(frozen=True)
class CategoryKappa:
    """How far coders agree on one category against all others; the standard error holds without any agreement."""

    category: str
    share: float
    kappa: float | None
    z: float | None


@dataclass(frozen=True, kw_only=True)
class Fleiss(Coefficient):
    """``standard_error`` is of sampling, for the interval; ``standard_error_null``, ``z_null`` and ``p_null`` test
    0."""

    name: ClassVar[str] = "Fleiss' kappa"
    standard_error_null: float | None = None
    z_null: float | None = None
    p_null: float | None = None
    by_category: tuple[CategoryKappa, ...] = ()

    def tables(self) -> tuple[Table, ...]:
        rows = tuple((one.category, one.share, one.kappa, one.z) for one in self.by_category)
        headings = ("Category", "Share of ratings", "Kappa", "z without agreement")
        return (Table(title="Each category", headings=headings, rows=rows),) if rows else ()


@dataclass(frozen=True, kw_only=True)
class Scott(Coefficient):
    """Agreement of two coders beyond two draws from how both together used the categories."""

    name: ClassVar[str] = "Scott's pi"


def fleiss(
    ratings: Any,
    *,
    categories: Sequence[object] | None = None,
    agreement: Weights | None = None,
    disagreement: Weights | None = None,
    missing: Absent = "refuse",
    level: float = 0.95,
    interval: How = "analytic",
) -> Fleiss:
    """Give Fleiss' kappa: agreement of any number of coders beyond two draws from how often categories were used.

    ``ratings``: units in rows, coders in columns, or what :func:`ratings`, :func:`codes`, :func:`crosstab` or
    :func:`tallies` made. ``categories``: the scale in order; needed with weights. ``agreement`` or ``disagreement``:
    weights by name or as a matrix. ``missing``: "refuse", "drop" units that lack a rating, or "use" what is there
    (Gwet's way). ``interval``: Student's t over units with the standard error of sampling; a ``Bootstrap``; or None.
    The standard error without agreement is kept apart and is given where every unit has as many ratings and weights
    are plain.

    Raises ``InputError`` for malformed and, by default, missing ratings.

    When to use: several coders, categories without order, not always the same coders.

    When not: where coders are the same throughout and may lean differently; Conger's or Light's kappa keeps them apart.

    References: Fleiss JL. Measuring nominal scale agreement among many raters. Psychological Bulletin 1971; 76:
    378-382.

    >>> made = fleiss([["a", "a", "a"], ["a", "b", "a"], ["b", "b", "b"], ["c", "c", "b"]])
    >>> round(made.estimate, 3), round(made.standard_error_null, 3)
    (0.467, 0.215)
    """
    found = of_family(
        ratings,
        ByUsage,
        categories=categories,
        missing=missing,
        level=level,
        interval=interval,
        agreement=agreement,
        disagreement=disagreement,
    )
    plain = found.weighting == "identity" and found.estimate is not None
    return Fleiss(
        method=f"{found.weighting} weights; interval over units",
        assumptions=ASSUMES,
        citation=FLEISS,
        **found.shown,
        **(_without_agreement(found) if plain else {}),
    )


def scott(
    ratings: Any,
    *,
    categories: Sequence[object] | None = None,
    agreement: Weights | None = None,
    disagreement: Weights | None = None,
    missing: Absent = "refuse",
    level: float = 0.95,
    interval: How = "analytic",
) -> Scott:
    """Give Scott's pi: agreement of two coders beyond chance, where both draw from how they used categories together.

    ``ratings``: units in rows, two columns, or what :func:`ratings`, :func:`codes` or :func:`crosstab` made. Other
    arguments as for :func:`fleiss`. The interval is normal; its standard error divides by the number of units.

    Raises ``InputError`` unless there are two coders, and for malformed or, by default, missing ratings.

    When to use: two coders who could be exchanged.

    When not: where the question is how far these two coders differ in leaning; see :func:`cohen`.

    References: Scott WA. Reliability of content analysis: the case of nominal scale coding. Public Opinion Quarterly
    1955; 19: 321-325.

    >>> round(scott([["a", "a"], ["a", "b"], ["b", "b"], ["a", "a"]]).estimate, 3)
    0.467
    """
    two = read(ratings, categories, n_coders=2)
    found = of_family(
        two,
        ByUsage,
        categories=None,
        missing=missing,
        level=level,
        interval=interval,
        agreement=agreement,
        disagreement=disagreement,
        divisor=lambda n: n,
        arms=by_z,
    )
    return Scott(
        method=f"two coders, {found.weighting} weights",
        assumptions=ASSUMES,
        citation=SCOTT,
        **found.shown,
    )


def _without_agreement(found: Found) -> dict[str, Any]:
    data = found.data
    shares = data.times @ data.table / (data.times @ data.sizes)
    if (data.sizes != data.n_coders).any():
        return {"by_category": _by_category(data, shares, None)}
    n, m = int(data.times.sum()), data.n_coders
    rest = 1 - shares
    spread = float(shares @ rest)
    inner = spread**2 - float((shares * rest) @ (rest - shares))
    error = sqrt(2) / (spread * sqrt(n * m * (m - 1))) * sqrt(inner)
    z = found.shown["estimate"] / error
    return {
        "standard_error_null": error,
        "z_null": z,
        "p_null": p_of_z(z),
        "by_category": _by_category(data, shares, sqrt(2 / (n * m * (m - 1)))),
    }


def _by_category(data: Tallies, shares: Any, error: float | None) -> tuple[CategoryKappa, ...]:
    times, table, sizes = data.times, data.table, data.sizes
    paired = sizes >= 2
    pairs = np.where(paired, sizes * (sizes - 1), 1)[:, None]
    split = times[paired] @ ((table * (sizes[:, None] - table)) / pairs)[paired]
    n_paired = int(times[paired].sum())
    made = []
    for name, share, apart in zip(data.categories, shares, split, strict=True):
        chance = float(share * (1 - share))
        kappa = 1 - float(apart) / (n_paired * chance) if chance else None
        z = kappa / error if kappa is not None and error else None
        made.append(CategoryKappa(str(name), float(share), kappa, z))
    return tuple(made)
