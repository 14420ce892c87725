"""Pictures are well formed, say what they show, escape what they are given, and never change."""

import re
from collections.abc import Callable
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from defusedxml import ElementTree

from groundswell.ui import charts
from groundswell.ui.gallery import pictures

PICTURES = pictures()
NASTY = '<script>alert("x")</script> & co'
SVG = "{http://www.w3.org/2000/svg}"


def parsed(chart: charts.Chart) -> Element:
    return ElementTree.fromstring(
        chart.svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    )


def words(chart: charts.Chart) -> str:
    return " ".join("".join(node.itertext()) for node in parsed(chart).iter(f"{SVG}text"))


@pytest.mark.parametrize("name", PICTURES)
def test_every_picture_is_an_image_with_a_title(name):
    root = parsed(PICTURES[name])
    title = root.find(f"{SVG}title")
    assert root.get("role") == "img"
    assert title is not None
    assert title.text == PICTURES[name].caption
    assert title.get("id") in root.get("aria-labelledby", "").split()


def test_no_two_pictures_share_an_id():
    ids = [
        found for chart in PICTURES.values() for found in re.findall(r' id="([^"]+)"', chart.svg)
    ]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", PICTURES)
def test_nothing_is_styled_inside_a_picture(name):
    assert not re.search(r"style=|#[0-9a-fA-F]{6}|<style", PICTURES[name].svg)


@pytest.mark.parametrize("name", PICTURES)
def test_rows_are_as_wide_as_their_headings(name):
    chart = PICTURES[name]
    assert {len(row) for row in chart.table_rows} <= {len(chart.table_headings)}


def test_the_same_history_gives_the_same_bytes():
    assert pictures() == PICTURES


HOSTILE: list[Callable[[], charts.Chart]] = [
    lambda: charts.area_growth(
        [NASTY, NASTY], {NASTY: [1, 2]}, title=NASTY, month_heading="", total_heading=""
    ),
    lambda: charts.swell([1, 2, 3], [0, 1, 0], title=NASTY),
    lambda: charts.bars_horizontal([(NASTY, 3)], title=NASTY, headings=("", ""), unit=NASTY),
    lambda: charts.bars_published([(NASTY, NASTY, None, 4)], title=NASTY, headings=("", "")),
    lambda: charts.strip(1, 1, 1, title=NASTY, labels=(NASTY, NASTY, NASTY), headings=("", "")),
    lambda: charts.heat_week([NASTY], [NASTY], [[1]], title=NASTY, time_heading=""),
    lambda: charts.retention(
        [(NASTY, [None])], title=NASTY, years=[NASTY], cohort_heading="", unknown=NASTY
    ),
    lambda: charts.timeline(
        [charts.Leaver(NASTY, NASTY, (NASTY,))], title=NASTY, headings=("", "", ""), nothing=NASTY
    ),
    lambda: charts.slope([(NASTY, 1)], title=NASTY, headings=("", ""), unit=NASTY),
    lambda: charts.dots([(NASTY, 1)], title=NASTY, headings=("", "")),
]
EMPTY: list[Callable[[], charts.Chart]] = [
    lambda: charts.area_growth([], {}, title="t", month_heading="", total_heading=""),
    lambda: charts.area_growth(
        ["May"], {"students": [0]}, title="t", month_heading="", total_heading=""
    ),
    lambda: charts.swell([0, 0, 0], [], title="t"),
    lambda: charts.bars_horizontal([], title="t", headings=("", "")),
    lambda: charts.bars_published([], title="t", headings=("", "")),
    lambda: charts.bars_published([("a", "0", 0, None)], title="t", headings=("", "")),
    lambda: charts.bars_horizontal([("a", 0)], title="t", headings=("", "")),
    lambda: charts.strip(0, 0, 0, title="t", labels=("a", "b", "c"), headings=("", "")),
    lambda: charts.heat_week([], [], [], title="t", time_heading=""),
    lambda: charts.retention([], title="t", years=[], cohort_heading=""),
    lambda: charts.timeline([], title="t", headings=("", "", ""), nothing="n"),
    lambda: charts.slope([], title="t", headings=("", "")),
    lambda: charts.dots([], title="t", headings=("", "")),
]


@pytest.mark.parametrize("draw", HOSTILE)
def test_what_people_typed_is_escaped(draw):
    assert "<script" not in draw().svg
    parsed(draw())


@pytest.mark.parametrize("draw", EMPTY)
def test_a_picture_of_nothing_is_still_a_picture(draw):
    parsed(draw())


def test_growth_names_its_first_and_last_count():
    assert "84" in words(PICTURES["growth"])
    assert " 6 " in f" {words(PICTURES['growth'])} "
    assert PICTURES["growth"].table_rows[-1][1:] == (61, 15, 8, 84)


def test_growth_refuses_a_series_that_misses_a_month():
    with pytest.raises(ValueError, match="'students' has 1 values for 2 months"):
        charts.area_growth(
            ["a", "b"], {"students": [1]}, title="t", month_heading="", total_heading=""
        )


def test_a_new_network_has_a_flat_swell():
    for line in re.findall(r'd="M([^"]+?)V', PICTURES["flat_wave"].svg):
        assert len(set(re.findall(r"[\d.]+ ([\d.]+)", line))) == 1


def test_a_swell_stays_inside_its_frame():
    chart = charts.swell([0, 0, 0, 90, 0, 0, 90], [0, 9, 0, 0, 9, 0, 0], title="t")
    numbers = re.findall(r'd="M([^"]+?)V', chart.svg)
    ys = [float(y) for line in numbers for y in re.findall(r"[\d.-]+ ([\d.-]+)", line)]
    assert max(ys) <= 140


def test_segments_of_the_strip_have_the_lengths_of_their_counts():
    chart = charts.strip(2, 1, 0, title="t", labels=("a", "b", "c"), headings=("", ""))
    first, second = (float(w) for w in re.findall(r'width="([\d.]+)" height="20"', chart.svg))
    assert first == pytest.approx(2 * second, abs=0.2)


def test_a_strip_may_leave_out_what_there_is_none_of():
    given: dict[str, Any] = {
        "title": "t",
        "labels": ("kept", "either", "late"),
        "headings": ("", ""),
    }
    assert "0 either" in words(charts.strip(2, 0, 1, **given))
    assert "either" not in words(charts.strip(2, 0, 1, **given, leave_out_nought=True))
    assert "0 kept" not in charts.strip(0, 0, 0, **given, leave_out_nought=True).svg


def test_the_ring_marks_the_best_time_and_its_count_is_written():
    assert PICTURES["week"].svg.count('class="ring"') == 1
    assert "44" in words(PICTURES["week"])


def test_long_holdings_are_wrapped_not_cut():
    thing = "Everything about the exhibition in the atrium, including the insurance and the keys"
    chart = charts.timeline(
        [charts.Leaver("Noor", "July", (thing,))], title="t", headings=("", "", ""), nothing="n"
    )
    assert all(word in words(chart) for word in thing.split())


def test_each_group_of_dots_has_its_own_shape():
    chart = charts.dots([("a", 2), ("b", 2), ("c", 2), ("d", 2)], title="t", headings=("", ""))
    shapes = re.findall(r'class="(f1|s2|f3|s4)"', chart.svg)
    assert {shape: shapes.count(shape) for shape in shapes} == {"f1": 3, "s2": 3, "f3": 3, "s4": 3}


@pytest.mark.parametrize("members", [None, [], [0, 0, 0], [1, 2, 3, 90]])
def test_the_mark_is_silent_and_well_formed(members):
    mark = charts.swell_mark(members)
    ElementTree.fromstring(mark)
    assert 'aria-hidden="true"' in mark


def test_a_grown_network_has_a_higher_mark_than_a_new_one():
    assert charts.swell_mark([1, 5, 9, 30]) != charts.swell_mark([0, 0, 0, 0])


def test_a_hidden_count_is_hatched_as_far_as_it_could_reach_and_never_drawn_as_a_number():
    drawn = charts.bars_published(
        [
            ("Answered", "40", 40, None),
            ("Referred", "fewer than 5", None, 4),
            ("Open", "not shown", None, None),
        ],
        title="t",
        headings=("Outcome", "Concerns"),
    )
    assert drawn.svg.count('fill="url(#') == 2
    assert 'width="40" height="11" rx="5.5" fill="url(' in drawn.svg
    assert 'width="400" height="11" rx="5.5" fill="url(' in drawn.svg
    assert drawn.table_rows == (
        ("Answered", "40"),
        ("Referred", "fewer than 5"),
        ("Open", "not shown"),
    )
