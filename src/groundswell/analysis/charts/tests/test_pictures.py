"""Pictures hold together: words, ids, colours, the table behind them, and nobody in them by chance."""

import re
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groundswell.analysis import agree, charts, compare
from groundswell.analysis.charts._axis import axis_over
from groundswell.analysis.charts._words import amount, isolated, per_cent, width_of, wrapped
from groundswell.analysis.charts.tests.calls import CALLS
from groundswell.analysis.charts.tests.drawing import SVG, collisions, tree, words_of
from groundswell.analysis.qualitative import saturation

LONG = "Would challenge a colleague on the ward, whoever it was, and whatever anybody said of it afterwards"
LABELS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Zl", "Zp", "Co", "Cn")),
    min_size=1,
    max_size=70,
).filter(str.strip)


def made(name):
    return getattr(charts, name)(**CALLS[name].make())


@pytest.fixture(params=sorted(CALLS))
def chart(request):
    return made(request.param)


def test_a_picture_says_what_it_is_to_who_cannot_see_it(chart):
    root = tree(chart)
    assert root.get("role") == "img"
    labelled, described = root.get("aria-labelledby"), root.get("aria-describedby")
    said = {one.get("id"): one.text for one in root if one.get("id")}
    assert said[labelled] == chart.title
    assert said[described] == chart.description
    assert re.search(r"\d", chart.description)
    assert "no difference" not in (chart.to_html() + chart.to_text()).lower()


def test_words_neither_touch_nor_leave_the_picture(chart):
    assert not collisions(chart)


def test_a_picture_needs_no_script_no_style_and_no_style_attribute(chart):
    html = chart.to_html()
    assert not re.search(
        r"<script|<style|\sstyle=|\son\w+=|https?://(?!www\.w3\.org/2000/svg)", html
    )
    assert "<style>" in chart._repr_html_()
    assert chart._repr_svg_() == chart.svg


def test_every_colour_is_a_token_with_a_fallback(chart):
    for one in tree(chart).iter():
        for paint in (one.get("fill"), one.get("stroke")):
            assert paint in (None, "none") or paint.startswith(("url(#", "var(--"))
            assert not (paint or "").startswith("var(") or "," in paint


def test_ids_are_its_own_and_all_it_points_to_is_there(chart):
    twice = chart.with_id("second")
    ids = [re.findall(r'\bid="([^"]+)"', one.svg) for one in (chart, twice)]
    assert not set(ids[0]) & set(ids[1])
    for one, own in zip((chart, twice), ids, strict=True):
        assert len(set(own)) == len(own)
        assert set(re.findall(r"url\(#([^)]+)\)", one.svg)) <= set(own)
    with pytest.raises(ValueError, match="not one"):
        chart.with_id('a"b')


def test_the_table_behind_a_picture_is_whole_and_shown(chart):
    assert all(len(row) == len(chart.table.headings) for row in chart.table.rows)
    assert chart.to_html().count("<tr>") == len(chart.table.rows) + 1
    assert chart.table.headings[-1] in chart.to_text()


@settings(max_examples=12, deadline=None)
@given(st.lists(LABELS, min_size=2, max_size=4, unique_by=str.strip))
def test_words_of_any_length_and_script_fit_and_are_escaped(labels):
    names = [" ".join(one.split()) for one in labels]
    names = [f"{one} {place}" for place, one in enumerate(names)]
    drawn = [
        charts.forest(dict.fromkeys(names, (0.2, -0.1, 0.4)), title=names[0]),
        charts.likert(
            {one: [1, 4, 2] for one in names}, levels=[*names[:2], "most"], title=names[0]
        ),
        charts.agreement_heat([(names[0], names[1], 0.3)], title=names[0]),
        charts.flow(
            [(names[0], 5, {names[1]: 2}), ("end", 3)], arms={names[0]: 1, names[1]: 2}, title="t"
        ),
        charts.growth_area(names, {names[0]: range(len(names))}, title="t"),
        charts.raincloud(
            [1, 2, 3, 4], names[:2] * 2, reference=names[0], minimum=1, title=names[1]
        ),
    ]
    for chart in drawn:
        assert not collisions(chart)
        assert tree(chart) is not None


def test_markup_in_a_label_is_words():
    chart = charts.forest({"<b>&</b>": (1, 0, 2)}, title="<script>")
    assert "<b>" not in chart.to_html()
    assert "<script" not in chart.to_html()


def test_a_small_group_is_a_box_that_shows_nobody():
    small, many = [3.25, 17.75, 18.5, 19.25, 41.5], list(np.linspace(10, 30, 40))
    chart = charts.raincloud(
        small + many, ["small"] * 5 + ["many"] * 40, reference="many", minimum=6, title="Score"
    )
    everything = chart.to_html() + chart.description
    assert "fewer than 6" in everything
    assert not [one for one in ("3.25", "41.5", "n = 5", "5 people") if one in everything]
    shapes = tree(
        charts.raincloud(small + small, ["a"] * 5 + ["b"] * 5, reference="b", minimum=6, title="t")
    )
    assert not list(shapes.iter(f"{SVG}circle"))
    assert axis_over([17.75, 19.25]).at(3.25) == axis_over([17.75, 19.25]).at(17.6599)


def test_dots_are_as_many_as_people_where_they_fit():
    chart = charts.raincloud(
        [1, 1, 2, 3, 4, 9], list("aaabbb"), reference="a", minimum=3, title="t"
    )
    assert len(list(tree(chart).iter(f"{SVG}circle"))) == 6
    assert "stands for" not in chart.description
    crowd = charts.raincloud(
        [1] * 200 + [2], ["a"] * 200 + ["b"], reference="a", minimum=1, title="t"
    )
    assert "A dot stands for up to 34 people." in crowd.description


def test_values_left_out_are_counted_in_the_picture():
    chart = charts.raincloud(
        [1, 2, None, 4], list("aabb"), reference="a", minimum=1, title="t", missing="drop"
    )
    assert "1 left out as missing." in chart.description


def test_a_forest_takes_results_and_keeps_what_is_not_estimable():
    chart = charts.forest(
        [
            ("first", compare.risk_ratio(12, 100, 4, 100)),
            ("second", compare.risk_ratio(5, 100, 0, 100)),
            ("third", (0.5, 0.2, 0.8)),
            ("open", (2.0, 0.4, float("inf"))),
        ],
        title="Ratios",
        ratio=True,
    )
    assert "second: not estimable" in chart.description
    assert "n = 200" in chart.description
    assert "1 lies wholly below 1" in chart.description
    assert "no limit" in chart.description
    assert chart.table.rows[1][1] is None
    assert chart.table.rows[1][-1]


@pytest.mark.parametrize(
    ("spans", "said"),
    [
        ([(1, 0.5, 2)], "1 interval lies wholly above 0."),
        ([(1, -1, 2)], "1 interval reaches across 0 and is compatible with values on either side."),
        (
            [(1, -1, 2)] * 2,
            "2 intervals reach across 0 and are compatible with values on either side.",
        ),
        ([(1, 0.5, 2), (-1, -2, -0.5)], "1 interval lies wholly above 0, 1 lies wholly below 0."),
    ],
)
def test_a_forest_counts_where_its_intervals_lie(spans, said):
    chart = charts.forest([(str(i), one) for i, one in enumerate(spans)], title="t")
    assert chart.description.endswith(said)


def test_the_heat_map_takes_lights_kappa():
    found = agree.light([["a", "a", "a"], ["a", "b", "a"], ["b", "b", "b"], ["b", "b", "a"]])
    assert charts.agreement_heat(found).table.rows == found.pairs


def test_a_curve_that_never_levels_says_so():
    chart = charts.saturation_curve(saturation([[i] for i in range(9)]))
    assert "Saturation was not reached" in chart.description
    assert "saturation, by the rule" not in chart.svg


def test_a_sum_that_fails_is_named():
    with pytest.raises(ValueError, match="180; it is 170"):
        charts.flow([("Invited", 240, {"no answer": 60}), ("Began", 170)], title="t")


@given(
    st.floats(-1e6, 1e6),
    st.floats(1e-6, 1e6),
    st.booleans(),
)
def test_numbers_under_an_axis_keep_apart_and_in_the_picture(low, span, ratio):
    values = [abs(low) + 1e-3, abs(low) + 1e-3 + span] if ratio else [low, low + span]
    axis = axis_over(values, ratio=ratio)
    ends = [
        (axis.at(t) - width_of(axis.said(t)) / 2, axis.at(t) + width_of(axis.said(t)) / 2)
        for t in axis.ticks()
    ]
    assert all(b[0] >= a[1] for a, b in pairwise(ends))


def test_words_break_without_losing_a_letter():
    for words in (
        LONG,
        "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz",
        "a\u0301" * 90,
    ):
        lines = wrapped(words, 120)
        assert all(width_of(line) <= 120 for line in lines)
        assert "".join(lines).replace("\u2010", "").replace(" ", "") == words.replace(" ", "")


def test_numbers_are_written_as_a_reader_writes_them():
    said = [amount(one) for one in (0, -0.5, 12.34, 1234567.0, 0.00234, 100.4, -0.0)]
    assert said == ["0", "−0.5", "12.3", "1\u202f234\u202f567", "0.0023", "100", "0"]
    assert [per_cent(one) for one in (0, 0.001, 0.5, 0.999, 1)] == [
        "0%",
        "<1%",
        "50%",
        ">99%",
        "100%",
    ]
    assert isolated("عربي 5") == "\u2068عربي 5\u2069"
    assert words_of(made("forest"))[0].words == "Awareness"
