"""How the common test calls each method of this folder."""

from typing import Any

from groundswell.analysis.qualitative import Edit
from groundswell.analysis.tests.calls import Call

SPANS = [(0, 5), (3, 9), (20, 24)]
NO_SPANS: dict[str, dict[str, Any]] = {
    "backwards": {"spans": [(5, 3)]},
    "empty span": {"spans": [(5, 5)]},
    "before the text": {"spans": [(-1, 3)]},
    "three numbers": {"spans": [(1, 2, 3)]},
    "words": {"spans": "0-5"},
    "a number": {"spans": 5},
}
SEGMENTS = {
    "documents": ["d1", "d1", "d2"],
    "codes": ["voice", "risk", "voice"],
    "starts": [0, 5, 0],
    "ends": [9, 12, 4],
}

CALLS = {
    "merge": Call(lambda: {"spans": SPANS}, malformed=NO_SPANS),
    "clip": Call(
        lambda: {"spans": SPANS, "start": 2, "end": 8},
        malformed=NO_SPANS | {"nowhere": {"start": 8, "end": 8}},
    ),
    "intersect": Call(lambda: {"spans": SPANS, "others": [(4, 22)]}, malformed=NO_SPANS),
    "subtract": Call(lambda: {"spans": SPANS, "others": [(4, 22)]}, malformed=NO_SPANS),
    "covered": Call(lambda: {"spans": SPANS}, malformed=NO_SPANS),
    "reanchor": Call(
        lambda: {"spans": SPANS, "edits": [Edit(4, 6, 3)]},
        malformed=NO_SPANS
        | {
            "overlap": {"edits": [Edit(0, 5, 1), Edit(4, 6, 1)]},
            "one place": {"edits": [Edit(3, 3, 1), Edit(3, 3, 2)]},
            "backwards edit": {"edits": [Edit(5, 3, 1)]},
        },
    ),
    "edits_between": Call(
        lambda: {"old": "one two three", "new": "one 2 three"}, malformed={"number": {"old": 5}}
    ),
    "cooccurrence": Call(
        lambda: dict(SEGMENTS),
        empty=("documents", "codes"),
        malformed={
            "no positions": {"starts": None},
            "lengths": {"starts": [0, 5]},
            "code lengths": {"codes": ["voice"]},
            "backwards": {"ends": [9, 2, 4]},
            "halves": {"starts": [0.5, 1, 2]},
            "missing": {"codes": ["voice", None, "voice"]},
            "strange code": {"codebook": ["voice"]},
            "by": {"by": "page"},
        },
    ),
    "code_matrix": Call(
        lambda: {
            "documents": ["d1", "d1", "d2"],
            "codes": ["voice", "risk", "voice"],
            "attribute": {"d1": "student", "d2": "staff", "d3": "staff"},
        },
        empty=("documents", "codes", "attribute"),
        malformed={
            "a document is gone": {"attribute": {"d1": "student"}},
            "missing": {"attribute": {"d1": "student", "d2": None}},
            "unit": {"unit": "pages"},
        },
    ),
    "saturation": Call(
        lambda: {
            "documents": [[*"abcd"], [*"abe"], [*"cf"], ["g"], [*"ah"], ["b"], ["c"]],
            "orders": 50,
            "rng": 1,
        },
        empty=("documents",),
        malformed={
            "words": {"documents": "abc"},
            "numbers": {"documents": [1, 2]},
            "no base": {"base_size": 0},
            "per cent": {"threshold": 5},
            "no seed": {"rng": -1},
        },
    ),
    "codebook_change": Call(
        lambda: {"versions": {"1": {1: {"name": "Voice"}}, "2": {1: {"name": "Speaking up"}}}},
        empty=("versions",),
        malformed={
            "one version": {"versions": {"1": {}}},
            "a list": {"versions": {"1": ["Voice"], "2": ["Voice"]}},
            "no name": {"versions": {"1": {1: {}}, "2": {}}},
        },
    ),
}
