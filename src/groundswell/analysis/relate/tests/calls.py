"""How the common test calls each method of this folder."""

from typing import Any

from groundswell.analysis.tests.calls import Call

X, Y = [1, 2, 3, 4, 5, 6, 7, 8], [2, 1, 4, 3, 7, 5, 8, 6]
BAD: dict[str, dict[str, Any]] = {
    "lengths": {"x": [1, 2]},
    "words": {"x": list("abcdefgh")},
    "missing": {"x": [None, *X[1:]]},
    "all missing": {"x": [None] * 8, "missing": "drop"},
    "policy": {"missing": "ignore"},
    "level of 95": {"level": 95},
}

CALLS = {
    "pearson": Call(lambda: {"x": X, "y": Y}, empty=("x", "y"), malformed=BAD),
    "spearman": Call(
        lambda: {"x": X, "y": Y}, empty=("x", "y"), malformed=BAD | {"wide": {"interval": "wide"}}
    ),
    "kendall": Call(lambda: {"x": X, "y": Y}, empty=("x", "y"), malformed=BAD),
    "match_codes": Call(
        lambda: {"first": ["AB12", "CD34", None], "second": ["AB12", "CD35", "XY99"]},
        empty=("first", "second"),
        malformed={
            "lengths": {"first": ["AB1"]},
            "numbers": {"first": [12, 13]},
            "a word": {"first": "AB12"},
            "too tolerant": {"tolerance": 4},
            "not a number": {"tolerance": True},
        },
    ),
    "matched_v_unmatched": Call(
        lambda: {
            "data": {"age": [20, 22, 21, 27], "year": ["1", "2", "1", None]},
            "matched": [True, True, False, False],
        },
        empty=("matched",),
        malformed={
            "everybody": {"matched": [True] * 4},
            "lengths": {"matched": [True, False]},
            "words": {"matched": ["yes", "no", "yes", "no"]},
            "no columns": {"data": {}},
            "a column of ours": {"data": {"who": [1, 2, 3, 4]}},
        },
    ),
    "attrition": Call(
        lambda: {"waves": {"before": ["a", "b", "c"], "after": ["a", "d"]}},
        empty=("waves",),
        malformed={
            "one wave": {"waves": {"before": [1]}},
            "twice": {"waves": {"before": [1, 1], "after": [1]}},
            "nobody": {"waves": {"before": [], "after": [1]}},
            "no mark": {"waves": {"before": [1, None], "after": [1]}},
        },
    ),
}
