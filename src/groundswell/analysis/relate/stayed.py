"""Whether those who were matched, or stayed, are like those who were not."""

from typing import TYPE_CHECKING, Any

import numpy as np

from groundswell.analysis._inputs import InputError, array_of, is_missing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from groundswell.analysis._result import Result

MARK = "who"


def matched_v_unmatched(
    data: Any, *, matched: Any, categorical: "Sequence[str]" = (), level: float = 0.95
) -> "Result":
    """Describe people who were matched beside those who were not, with standardised differences.

    ``data``: columns by name (a mapping or a frame) of one wave; ``matched``: for each person of it True or False, as
    ``match_codes(...).matched()`` gives. The result is a Table 1 (``compare.table_one``) of the two groups, each
    difference matched less unmatched; missing values are left out of their row only. ``InputError`` where nobody is in
    one of the groups or a mark is neither True nor False.

    When to use: before a matched before-and-after comparison is read: it speaks for the matched.

    When not: as a proof that nothing was lost. Those who left may differ in what nobody asked.

    References: Austin 2009, Statistics in Medicine 28: 3083-3107; as ``compare.table_one``.

    >>> made = matched_v_unmatched({"age": [20, 22, 21, 27]}, matched=[True, True, False, False])
    >>> made.groups, made.group_n
    (('matched', 'unmatched'), (2, 2))
    """
    from groundswell.analysis.compare import table_one

    marks = array_of(matched, "matched").tolist()
    if any(is_missing(mark) or mark not in (True, False) for mark in marks):
        raise InputError("matched= should hold True or False for each person.")
    if len(set(marks)) < 2:
        raise InputError(
            f"Everybody is {'matched' if marks and marks[0] else 'unmatched'}. There is nobody to compare them with."
        )
    names = list(data.columns) if hasattr(data, "columns") else list(dict(data))
    if not names or MARK in names:
        raise InputError(f"The data should have columns by name, none of them called {MARK!r}.")
    groups = ["matched" if mark else "unmatched" for mark in marks]
    columns = {str(name): data[name] for name in names} | {MARK: np.array(groups)}
    return table_one(
        columns, by=MARK, groups=("matched", "unmatched"), categorical=categorical, level=level
    )
