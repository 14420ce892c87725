"""How the common test calls each method of this folder."""

from groundswell.analysis.scales import Moments, ProRating, Scale
from groundswell.analysis.tests.calls import Call

ROWS = [[4, 5, 4], [2, 2, 3], [5, 4, 5], [1, 2, 1], [3, 3, 4], [4, 4, 2], [2, 3, 3]]
SCALE = Scale.of(
    "Speaking up", "1.0", ["a", "b", "c"], low=1, high=5, pro_rating=ProRating(at_least=0.6)
)

CALLS = {
    "cronbach_alpha": Call(
        lambda: {"items": ROWS, "interval": "bootstrap", "replicates": 100, "rng": 1},
        empty=("items",),
        malformed={
            "one item": {"items": [[1], [2]]},
            "words": {"items": [["a", "b"], ["c", "d"]]},
            "missing": {"items": [[1, None], [2, 3]]},
            "no policy": {"missing": "ignore"},
            "no seed": {"rng": None},
            "no interval": {"interval": "wide"},
            "few replicates": {"replicates": 3},
            "level of 95": {"level": 95},
            "ragged": {"items": [[1, 2], [1]]},
            "endless": {"items": [[1, float("inf")], [2, 3], [4, 5]]},
            "moments have no people": {"items": Moments().add(ROWS)},
        },
    ),
    "mcdonald_omega": Call(
        lambda: {"items": ROWS, "replicates": 100, "rng": 1},
        empty=("items",),
        malformed={
            "two items": {"items": [[1, 2], [2, 3], [3, 3]]},
            "no fit": {"fit": "magic"},
            "a word": {"items": "words"},
            "moments have no people": {"items": Moments().add(ROWS)},
        },
    ),
    "floor_ceiling": Call(
        lambda: {"scores": [3, 5, 9, 15, 15], "low": 3, "high": 15},
        empty=("scores",),
        malformed={
            "upside down": {"low": 15, "high": 3},
            "out of bounds": {"scores": [1, 5]},
            "missing": {"scores": [4, None]},
            "all missing": {"scores": [None], "missing": "drop"},
        },
    ),
    "score": Call(
        lambda: {"answers": {"a": [5, 4, 2], "b": [4, None, None], "c": [1, 2, None]}, "scale": SCALE},
        empty=("answers",),
        malformed={
            "an item is gone": {"answers": {"a": [1], "b": [1]}},
            "out of bounds": {"answers": {"a": [9], "b": [1], "c": [1]}},
            "words": {"answers": {"a": ["often"], "b": [1], "c": [1]}},
            "short rows": {"answers": [[1, 2]]},
            "no table": {"answers": 5},
        },
    ),
}  # fmt: skip
