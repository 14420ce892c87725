"""Saturation and the codebook over time."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groundswell.analysis import qualitative
from groundswell.analysis.qualitative import CodeEntry

saturation: Any = qualitative.saturation
codebook_change: Any = qualitative.codebook_change


def with_new(*new):
    """Make documents that bring so many new codes, one after the other."""
    made, used = [], 0
    for count in new:
        made.append(list(range(used, used + count)))
        used += count
    return made


def test_the_rule_is_new_codes_of_a_run_over_the_codes_of_the_base():
    # 37 codes in a base of four; runs of two bring 3, 2 and 1 of them: 8 %, 5.4 %, 2.7 %
    made = saturation(with_new(20, 9, 5, 3, 2, 1, 1, 0))
    assert (made.base_codes, made.notation, made.estimate) == (37, "6+2", 6)
    assert [run[:3] for run in made.runs] == [(5, 6, 3), (6, 7, 2), (7, 8, 1)]
    assert made.runs[1][3] == pytest.approx(2 / 37)
    assert made.cumulative[-1] == made.n_codes == 41


def test_runs_that_do_not_overlap_end_the_same_or_later():
    documents = with_new(20, 0, 0, 0, 2, 0, 0, 2)
    assert saturation(documents).notation == "5+2"
    assert saturation(documents, step=2).reason == "every run brought more than that."


def test_base_run_and_threshold_can_be_set():
    documents = with_new(10, 10, 1, 0, 0, 0)
    assert saturation(documents, base_size=2).notation == "2+2"
    assert saturation(documents, base_size=2, threshold=0).notation == "3+2"
    assert saturation(documents, base_size=2, threshold=0, run_length=3).notation == "3+3"


def test_what_was_not_reached_says_why():
    assert "every run" in saturation(with_new(1, 1, 1, 1, 1, 1)).sentence()
    assert "takes 6 documents" in saturation(with_new(1, 1)).sentence()
    assert "no codes" in saturation([[]] * 8).sentence()


documents = st.lists(st.lists(st.integers(0, 12), max_size=6), min_size=1, max_size=14)


@given(documents, st.integers(1, 4), st.integers(1, 3), st.integers(1, 2))
@settings(max_examples=100, deadline=None)
def test_it_is_what_reading_the_documents_one_by_one_gives(listed, base_size, run, step):
    made = saturation(listed, base_size=base_size, run_length=run, step=step)
    seen: set[int] = set()
    new = []
    for codes in listed:
        new.append(len(set(codes) - seen))
        seen |= set(codes)
    base = sum(new[:base_size])
    starts = range(base_size, len(listed) - run + 1, step)
    reached = [at for at in starts if base and sum(new[at : at + run]) / base <= 0.05 + 1e-12]
    assert made.new_codes == tuple(new)
    assert made.estimate == (reached[0] if reached else None)


def test_other_orders_are_drawn_by_the_seed_and_told():
    listed = [["a", "b"], ["a"], ["b"], ["a"], ["c"], ["a"], ["b"], ["a"], ["a"], ["b"]]
    made = saturation(listed, rng=3, orders=500)
    assert made == saturation(listed, rng=3, orders=500)
    assert 0 < made.reached_in_orders <= 1
    assert made.low_over_orders <= made.median_over_orders <= made.high_over_orders
    assert (made.seed, made.orders) == (3, 500)
    assert "Of 500 other orders" in made.sentence()
    never = saturation(with_new(*[1] * 8), rng=np.random.default_rng(1), orders=20)
    assert (never.reached_in_orders, never.median_over_orders, never.seed) == (0, None, None)


def test_orders_agree_with_putting_the_documents_in_that_order():
    listed = with_new(3, 0, 2, 0, 1, 0, 0)
    rng = np.random.default_rng(11)
    orders = rng.permuted(np.tile(np.arange(7), (300, 1)), axis=1)
    reached = []
    for places in orders:
        made = saturation([listed[i] for i in np.argsort(places)], base_size=2)
        reached.append(made.estimate)
    found = saturation(listed, base_size=2, orders=300, rng=11)
    there = [one for one in reached if one is not None]
    assert found.reached_in_orders == pytest.approx(len(there) / 300)
    assert found.median_over_orders == np.median(there)


FIRST = {
    1: CodeEntry("Voice", "Speaking up"),
    2: CodeEntry("Risk"),
    3: CodeEntry("Allies"),
    4: CodeEntry("Old"),
}
SECOND = {
    1: CodeEntry("Voice", "Speaking up, or not daring to"),
    2: CodeEntry("Fear", parent="1"),
    3: CodeEntry("Allies"),
    5: CodeEntry("Humour"),
}


def test_each_change_of_a_code_is_named():
    made = codebook_change({"May": FIRST, "June": SECOND})
    assert sorted((name, kind) for _, name, kind, _ in made.changes) == [
        ("Fear", "moved"),
        ("Fear", "renamed"),
        ("Humour", "added"),
        ("Old", "removed"),
        ("Voice", "defined anew"),
    ]
    assert ("June", "Fear", "moved", "from the top to Voice") in made.changes
    assert (made.estimate, made.n, made.unchanged_since_first) == (0.2, 5, 1)
    assert made.lines[0].stability is None
    line = made.lines[1]
    assert (line.codes, line.added, line.removed, line.renamed, line.moved) == (4, 1, 1, 1, 1)


def test_a_codebook_that_did_not_change_is_whole():
    made = codebook_change({"1": FIRST, "2": dict(FIRST)})
    assert (made.estimate, made.changes) == (1.0, ())
    assert "no codes" in codebook_change({"1": {}, "2": {}}).reason


entries = st.dictionaries(
    st.integers(0, 6), st.builds(CodeEntry, st.sampled_from("ab"), st.sampled_from("xy"))
)


@given(entries, entries)
def test_codes_are_unchanged_changed_added_or_removed(before, after):
    made = codebook_change({"1": before, "2": after})
    line = made.lines[1]
    changed = sum(before[mark] != after[mark] for mark in before.keys() & after.keys())
    assert line.codes == line.unchanged + changed + line.added
    assert len(before) == line.unchanged + changed + line.removed
    back = codebook_change({"2": after, "1": before}).lines[1]
    assert (back.added, back.removed, back.unchanged) == (line.removed, line.added, line.unchanged)
