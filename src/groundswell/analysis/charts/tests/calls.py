"""How the common test calls each picture."""

from groundswell.analysis.qualitative import saturation
from groundswell.analysis.tests.calls import Call


def results():
    return {
        "results": {"Awareness": (0.33, 0.21, 0.44), "Support": (0.05, -0.08, 0.18)},
        "title": "Differences",
    }


def answers():
    return {
        "items": {"I would speak up": [2, 3, 5, 6, 4], "I know the route": [1, 0, 0, 9, 9]},
        "levels": ["never", "seldom", "sometimes", "often", "always"],
        "title": "Speaking up",
    }


def two_arms():
    return {
        "outcome": [4, 5, 6, 5, 1, 2, 3, 2],
        "group": list("aaaabbbb"),
        "reference": "b",
        "minimum": 3,
        "title": "Score",
    }


def curve():
    return {
        "result": saturation([[*"abcd"], [*"abe"], [*"cf"], ["g"], [*"ah"], ["b"], ["c"], ["d"]])
    }


def coders():
    return {"pairs": [("Ana", "Ben", 0.71), ("Ana", "Cem", -0.04), ("Ben", "Cem", None)]}


def stages():
    return {
        "stages": [("Invited", 240, {"no answer": 60, "declined": 30}), ("Began", 150)],
        "arms": {"sessions": 80, "control": 70},
        "title": "Who took part",
    }


def members():
    return {
        "times": ["2024", "2025"],
        "series": {"Students": [8, 21], "Staff": [3, 5]},
        "title": "Members",
    }


CALLS = {
    "forest": Call(
        results,
        empty=("results",),
        malformed={
            "no title": {"title": " "},
            "words": {"results": "0.3"},
            "not pairs": {"results": [0.3]},
            "two numbers": {"results": {"a": (1, 2)}},
            "a word among numbers": {"results": {"a": (1, "2", 3)}},
            "outside its interval": {"results": {"a": (5, 1, 2)}},
            "ratio of nothing": {"results": {"a": (0, 0, 2)}, "ratio": True},
        },
    ),
    "likert": Call(
        answers,
        malformed={
            "no question": {"items": {}},
            "one level": {"levels": ["yes"]},
            "level twice": {"levels": ["a", "b", "c", "d", "a"]},
            "levels in one word": {"levels": "abcde"},
            "too few counts": {"items": {"a": [1, 2]}},
            "not counts": {"items": {"a": 5}},
            "part of a person": {"items": {"a": [1.5, 0, 0, 0, 0]}},
            "nobody": {"items": {"a": [0, 0, 0, 0, 0]}},
        },
    ),
    "raincloud": Call(
        two_arms,
        empty=("outcome",),
        malformed={
            "words": {"outcome": list("abcdefgh")},
            "missing": {"outcome": [None, 5, 6, 5, 1, 2, 3, 2]},
            "one group": {"group": ["b"] * 8},
            "no such group": {"reference": "c"},
            "no minimum": {"minimum": None},
        },
    ),
    "saturation_curve": Call(curve, malformed={"numbers": {"result": [4, 5, 6]}}),
    "agreement_heat": Call(
        coders,
        empty=("pairs",),
        malformed={
            "one coder": {"pairs": [("Ana", "Ana", 1.0)]},
            "twice": {"pairs": [("Ana", "Ben", 0.1), ("Ben", "Ana", 0.2)]},
            "above one": {"pairs": [("Ana", "Ben", 71)]},
            "too many": {"pairs": [("Ana", str(i), 0.5) for i in range(10)]},
        },
    ),
    "flow": Call(
        stages,
        empty=("stages",),
        malformed={
            "sum": {"stages": [("Invited", 240, {"no answer": 60}), ("Began", 170)]},
            "arms": {"arms": {"sessions": 80, "control": 71}},
            "one arm": {"arms": {"sessions": 150}},
            "left at the end": {"stages": [("Invited", 240, {"no answer": 60})]},
            "not a stage": {"stages": ["Invited"]},
            "less than nobody": {"stages": [("Invited", -1)]},
        },
    ),
    "growth_area": Call(
        members,
        empty=("times",),
        malformed={
            "too many kinds": {"series": {str(i): [1, 2] for i in range(5)}},
            "too few": {"series": {"Students": [8]}},
            "one number": {"series": {"Students": 8}},
            "nothing": {"series": {}},
        },
    ),
}
