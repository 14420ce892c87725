"""The columns both sides are given: made with NumPy alone, alike in every process."""

from typing import Any

import numpy as np

SEED = 2026
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def ratings(units: int, coders: int, categories: int, gone: float) -> Any:
    """Category numbers from 0, units in rows, -1 where missing, each coder's together in memory."""
    rng = np.random.default_rng(SEED)
    truth = rng.integers(0, categories, units, dtype=np.int8)
    made = np.empty((units, coders), np.int8, order="F")
    for coder in range(coders):
        guess = rng.integers(0, categories, units, dtype=np.int8)
        made[:, coder] = np.where(rng.random(units) < 0.6, truth, guess)
        made[rng.random(units) < gone, coder] = -1
    return made


def as_floats(codes: Any) -> Any:
    """The same as numbers from 1 with NaN where missing."""
    made = codes.astype(np.float64) + 1
    made[made == 0] = np.nan
    return made


def flags(units: int = 50_000, codes: int = 200) -> tuple[Any, Any]:
    """Which units two coders gave which codes."""
    rng = np.random.default_rng(SEED)
    shares = rng.uniform(0.01, 0.3, codes)
    first = rng.random((units, codes), np.float32) < shares
    second = first ^ (rng.random((units, codes), np.float32) < 0.03)
    return first, second


def survey(rows: int = 100_000) -> dict[str, Any]:
    """Two arms, ten numbers and ten categories of two to eleven, two in a hundred missing among the numbers.

    Words that are alike are one object, as a reader of CSV makes them.
    """
    rng = np.random.default_rng(SEED)
    made: dict[str, Any] = {
        "arm": np.array(["control", "treated"], object)[rng.integers(0, 2, rows)]
    }
    for index in range(10):
        column = rng.normal(50 + index, 10, rows)
        column[rng.random(rows) < 0.02] = np.nan
        made[f"number {index}"] = column
    for index in range(10):
        labels = np.array([f"{LETTERS[k]} of {index}" for k in range(index + 2)], object)
        made[f"category {index}"] = labels[rng.integers(0, index + 2, rows)]
    return made


def answers(kind: type, people: int = 1_000_000, items: int = 20) -> Any:
    """Answers from 1 to 5, people in rows, as whole numbers or as floats."""
    rng = np.random.default_rng(SEED)
    leaning = rng.normal(3, 0.7, people)
    made = np.empty((people, items), kind)
    for item in range(items):
        made[:, item] = np.clip(np.rint(leaning + rng.normal(0, 1, people)), 1, 5)
    return made


def arms(kind: str, each: int) -> tuple[Any, Any]:
    """An outcome and who was in which arm: yes or no, answers of 1 to 5, or numbers."""
    rng = np.random.default_rng(SEED)
    group = np.repeat(["after", "before"], each)
    shift = (group == "after") * 0.25
    if kind == "binary":
        return (rng.random(2 * each) < 0.4 + 0.4 * shift).astype(np.float64), group
    values = rng.normal(3 + shift, 1)
    return (values if kind == "numeric" else np.clip(np.rint(values), 1, 5)), group


def counts(tables: int = 20_000) -> Any:
    """Events and people of two groups, one column a comparison."""
    rng = np.random.default_rng(SEED)
    n1, n2 = rng.integers(20, 400, (2, tables))
    return np.array([rng.binomial(n1, 0.3), n1, rng.binomial(n2, 0.35), n2])


def spans(many: int = 100_000, documents: int = 2_000, codes: int = 500) -> dict[str, Any]:
    """Coded segments of documents of 20,000 characters."""
    rng = np.random.default_rng(SEED)
    start = rng.integers(0, 20_000, many)
    return {
        "document": rng.integers(0, documents, many),
        "code": rng.integers(0, codes, many),
        "start": start,
        "end": start + rng.integers(20, 400, many),
    }


def cuts(coders: int = 3, segments: int = 300, codes: int = 20) -> tuple[Any, int]:
    """Segments of each coder, some of them alike, none overlapping, and the length of the text."""
    rng = np.random.default_rng(SEED)
    edges = np.cumsum(rng.integers(8, 120, 2 * segments))
    names = rng.integers(0, codes, segments)
    made = {}
    for coder in range(coders):
        own = edges + rng.integers(-3, 4, edges.size)
        said = np.where(rng.random(segments) < 0.7, names, rng.integers(0, codes, segments))
        whole = zip(said.tolist(), own[::2].tolist(), own[1::2].tolist(), strict=True)
        made[f"coder {coder}"] = [(f"code {code}", max(a, 0), b) for code, a, b in whole]
    return made, int(edges[-1]) + 100
