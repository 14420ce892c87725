"""Several tables of the same people in one release: what they tell together is what the audit says they tell."""

import io
import json
import subprocess
import sys
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groundswell.analysis.disclose import FORMAL, NETWORK, Period, Refused, one_way, release_margins
from groundswell.analysis.disclose.__main__ import work_out

from .brute import published_alike

YEAR = Period.of("2026-01-01", "2026-12-31")
MOST = 30
profile = settings.get_profile(settings.get_current_profile_name())
quick = settings(max_examples=max(6, profile.max_examples // 20), derandomize=True, deadline=None)


@st.composite
def margins(draw):
    """Two tables of the same few people."""
    n = draw(st.integers(0, 24))
    made = []
    for number, size in enumerate((2, 3)):
        cuts = sorted(draw(st.lists(st.integers(0, n), min_size=size - 1, max_size=size - 1)))
        counts = [b - a for a, b in zip([0, *cuts], [*cuts, n], strict=True)]
        made.append(one_way(counts, (f"by {number}", "abc"[:size]), title=str(number)))
    return made


def lines_that_fit(figures, policy):
    """Every line of counts that would have been printed as this table is, by how many there are in all."""
    import numpy as np

    size = len(figures.shape.rows.labels)
    found: dict[int, list[tuple[int, ...]]] = {}
    for line in product(range(MOST + 1), repeat=size):
        if sum(line) > MOST:
            continue
        counts = np.array([*line, sum(line)])
        cells = [figures[row, None] for row in range(size)] + [figures[None, None]]
        if all(published_alike(c, n, policy) for c, n in zip(cells, counts, strict=True)):
            found.setdefault(sum(line), []).append(line)
    return found


@pytest.mark.parametrize("policy", [NETWORK, FORMAL], ids=lambda p: p.name)
@quick
@given(tables=margins())
def test_tables_of_the_same_people_give_no_small_count_away_together(policy, tables):
    made, known = release_margins(tables, policy, name="Year", period=YEAR)
    assert made.audit.is_safe
    shown = [figures for figures in made.figures if figures.withheld is None]
    fitting = [lines_that_fit(figures, policy) for figures in shown]
    totals = set.intersection(*(set(one) for one in fitting)) if fitting else set()
    for figures, lines in zip(shown, fitting, strict=True):
        for row in range(len(figures.shape.rows.labels)):
            could_be = {line[row] for n in totals for line in lines[n]}
            low, high = min(could_be), max(could_be)
            if figures[row, None].mark == "exact":
                continue
            if low < policy.minimum:
                assert high - low >= policy.width
            said = [k for k in known if k.title == figures.shape.title and k.row == row]
            if said and said[0].high is not None and said[0].high < MOST - 4:
                assert (said[0].low, said[0].high) == (low, high)


def test_a_second_table_cannot_undo_the_rounding_of_the_first():
    """Five twos print as 0 each, so at most 10 in all; 8 to 12 print as 10. Together they leave little open."""
    tables = [
        one_way([2, 2, 2, 2, 2], ("a", "vwxyz"), title="low"),
        one_way([10], ("b", "v"), title="one"),
    ]
    made, _known = release_margins(tables, FORMAL, name="Year", period=YEAR)
    assert made.audit.is_safe


def test_tables_of_other_people_or_by_two_attributes_are_refused():
    with pytest.raises(ValueError, match="same people"):
        release_margins([], NETWORK, name="Year", period=YEAR)
    two = [one_way([5, 6], ("a", "xy"), title="a"), one_way([9, 9], ("b", "xy"), title="b")]
    with pytest.raises(ValueError, match="same people"):
        release_margins(two, NETWORK, name="Year", period=YEAR)


def asked(**more):
    tables = [{"title": "what", "by": "what", "labels": ["a", "b"], "counts": [30, 2]}]
    days = {"first": "2026-01-01", "last": "2026-12-31", "name": "Year", "seconds": 30}
    return {"policy": "network", "tables": tables, "earlier": [], **days, **more}


def test_the_program_says_why_it_refuses():
    first = work_out(asked())
    again = work_out(asked(name="Other", earlier=[first]))
    assert again["refused"][0] == "overlap"
    with pytest.raises(Refused):
        release_margins(
            [one_way([9], ("a", "x"), title="a")],
            FORMAL,
            name="x",
            period=Period.of("2026-01-01", "2026-03-31"),
        )


def test_the_program_prints_the_release_and_nothing_else_to_its_output():
    done = subprocess.run(
        [sys.executable, "-m", "groundswell.analysis.disclose"],
        input=json.dumps(asked()), capture_output=True, text=True, check=True,
    )  # fmt: skip
    found = json.load(io.StringIO(done.stdout))
    assert found["is_safe"]
    assert found["known"] == [["what", 0, 28, 32], ["what", 1, 0, 4]]
