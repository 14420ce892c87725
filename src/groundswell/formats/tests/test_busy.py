"""Stretches of busy time put together."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from groundswell.formats.timetable import Busy, merge_busy

MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2024, 2, 1)).map(
    lambda when: when.replace(tzinfo=UTC)
)
SPANS = st.builds(
    lambda start, minutes, whole: Busy(start, start + timedelta(minutes=minutes), whole),
    MOMENTS,
    st.integers(0, 3000),
    st.booleans(),
)


@given(st.lists(SPANS, max_size=20))
def test_merging_covers_the_same_moments_without_overlap(spans):
    merged = merge_busy(spans)
    assert all(one.end < after.start for one, after in pairwise(merged))
    edges = {edge for one in spans for edge in (one.start, one.end)}
    for moment in edges:
        assert any(s.start <= moment < s.end for s in spans) == any(
            s.start <= moment < s.end for s in merged
        )
    assert merge_busy(merged) == merged
    assert merge_busy(reversed(spans)) == merged


def test_a_lecture_inside_a_placement_leaves_the_day_whole_and_one_beside_it_does_not():
    day = Busy(datetime(2024, 5, 1, tzinfo=UTC), datetime(2024, 5, 2, tzinfo=UTC), all_day=True)
    inside = Busy(day.start + timedelta(hours=9), day.start + timedelta(hours=10))
    beside = Busy(day.end, day.end + timedelta(hours=1))
    assert merge_busy([inside, day]) == [day]
    assert merge_busy([day, beside]) == [Busy(day.start, beside.end, all_day=False)]
