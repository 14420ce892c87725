"""How the common test calls each function of this folder."""

from typing import Any

import pytest

from groundswell.analysis.compare import Bootstrap, declare_family
from groundswell.analysis.tests.calls import Call


def counts():
    return {"events": 45, "n": 100, "reference_events": 12, "reference_n": 100}


IMPOSSIBLE: dict[str, dict[str, Any]] = {
    "more events than people": {"events": 101},
    "a negative count": {"reference_events": -1},
    "half a person": {"n": 99.5},
    "words": {"events": "many"},
    "nobody": {"reference_n": 0},
    "no number": {"n": float("nan")},
}
LEVEL: dict[str, dict[str, Any]] = {"a level in per cent": {"level": 95}}
COUNTS = Call(counts, empty=("events", "n"), malformed=IMPOSSIBLE | LEVEL)


def columns():
    return {
        "outcome": ["yes", "no", "yes", "no", "yes", None],
        "group": [1, 1, 1, 0, 0, 0],
        "event": "yes",
        "reference": 0,
        "missing": "drop",
    }


def many():
    return {
        "events": [45, 0, 3],
        "n": [100, 10, 10],
        "reference_events": [12, 0, 5],
        "reference_n": [100, 10, 9],
    }


def people():
    return {
        "data": {
            "arm": ["a", "a", "a", "b", "b", "b", None],
            "age": [20, 22, None, 21, 27, 24, 30],
            "sex": ["female", "male", None, "female", "female", "male", "male"],
            "year": ["1", "2", "3", "3", "3", "1", "2"],
        },
        "by": "arm",
    }


def numbers():
    return {
        "outcome": [4, 5, 5, None, 2, 3, 4],
        "group": ["a", "a", "a", "a", "b", "b", "b"],
        "reference": "b",
        "missing": "drop",
    }


SAMPLES: dict[str, dict[str, Any]] = {
    "missing": {"missing": "refuse"},
    "words": {"outcome": [*"abcdefg"]},
    "three groups": {"group": [*"aaabbcc"]},
    "no such reference": {"reference": "z"},
    "one group": {"outcome": [1, 2, 3, 4, None, None, None]},
    "shorter": {"group": ["a", "b"]},
}


def pairs():
    return {"first": [1, 2, 2, 3, 4, None], "second": [2, 4, 5, 3, 3, 1], "missing": "drop"}


PAIRS: dict[str, dict[str, Any]] = {
    "missing": {"missing": "refuse"},
    "words": {"first": [*"abcdef"]},
    "shorter": {"second": [1]},
    "no pair": {"second": [None] * 6},
}


ANSWERS = ["yes", "yes", "no", "yes", "no", "no", "yes", "no", "yes", None]


def adjusting():
    return {
        "group": [*"aaaabbbbab"],
        "reference": "b",
        "adjust": {"before": [3, 4, 5, 6, 3, 4, 5, 6, 3, 4]},
        "missing": "drop",
    }


ADJUSTED: dict[str, dict[str, Any]] = {
    "missing": {"missing": "refuse"},
    "shorter": {"adjust": {"before": [1, 2]}},
    "not by name": {"adjust": [1, 2]},
    "the same twice": {"adjust": {"x": list(range(10)), "y": list(range(10))}},
    "the same for all": {"adjust": {"x": ["a"] * 10}},
    "too many": {"adjust": {"x": [*"abcdefghij"]}},
    "one cluster": {"cluster": ["s"] * 10},
    "one group left": {"adjust": {"x": [None, None, None, None, 1, 2, 3, 5, None, 6]}},
}


def modelled():
    pytest.importorskip("statsmodels", reason="the models extra is not installed")
    return {
        "data": {
            "score": [(i * 13) % 17 + (i // 6) * 4 % 9 for i in range(60)],
            "arm": [*"ab"] * 30,
            "school": [i // 6 for i in range(60)],
        },
        "formula": "score ~ arm",
    }


MODELLED: dict[str, dict[str, Any]] = {
    "no formula": {"formula": "score"},
    "no such column": {"formula": "score ~ ward"},
    "no such term": {"term": "ward"},
    "shorter": {"data": {"score": [1, 2], "arm": ["a"]}},
}


def family():
    return declare_family("primary", ["a", "b"])


CALLS = {
    "proportion": Call(
        lambda: {"events": 15, "n": 148},
        empty=("events", "n"),
        malformed={"more events": {"events": 149}, "nobody": {"n": 0}} | LEVEL,
    ),
    "risk_difference": Call(
        counts, empty=("events",), malformed=IMPOSSIBLE | LEVEL | {"a method": {"method": "wald"}}
    ),
    "risk_ratio": Call(
        counts, empty=("n",), malformed=IMPOSSIBLE | LEVEL | {"a policy": {"zero_cells": "guess"}}
    ),
    "odds_ratio": Call(
        counts,
        empty=("n",),
        malformed=IMPOSSIBLE
        | LEVEL
        | {"a policy": {"zero_cells": "guess"}, "a method": {"method": "wald"}},
    ),
    "cohen_h": COUNTS,
    "number_needed": COUNTS,
    "two_proportions": COUNTS,
    "fisher_exact": Call(
        counts,
        empty=("n",),
        malformed=IMPOSSIBLE | {"sides": {"alternative": "both"}, "too many": {"n": 3_000_000}},
    ),
    "chi_square": Call(
        lambda: {"table": [[45, 55], [12, 88]]},
        empty=("table",),
        malformed={
            "one row": {"table": [[1, 2]]},
            "ragged": {"table": [[1, 2], [3]]},
            "negative": {"table": [[1, -2], [3, 4]]},
            "nobody": {"table": [[0, 0], [0, 0]]},
            "corrected 2x3": {"table": [[1, 2, 3], [3, 4, 5]], "corrected": True},
        },
    ),
    "compare_proportions": Call(
        columns,
        empty=("outcome", "group"),
        malformed={
            "missing": {"missing": "refuse"},
            "no such event": {"event": "maybe"},
            "no such reference": {"reference": 7},
            "three groups": {"group": [1, 1, 2, 0, 0, 0]},
            "shorter": {"group": [1, 0]},
        },
    ),
    "e_value": Call(
        lambda: {"risk_ratio": 3.9, "low": 1.8, "high": 8.7},
        empty=("risk_ratio",),
        malformed={
            "nought": {"risk_ratio": 0},
            "half an interval": {"high": None},
            "outside": {"low": 4.0},
        },
    ),
    "declare_family": Call(
        lambda: {"name": "primary", "members": ["a", "b"]},
        empty=("members",),
        malformed={
            "twice": {"members": ["a", "a"]},
            "one word": {"members": "ab"},
            "nameless": {"name": " "},
            "method": {"method": "none"},
            "level": {"level": 5},
        },
    ),
    "adjust": Call(
        lambda: {"family": family(), "p_values": {"a": 0.01, "b": None}},
        empty=("p_values",),
        malformed={
            "one left out": {"p_values": {"a": 0.01}},
            "not a p": {"p_values": {"a": 1.5, "b": 0.1}},
            "undeclared": {"family": "primary"},
        },
    ),
    "many_proportions": Call(
        many,
        empty=("events",),
        malformed=LEVEL
        | {
            "shorter": {"n": [100]},
            "more events": {"events": [101, 0, 3]},
            "halves": {"events": [1.5, 0, 3]},
            "too many": {"n": [3_000_000, 10, 10]},
        },
    ),
    "table_one": Call(
        people,
        empty=("data",),
        malformed={
            "no such column": {"by": "ward"},
            "a column that is not there": {"columns": ["height"]},
            "one group": {"data": {"arm": ["a", "a"], "age": [1, 2]}},
            "a strange group": {"groups": ["a", "c"]},
            "shorter": {"data": {"arm": ["a", "b"], "age": [1]}},
            "an endless number": {"data": {"arm": ["a", "b"], "age": [1.0, float("inf")]}},
            "people without a group": {"missing": "refuse"},
            "one word": {"columns": "age"},
        },
    ),
    "standardised_mean_difference": Call(
        lambda: {
            "mean": 27.4,
            "sd": 2.3,
            "n": 100,
            "reference_mean": 26.8,
            "reference_sd": 2.1,
            "reference_n": 100,
        },
        empty=("mean", "n"),
        malformed=LEVEL | {"negative": {"sd": -1}, "one person": {"n": 1}},
    ),
    "standardised_share_difference": Call(
        lambda: {"share": 0.5, "n": 100, "reference_share": 0.55, "reference_n": 100},
        empty=("share", "n"),
        malformed=LEVEL | {"per cent": {"share": 50}, "nobody": {"n": 0}},
    ),
    "two_means": Call(numbers, empty=("outcome", "group"), malformed=SAMPLES | LEVEL),
    "two_means_from_summary": Call(
        lambda: {
            "mean": 27.4,
            "sd": 2.3,
            "n": 100,
            "reference_mean": 26.8,
            "reference_sd": 2.1,
            "reference_n": 100,
        },
        empty=("mean", "n"),
        malformed=LEVEL | {"negative": {"sd": -1}, "one person": {"n": 1}},
    ),
    "mann_whitney": Call(numbers, empty=("outcome", "group"), malformed=SAMPLES | LEVEL),
    "permutation_test": Call(
        numbers,
        empty=("outcome", "group"),
        malformed=SAMPLES
        | LEVEL
        | {
            "sides": {"two_sided": "both"},
            "few draws": {"resamples": 5},
            "chance without a seed": {
                "outcome": [i**0.5 for i in range(60)],
                "group": ["a", "b"] * 30,
            },
            "no seed": {
                "outcome": [i**0.5 for i in range(60)],
                "group": ["a", "b"] * 30,
                "rng": -1,
            },
        },
    ),
    "mcnemar": Call(
        lambda: {"both": 59, "gained": 16, "lost": 6, "neither": 80},
        empty=("both",),
        malformed=LEVEL
        | {
            "negative": {"lost": -1},
            "nobody": {"both": 0, "gained": 0, "lost": 0, "neither": 0},
            "another p": {"p": "best"},
        },
    ),
    "compare_paired": Call(
        lambda: {
            "first": ["no", "no", "yes", None],
            "second": ["yes", "no", "yes", "no"],
            "event": "yes",
            "missing": "drop",
        },
        empty=("first", "second"),
        malformed={
            "missing": {"missing": "refuse"},
            "no such answer": {"event": "maybe"},
            "shorter": {"second": ["yes"]},
            "no pair": {"first": [None, None, None, "yes"], "second": ["yes", "no", "yes", None]},
            "another p": {"p": "best"},
        },
    ),
    "wilcoxon": Call(
        pairs, empty=("first", "second"), malformed=PAIRS | LEVEL | {"zeros": {"zeros": "keep"}}
    ),
    "sign_flip": Call(
        lambda: {**pairs(), "rng": 1},
        empty=("first", "second"),
        malformed=PAIRS
        | LEVEL
        | {
            "one pair": {"first": [1], "second": [2]},
            "chance without a seed": {
                "first": [0] * 30,
                "second": [(i + 1) ** 0.5 for i in range(30)],
                "rng": None,
            },
            "few draws": {
                "first": [0] * 30,
                "second": [(i + 1) ** 0.5 for i in range(30)],
                "resamples": 3,
            },
        },
    ),
    "trend": Call(
        lambda: {"events": [83, 90, 129, 70], "n": [86, 93, 136, 82]},
        empty=("events", "n"),
        malformed=LEVEL
        | {
            "one group": {"events": [1], "n": [2]},
            "more events": {"events": [90, 90, 129, 70]},
            "shorter scores": {"scores": [1, 2]},
            "scores alike": {"scores": [1, 1, 1, 1]},
            "missing": {"events": [None, 90, 129, 70]},
        },
    ),
    "rate_ratio": Call(
        lambda: {"events": 11, "exposure": 800, "reference_events": 21, "reference_exposure": 3011},
        empty=("events", "exposure"),
        malformed=LEVEL | {"no time": {"exposure": 0}, "half an event": {"events": 1.5}},
    ),
    "mantel_haenszel": Call(
        lambda: {"tables": [[[10, 20], [5, 25]], [[30, 10], [20, 20]]]},
        empty=("tables",),
        malformed=LEVEL
        | {
            "one table": {"tables": [[10, 20], [5, 25]]},
            "ragged": {"tables": [[[1, 2], [3]]]},
            "negative": {"tables": [[[1, -2], [3, 4]]]},
            "nobody": {"tables": [[[0, 0], [0, 0]]]},
            "names": {"names": ["one"]},
        },
    ),
    "ancova": Call(
        lambda: {**adjusting(), "outcome": [5.0, 6, 7, 9, 4, 5, 5, 7, 6, None]},
        empty=("outcome", "group"),
        malformed=ADJUSTED
        | LEVEL
        | {
            "words": {"outcome": [*"abcdefghij"]},
            "one person alone": {"adjust": {"year": [*"1112222223"]}},
        },
    ),
    "logistic": Call(
        lambda: {**adjusting(), "outcome": ANSWERS, "event": "yes"},
        empty=("outcome", "group"),
        malformed=ADJUSTED | LEVEL | {"no such answer": {"event": "maybe"}},
    ),
    "standardised_risk_difference": Call(
        lambda: {
            **adjusting(),
            "outcome": ANSWERS,
            "event": "yes",
            "interval": Bootstrap(rng=1, replicates=40),
        },
        empty=("outcome", "group"),
        malformed=ADJUSTED
        | LEVEL
        | {"no such answer": {"event": "maybe"}, "an interval": {"interval": "bootstrap"}},
    ),
    "linear_model": Call(
        lambda: {**modelled(), "term": "arm[T.b]"}, empty=("data", "formula"), malformed=MODELLED
    ),
    "mixed_model": Call(
        lambda: {**modelled(), "term": "arm[T.b]", "cluster": "school"},
        empty=("data", "formula"),
        malformed=MODELLED | {"no such cluster": {"cluster": "ward"}},
    ),
}
