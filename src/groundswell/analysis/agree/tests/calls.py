"""One call of every public function, for the common test of all methods."""

from groundswell.analysis.agree import Bootstrap, cohen, percent
from groundswell.analysis.tests.calls import Call

YES_NO = ["no", "yes"]
PAIRS = [["no", "no"], ["yes", "no"], ["yes", "yes"], ["no", "no"], ["no", "yes"]]
THREE = [["no", "no", "no"], ["yes", "no", "yes"], ["yes", "yes", "yes"], ["no", "no", "yes"]]
FLAGS = [[1, 0], [0, 1], [1, 1]]
BAD = {
    "one column": {"ratings": [["no"], ["yes"]]},
    "rows of different length": {"ratings": [["no", "no"], ["yes"]]},
    "off the scale": {"categories": ["no", "perhaps"]},
    "missing": {"ratings": [["no", None], ["yes", "no"]]},
    "a scale of nothing": {"categories": []},
    "a missing category": {"categories": ["no", "yes", None]},
    "level": {"level": 95},
    "interval": {"interval": "exact"},
}


def of(table, bad, **more):
    return Call(
        lambda: {"ratings": table, "categories": YES_NO, **more}, empty=("ratings",), malformed=bad
    )


WEIGHTED = BAD | {
    "no weights": {"agreement": "cubic"},
    "both": {"agreement": "linear", "disagreement": [[0, 1], [1, 0]]},
    "not symmetric": {"agreement": [[1, 0.5], [0, 1]]},
    "not square": {"disagreement": [[0, 1]]},
}
ALPHA = {name: bad for name, bad in BAD.items() if name != "missing"}

UNITS = Call(
    lambda: {
        "spans": {"Ana": [("a", 0, 4), ("b", 5, 9)], "Ben": [("a", 1, 4), ("a", 5, 9)]},
        "length": 12,
    },
    malformed={
        "one coder": {"spans": {"Ana": [("a", 0, 4)]}},
        "no mapping": {"spans": [("a", 0, 4)]},
        "no list": {"spans": {"Ana": 3, "Ben": []}},
        "no spans": {"spans": {"Ana": ["a"], "Ben": []}},
        "overlap": {"spans": {"Ana": [("a", 0, 4), ("a", 3, 9)], "Ben": []}},
        "outside": {"length": 8},
        "no length": {"length": 0},
    },
)

CALLS = {
    "alpha": of(
        THREE, ALPHA | {"scale": {"scale": "metric"}}, scale="nominal", interval=Bootstrap(rng=1)
    ),
    "boundary_similarity": Call(
        lambda: {"first": [2, 3, 6], "second": [2, 2, 7]},
        empty=("first", "second"),
        malformed={
            "other text": {"second": [2, 2]},
            "nothing long": {"first": [0, 11]},
            "reach": {"reach": 0},
        },
    ),
    "brennan_prediger": of(THREE, WEIGHTED),
    "codes": Call(
        lambda: {"data": [[0, 1], [1, -1]], "categories": YES_NO},
        empty=("data",),
        malformed={"off the scale": {"data": [[0, 2]]}, "words": {"data": [["a"]]}},
    ),
    "cohen": of(PAIRS, WEIGHTED | {"use": {"missing": "use"}}),
    "conger": of(THREE, WEIGHTED),
    "crosstab": Call(
        lambda: {"table": [[4, 1], [2, 3]], "categories": YES_NO},
        empty=("table",),
        malformed={
            "not square": {"table": [[1, 2]]},
            "half a unit": {"table": [[0.5, 1], [2, 3]]},
            "nobody": {"table": [[0, 0], [0, 0]]},
            "names": {"categories": ["no", "no"]},
        },
    ),
    "cu_alpha": UNITS,
    "fleiss": of(THREE, WEIGHTED),
    "gwet": of(THREE, WEIGHTED),
    "ku_alpha": Call(
        lambda: {**UNITS.make(), "code": "a"},
        malformed={**UNITS.malformed, "nobody's": {"code": "z"}},
    ),
    "light": of(THREE, WEIGHTED, interval=Bootstrap(rng=1)),
    "pabak": of(PAIRS, BAD | {"three": {"categories": ["no", "yes", "maybe"]}}),
    "pack": Call(
        lambda: {"flags": FLAGS, "codes": ["a", "b"]},
        empty=("flags",),
        malformed={"names": {"codes": ["a"]}, "words": {"flags": [["a"]]}},
    ),
    "per_code": Call(
        lambda: {"first": FLAGS, "second": FLAGS[::-1], "codes": ["a", "b"]},
        empty=("first", "second"),
        malformed={
            "other units": {"second": FLAGS[:2]},
            "missing": {"first": [[None, 1], [0, 1], [1, 1]]},
            "two": {"first": [[2, 1], [0, 1], [1, 1]]},
            "names": {"codes": ["a", "a"]},
        },
    ),
    "per_code_spans": Call(
        lambda: {"first": [("a", 0, 5)], "second": [("a", 2, 9)], "length": 20},
        malformed={
            "outside": {"first": [("a", 0, 50)]},
            "backwards": {"first": [("a", 5, 2)]},
            "no span": {"first": ["a"]},
            "no text": {"length": 0},
            "no code": {"first": [], "second": []},
            "unnamed": {"codes": ["b"]},
        },
    ),
    "percent": of(THREE, WEIGHTED),
    "pooled": Call(
        lambda: {"results": [cohen(PAIRS), cohen(PAIRS[:4])]},
        empty=("results",),
        malformed={"mixed": {"results": [cohen(PAIRS), percent(PAIRS)]}, "no": {"results": [1]}},
    ),
    "ratings": Call(
        lambda: {"data": PAIRS, "categories": YES_NO},
        empty=("data",),
        malformed={"words": {"data": "words"}, "flat": {"data": [1, 2]}},
    ),
    "scott": of(PAIRS, WEIGHTED),
    "segment_lengths": Call(
        lambda: {"spans": [("a", 0, 4)], "length": 9},
        malformed={"overlap": {"spans": [("a", 0, 4), ("a", 2, 5)]}, "length": {"length": 0}},
    ),
    "tallies": Call(
        lambda: {"table": [[2, 1], [0, 3]], "categories": YES_NO},
        empty=("table",),
        malformed={"columns": {"table": [[1, 2, 3]]}, "nothing": {"table": [[0, 0]]}},
    ),
    "to_spans": Call(
        lambda: {"units": FLAGS, "codes": ["a", "b"]},
        empty=("units",),
        malformed={"names": {"codes": ["a"]}},
    ),
    "to_units": Call(
        lambda: {"spans": [("a", 0, 3)], "length": 9},
        malformed={"outside": {"spans": [("a", 0, 30)]}, "unnamed": {"codes": ["b"]}},
    ),
    "u_alpha": UNITS,
    "u_alpha_2004": UNITS,
    "u_alpha_binary": UNITS,
}
