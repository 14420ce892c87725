"""How the common test calls each function of this folder."""

from typing import Any

from groundswell.analysis.tests.calls import Call


def study(**more: Any) -> dict[str, Any]:
    return {
        "title": "Two groups",
        "group": {"name": "taught", "n": 100},
        "reference": {"name": "not taught", "n": 100},
        "baseline": [{"name": "Female", "group": 55, "reference": 50, "unit": "percent"}],
        "outcomes": [{"name": "Spoke up", "group": 45, "reference": 12, "unit": "percent"}],
        **more,
    }


def row(**more: Any) -> dict[str, Any]:
    return {"name": "Spoke up", "group": 45, "reference": 12, "unit": "percent"} | more


STUDIES: dict[str, dict[str, Any]] = {
    name: {"key": given}
    for name, given in {
        "words": "a table",
        "nothing": None,
        "a list": [1, 2],
        "an unknown part": study(colour="red"),
        "no group": study(group=None),
        "no people": study(group={"name": "taught", "n": 0}),
        "no outcomes": study(outcomes=[]),
        "outcomes in words": study(outcomes="many"),
        "a row without a name": study(outcomes=[row(name=" ")]),
        "two of one name": study(outcomes=[row(), row()]),
        "no unit": study(outcomes=[{"name": "x", "group": 1, "reference": 2}]),
        "another unit": study(outcomes=[row(unit="stones")]),
        "a count over the group": study(outcomes=[row(unit="count", group=101)]),
        "more than all": study(outcomes=[row(group=101)]),
        "a word as a number": study(outcomes=[row(group="many")]),
        "a mean without its deviation": study(outcomes=[{"name": "x", "group_mean": 1}]),
        "a negative deviation": study(
            outcomes=[
                {
                    "name": "x",
                    "group_mean": 1,
                    "group_sd": -1,
                    "reference_mean": 1,
                    "reference_sd": 1,
                }
            ]
        ),
        "an unknown question": study(answers={"colour": "no"}),
        "an unknown answer": study(answers={"allocation": "perhaps"}),
        "answers in words": study(answers="no"),
    }.items()
}


def of(key: str) -> dict[str, dict[str, Any]]:
    return {name: {key: values["key"]} for name, values in STUDIES.items()}


CALLS = {
    "check_claims": Call(lambda: {"study": study()}, empty=("study",), malformed=of("study")),
    "read_study": Call(lambda: {"given": study()}, empty=("given",), malformed=of("given")),
    "grim": Call(
        lambda: {"printed": 3.45, "n": 20, "decimals": 2},
        malformed={
            "nobody": {"n": 0},
            "words": {"printed": "three"},
            "missing": {"printed": None},
            "half a person": {"n": 1.5},
            "another kind": {"kind": "median"},
            "over a hundred": {"printed": 101, "kind": "percent"},
            "too many decimals": {"decimals": 11},
            "infinite": {"printed": float("inf")},
        },
    ),
    "possible_denominators": Call(
        lambda: {"percentages": [33.3, 66.7], "decimals": 1, "largest": 60},
        empty=("percentages",),
        malformed={
            "a word": {"percentages": "33.3"},
            "one number": {"percentages": 33.3},
            "over a hundred": {"percentages": [101]},
            "backwards": {"smallest": 70},
            "too far": {"largest": 10**7},
        },
    ),
    "digit_heaping": Call(
        lambda: {"percentages": [45, 12, 70, 20]},
        empty=("percentages",),
        malformed={
            "decimals": {"percentages": [12.5]},
            "base": {"base": 1},
            "a large base": {"base": 60},
        },
    ),
    "confounder_bound": Call(
        lambda: {"share_with": 0.25, "reference_share_with": 0.15, "risk_ratio": 2},
        malformed={
            "per cent": {"share_with": 25},
            "no ratio": {"risk_ratio": 0},
            "words": {"share_with": "a quarter"},
        },
    ),
}
