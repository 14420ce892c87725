"""Span algebra against counting codepoint by codepoint."""

import subprocess
import sys
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groundswell.analysis.qualitative import (
    Edit,
    clip,
    covered,
    edits_between,
    intersect,
    merge,
    reanchor,
    subtract,
)

LENGTH = 24
span = st.tuples(st.integers(0, LENGTH - 1), st.integers(1, 10)).map(
    lambda one: (one[0], min(LENGTH, one[0] + one[1]))
)
spans = st.lists(span, max_size=6)


def points(some):
    return {place for start, end in some for place in range(start, end)}


def runs(places):
    made: list[tuple[int, int]] = []
    for place in sorted(places):
        if made and made[-1][1] == place:
            made[-1] = (made[-1][0], place + 1)
        else:
            made.append((place, place + 1))
    return made


@given(spans, spans)
def test_the_algebra_is_that_of_sets_of_codepoints(first, second):
    assert merge(first) == runs(points(first))
    assert intersect(first, second) == sorted(intersect(second, first))
    assert points(intersect(first, second)) == points(first) & points(second)
    assert points(subtract(first, second)) == points(first) - points(second)
    assert covered(first) == len(points(first))
    for made in (merge(first), intersect(first, second), subtract(first, second)):
        assert all(a.end <= b.start for a, b in pairwise(made))


@given(spans, span)
def test_clipping_keeps_each_span_apart_and_in_place(first, window):
    expected = [runs(points([one]) & points([window])) for one in first]
    assert clip(first, *window) == [one for some in expected for one in some]


def test_spans_that_touch_are_joined_unless_they_should_not_be():
    assert merge([(0, 3), (3, 5)]) == [(0, 5)]
    assert merge([(0, 3), (3, 5)], touching=False) == [(0, 3), (3, 5)]


@st.composite
def edits(draw):
    """Edits in order that neither overlap nor begin at one place."""
    made: list[Edit] = []
    at = 0
    while at <= LENGTH and len(made) < 5:
        start = draw(st.integers(at, LENGTH))
        if made and start == made[-1].start:
            break
        end = draw(st.integers(start, min(LENGTH, start + 6)))
        made.append(Edit(start, end, draw(st.integers(0, 4)), draw(st.booleans())))
        at = end
    return made


def by_hand(start, end, changes):
    """Follow every codepoint of the old text into the new one."""
    cut = [e for e in changes if e.gap]
    left = [p for p in range(start, end) if not any(e.start <= p < e.end for e in cut)]
    if not left:
        return None
    start, end = left[0], left[-1] + 1
    mine, at, old = [], 0, 0
    for edit in [*changes, Edit(LENGTH, LENGTH, 0)]:
        while old < edit.start:
            mine += [at] if start <= old < end else []
            at, old = at + 1, old + 1
        replaced = range(edit.start, edit.end)
        touched = (
            any(start <= p < end for p in replaced)
            if replaced
            else start < edit.start < end
        )  # fmt: skip
        mine += range(at, at + edit.length) if touched and not edit.gap else []
        at, old = at + edit.length, edit.end
    return (min(mine), max(mine) + 1) if mine else None


@given(spans, edits())
@settings(max_examples=250)
def test_spans_stay_on_their_words_as_if_every_codepoint_were_followed(some, changes):
    assert reanchor(some, reversed(changes)) == [by_hand(a, b, changes) for a, b in some]


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (Edit(0, 3, 5), (12, 22)),  # before: it moves
        (Edit(25, 30, 0), (10, 20)),  # behind: it stays
        (Edit(10, 10, 4), (14, 24)),  # inserted at its start: outside
        (Edit(20, 20, 4), (10, 20)),  # inserted at its end: outside
        (Edit(15, 15, 4), (10, 24)),  # inserted within: inside
        (Edit(10, 20, 3), (10, 13)),  # corrected as a whole
        (Edit(8, 12, 6), (8, 22)),  # a correction that touches it is taken in
        (Edit(8, 12, 6, gap=True), (14, 22)),  # the mark of a gap is not
        (Edit(18, 25, 6, gap=True), (10, 18)),
        (Edit(9, 21, 6, gap=True), None),
        (Edit(12, 15, 6, gap=True), (10, 23)),  # goes on on both sides
        (Edit(10, 20, 0), None),
    ],
)
def test_one_edit_moves_one_span_as_the_page_says(edit, expected):
    assert reanchor([(10, 20)], [edit]) == [expected]


def test_the_mark_of_a_gap_behind_a_correction_that_took_the_start_is_not_taken_in():
    # found by following every codepoint: of (16, 23) only the last word is left, behind the mark
    taken = [Edit(16, 20, 0), Edit(20, 22, 1, gap=True)]
    assert reanchor([(16, 23)], taken) == [(17, 18)]
    assert reanchor([(16, 23)], [Edit(16, 22, 0), Edit(22, 22, 1, gap=True)]) == [(17, 18)]


text = st.text("ab \n.é😀", max_size=30)


@given(text, text)
def test_edits_between_two_texts_lead_from_one_to_the_other(old, new):
    made, at_old, at_new = "", 0, 0
    for edit in edits_between(old, new):
        kept = edit.start - at_old
        assert old[at_old : edit.start] == new[at_new : at_new + kept]
        at_new += kept
        made += old[at_old : edit.start] + new[at_new : at_new + edit.length]
        at_new, at_old = at_new + edit.length, edit.end
    assert made + old[at_old:] == new


def test_positions_are_codepoints_whatever_the_signs():
    old, new = "Sie sagte 👩🏾‍⚕️ leise: nein.", "Sie sagte 👩🏾‍⚕️ ganz leise: nein."
    start = old.index("leise")
    (moved,) = reanchor([(start, start + 5)], edits_between(old, new))
    assert moved is not None
    assert new[moved.start : moved.end] == "leise"


def test_texts_that_differ_in_very_many_words_are_one_edit():
    old, new = " ".join(map(str, range(1500))), " ".join(map(str, range(5000, 6500)))
    assert edits_between(old, new) == [Edit(0, len(old), len(new))]


def test_a_page_that_moves_spans_loads_no_numpy():
    program = (
        "import sys; from groundswell.analysis.qualitative import merge; merge([(0, 1)]);"
        "print('numpy' in sys.modules)"
    )
    done = subprocess.run(  # noqa: S603 - our own program text
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"
