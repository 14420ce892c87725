"""What has been released stays, and nothing is released that can be taken from it."""

import json

import pytest

from groundswell.analysis.disclose import (
    FORMAL,
    NETWORK,
    Period,
    Refused,
    one_way,
    protect,
    read_release,
    release,
    two_way,
)
from groundswell.analysis.disclose.period import slices

SPRING, SUMMER = Period.of("2026-01-01", "2026-06-30"), Period.of("2026-07-01", "2026-12-31")
KINDS = ("Kind", ["a", "b", "c"])


def kinds(*counts, title="By kind", **more):
    return one_way(counts, KINDS, title=title, **more)


def first(policy=NETWORK):
    return release([kinds(20, 3, 30)], policy, name="Spring", period=SPRING)


def test_the_next_half_year_follows_with_the_same_cells():
    after = release([kinds(11, 12, 30)], NETWORK, name="Summer", period=SUMMER, earlier=[first()])
    assert after.audit.is_safe
    assert after.figures[0].shape.period == SUMMER
    assert "By kind" in after.to_text()


@pytest.mark.parametrize(
    "days",
    [("2026-01-01", "2026-07-31"), ("2026-06-30", "2026-12-31"), ("2025-01-01", "2027-01-01")],
)
def test_days_that_were_covered_are_not_covered_again(days):
    with pytest.raises(Refused, match="overlaps with the release “Spring”") as refused:
        release(
            [kinds(20, 9, 30)], NETWORK, name="More", period=Period.of(*days), earlier=[first()]
        )
    assert refused.value.message.key == "overlap"


def test_a_release_is_locked():
    with pytest.raises(Refused, match="locked"):
        release([kinds(20, 9, 30)], NETWORK, name="Spring", period=SUMMER, earlier=[first()])
    with pytest.raises(AttributeError):
        first().name = "Other"


def test_a_formal_release_covers_half_a_year_and_a_page_of_a_network_a_quarter():
    quarter = Period.of("2026-01-01", "2026-03-31")
    assert release([kinds(20, 9, 30)], NETWORK, name="Q1", period=quarter).figures
    with pytest.raises(Refused, match="at least 6 months"):
        release([kinds(20, 9, 30)], FORMAL, name="Q1", period=quarter)
    assert Period.of("2025-08-31", "2026-02-28").covers_months(6)
    assert not Period.of("2026-01-01", "2026-06-29").covers_months(6)


@pytest.mark.parametrize(
    "other",
    [
        one_way([20, 9], ("Kind", ["a", "b"]), title="By kind"),
        kinds(20, 9, 30, filters={"Sex": "female"}),
        two_way([[9, 9], [9, 9], [9, 9]], KINDS, ("Year", ["1", "2"]), title="By kind"),
    ],
)
def test_a_table_that_comes_back_with_other_cells_is_refused_unless_it_had_lost_its_columns(other):
    if other.shape.columns:
        assert release([other], NETWORK, name="Summer", period=SUMMER, earlier=[first()]).figures
        return
    with pytest.raises(Refused, match="other rows, columns or filters"):
        release([other], NETWORK, name="Summer", period=SUMMER, earlier=[first()])


def test_tables_of_one_release_are_checked_together():
    women = kinds(18, 15, 29, title="Women", filters={"Sex": "female"})
    made = release([kinds(20, 30, 30), women], NETWORK, name="Spring", period=SPRING)
    assert made.audit.is_safe
    assert made.figures[1].hidden()
    assert not protect(women, NETWORK).figures.hidden()


def test_what_was_published_elsewhere_about_the_same_people_counts_too():
    elsewhere = protect(kinds(20, 30, 30, title="Poster", period=SPRING), NETWORK).figures
    women = kinds(18, 15, 29, title="Women", filters={"Sex": "female"})
    made = release([women], NETWORK, name="Spring", period=SPRING, beside=[elsewhere])
    assert made.figures[0].hidden()


def test_a_release_comes_back_from_its_file_and_is_audited_again():
    kept = json.loads(json.dumps(first().to_json()))
    assert read_release(kept, NETWORK) == first()
    with pytest.raises(ValueError, match="no release"):
        read_release({}, NETWORK)


def test_a_release_without_tables_or_with_two_of_one_title_is_refused():
    with pytest.raises(ValueError, match="at least one table"):
        release([], NETWORK, name="x", period=SPRING)
    with pytest.raises(ValueError, match="its own title"):
        release([kinds(20, 9, 30), kinds(20, 9, 30)], NETWORK, name="x", period=SPRING)


def test_a_period_runs_forwards_and_days_are_cut_where_any_period_begins_or_ends():
    with pytest.raises(ValueError, match="ends after it begins"):
        Period(SPRING.last, SPRING.first)
    pieces = slices(
        [SPRING, Period.of("2026-06-01", "2026-07-31"), Period.of("2027-01-01", "2027-01-31")]
    )
    assert [str(piece) for piece in pieces] == [
        "2026-01-01 to 2026-05-31", "2026-06-01 to 2026-06-30", "2026-07-01 to 2026-07-31", "2027-01-01 to 2027-01-31",
    ]  # fmt: skip


def test_a_period_is_said_of_all_tables_or_of_none():
    told = protect(kinds(20, 9, 30, period=SPRING), NETWORK).figures
    with pytest.raises(ValueError, match="Say it of all, or of none"):
        protect(kinds(20, 9, 30), NETWORK, beside=[told])
