"""Codes together: against looking at every pair of segments, and by chunks."""

from collections import Counter
from itertools import combinations
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groundswell.analysis import qualitative
from groundswell.analysis.qualitative import CooccurrenceCounts, merge

cooccurrence: Any = qualitative.cooccurrence
code_matrix: Any = qualitative.code_matrix

segment = st.tuples(
    st.integers(0, 3), st.integers(0, 4), st.integers(0, 30), st.integers(1, 12)
).map(lambda one: (one[0], one[1], one[2], one[2] + one[3]))
segments = st.lists(segment, min_size=1, max_size=25)


def columns(rows):
    return [list(one) for one in zip(*rows, strict=True)]


def by_every_pair(rows):
    counts = Counter((c, c) for _, c, _, _ in rows)
    for (d, c, s, e), (d2, c2, s2, e2) in combinations(rows, 2):
        if d == d2 and c != c2 and s < e2 and s2 < e:
            counts[c, c2] += 1
            counts[c2, c] += 1
    return counts


def joined(rows):
    made = []
    for d, c in {(d, c) for d, c, _, _ in rows}:
        spans = [(s, e) for d2, c2, s, e in rows if (d2, c2) == (d, c)]
        made += [(d, c, s, e) for s, e in merge(spans, touching=False)]
    return made


@given(segments, st.booleans())
@settings(max_examples=80, deadline=None)
def test_overlaps_are_what_looking_at_every_pair_of_segments_gives(rows, once):
    made = cooccurrence(*columns(rows), once=once)
    kept = joined(rows) if once else rows
    expected = by_every_pair(kept)
    assert made.n == len(kept)
    for one in made.codes:
        for other in made.codes:
            if one != other or once:
                assert made.count(one, other) == expected[one, other]
        assert made.count(one, one) == sum(c == one for _, c, _, _ in kept)


@given(segments)
@settings(max_examples=60, deadline=None)
def test_documents_are_what_sets_give(rows):
    made = cooccurrence(*columns(rows), by="document")
    sets = [{c for d, c, _, _ in rows if d == document} for document in range(4)]
    for one in made.codes:
        for other in made.codes:
            assert made.count(one, other) == sum({one, other} <= found for found in sets)
    assert made.n == sum(map(bool, sets))


@given(segments, st.sampled_from(["overlap", "document"]))
@settings(max_examples=60, deadline=None)
def test_chunks_of_whole_documents_in_any_order_give_the_same(rows, by):
    whole = cooccurrence(*columns(rows), by=by)
    counts = CooccurrenceCounts(by=by)
    for document in {d for d, _, _, _ in rows}:
        part = CooccurrenceCounts(by=by).add(*columns([r for r in rows if r[0] == document]))
        counts = part + counts
    made: Any = counts.result()
    assert made == whole
    assert made.codes == whole.codes
    assert made.counts.tolist() == whole.counts.tolist()


def test_names_numbers_and_far_numbers_are_the_same_codes():
    starts, ends, documents = [0, 2, 4], [3, 5, 9], [7, 7, 7]
    for codes in (["a", "b", "c"], [1, 2, 3], [1, 2, 9_999_999_999], np.array([4, 8, 9])):
        made = cooccurrence(documents, codes, starts, ends)
        assert made.counts.tolist() == [[1, 1, 0], [1, 1, 1], [0, 1, 1]]
    far = cooccurrence([10**9, 1, 1], ["a", "b", "a"], starts, ends)
    assert far.count("a", "b") == 1


def test_many_nested_segments_and_many_documents_are_counted():
    rng = np.random.default_rng(0)
    rows = [(d, c, s, s + w) for d, c, s, w in zip(
        rng.integers(0, 300, 900).tolist(), rng.integers(0, 9, 900).tolist(),
        rng.integers(0, 50, 900).tolist(), rng.integers(1, 99_999, 900).tolist(), strict=True,
    )]  # fmt: skip
    made = cooccurrence(*columns(rows), once=False)
    expected = by_every_pair(rows)
    assert all(made.count(a, b) == expected[a, b] for a, b in combinations(range(9), 2))
    by_document = cooccurrence(*columns(rows), by="document")
    sets = [{c for d, c, _, _ in rows if d == document} for document in range(300)]
    assert by_document.count(0, 8) == sum({0, 8} <= found for found in sets)


def test_a_code_of_the_codebook_that_was_never_used_stands_there_with_nought():
    made = cooccurrence(["d"], ["b"], [0], [1], codebook=["a", "b"])
    assert made.codes == ("a", "b")
    assert made.counts.tolist() == [[0, 0], [0, 1]]
    assert made.sentence().startswith("0 of 1 pairs")
    assert made.tables()[0].rows == ()
    with pytest.raises(ValueError, match="not one of the codes"):
        made.count("a", "z")


def test_a_document_spread_over_chunks_is_refused():
    counts = CooccurrenceCounts().add(["d"], ["a"], [0], [5])
    with pytest.raises(ValueError, match="in one chunk as a whole"):
        counts.add(["d"], ["b"], [0], [5])
    with pytest.raises(ValueError, match="in both counts"):
        counts + CooccurrenceCounts().add(["d"], ["b"], [0], [5])
    with pytest.raises(ValueError, match="one kind"):
        counts + CooccurrenceCounts(by="document")


def test_the_most_frequent_pairs_are_told():
    made = cooccurrence(["d", "d", "e"], ["a", "b", "a"], by="document")
    assert made.tables()[0].rows == (("a", "b", 1, 2, 1, 0.5),)
    assert "1 of 1 pairs of codes occur together in one document" in made.sentence()


def test_the_matrix_counts_documents_once_and_knows_those_without_a_code():
    attribute = {"d1": "student", "d2": "staff", "d3": "staff", "d4": None}
    given_ = {"documents": ["d1", "d1", "d2", "d4"], "codes": ["a", "a", "b", "b"]}
    made = code_matrix(**given_, attribute=attribute, missing="drop")
    assert (made.n, made.n_missing) == (3, 1)
    assert made.documents_by_value == (2, 1)
    assert made.counts.tolist() == [[0, 1], [1, 0]]
    assert made.estimate == pytest.approx(2 / 3)
    assert made.tables()[0].rows == (("a", 0, 0.0, 1, 1.0), ("b", 1, 0.5, 0, 0.0))
    segments_ = code_matrix(**given_, attribute=attribute, missing="drop", unit="segments")
    assert segments_.counts.tolist() == [[0, 2], [1, 0]]
    assert segments_.tables()[0].headings == ("Code", "staff (of 2)", "student (of 1)")
    nobody = code_matrix(["d"], ["a"], attribute={"d": None}, missing="drop", values=["x"])
    assert "no document" in nobody.reason


@given(segments)
@settings(max_examples=40, deadline=None)
def test_the_matrix_adds_up(rows):
    documents, codes, _, _ = columns(rows)
    attribute = {document: document % 2 for document in range(4)}
    made = code_matrix(documents, codes, attribute=attribute, unit="segments")
    assert made.counts.sum() == len(rows)
    once = code_matrix(documents, codes, attribute=attribute)
    assert once.counts.sum() == len(set(zip(documents, codes, strict=True)))
    assert (once.counts <= np.array(once.documents_by_value)).all()
