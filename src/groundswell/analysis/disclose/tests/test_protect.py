"""What a table looks like when it goes out."""

import copy
import json
from html.parser import HTMLParser
from typing import Any

import numpy as np
import pytest

from groundswell.analysis.disclose import (
    FORMAL,
    NETWORK,
    Axis,
    Mark,
    Policy,
    Refused,
    audit,
    from_json,
    is_small,
    one_way,
    protect,
    sentences,
    to_json,
    two_way,
)
from groundswell.analysis.disclose.words import TEXTS, message

ARMS = (
    [[30, 30], [3, 20], [7, 8], [1, 1]],
    ("Ethnicity", ["White", "Black", "Asian", "Mixed"]),
    ("Arm", ["C", "I"]),
)
OUTCOMES = ("Outcome", ["Answered", "Open"])


def marks(figures):
    return {figures.shape.name_of(p): cell.mark for p, cell in figures.cells if not cell.is_shown}


def test_the_worked_example_hides_six_places_and_leaves_each_small_count_all_its_room():
    made = protect(two_way(*ARMS), NETWORK)
    assert len(marks(made.figures)) == 6
    assert marks(made.figures)["Black, C"] is Mark.LOW
    ranges = {f.what: (f.range.low, f.range.high) for f in made.audit.findings}
    assert ranges["Black, C"] == (0, 4)
    assert made.is_cheapest
    assert made.audit.is_safe


def test_a_number_hidden_for_another_says_so_and_the_small_one_says_it_is_small():
    made = protect(one_way([12, 3], OUTCOMES), NETWORK).figures
    assert str(made[1, None].why) == "This number is hidden because it is smaller than 5."
    assert "worked out from the total" in str(made[0, None].why)
    assert made[None, None].value == 15


def test_thirty_five_percent_of_forty_does_not_pin_fourteen():
    """[38, 42] people and [34.5, 35.5) percent of them leave 14 alone."""
    table = two_way([[14, 26], [50, 50]], ("Year", ["1", "2"]), ("Came", ["yes", "no"]))
    made = protect(table, FORMAL, percentages="row")
    assert made.audit.is_safe
    shown = made.figures.percent_at((0, 0))
    assert shown is None or shown[1] > 1
    assert "fewer than 23" not in made.to_text()


def test_numbers_that_rounding_leaves_bare_are_hidden():
    """Four sevens print as 5, 5, 5, 5 of 30: only sevens add up to 28."""
    made = protect(one_way([7, 7, 7, 7], ("Kind", list("abcd"))), FORMAL)
    assert len(made.figures.hidden()) == 1
    assert made.audit.is_safe


def test_ethnicity_by_year_hides_what_is_smaller_than_ten():
    table = two_way([[40, 9], [38, 31]], ("Ethnicity", ["Black", "White"]), ("Year", ["1", "2"]))
    assert (0, 1) in protect(table, FORMAL).figures.hidden()
    other = two_way([[40, 9], [38, 31]], ("Ethnicity", ["Black", "White"]), ("Site", ["1", "2"]))
    assert not protect(other, FORMAL).figures.hidden()


def test_a_nought_is_hidden_where_everybody_else_of_the_group_is_in_one_place():
    zeros = Policy(name="zeros", show_zero=True)
    whole = two_way([[20, 0], [9, 8]], ("Ward", ["A", "B"]), ("Heard", ["yes", "no"]))
    made = protect(whole, zeros).figures
    assert (0, 1) in made.hidden()
    assert any(note.key == "class" for note in made.notes)
    spread = one_way([20, 0, 7], ("Ward", list("ABC")))
    assert protect(spread, zeros).figures[1, None].value == 0


def test_three_attributes_are_refused_a_filter_counted():
    table = two_way(
        [[9, 9], [9, 9]], ("Year", ["1", "2"]), ("Kind", ["a", "b"]), filters={"Sex": "female"}
    )
    with pytest.raises(
        Refused, match="at most 2 attributes, counting its filters, and this one uses 3"
    ) as refused:
        protect(table, NETWORK)
    assert refused.value.message.key == "attributes"


def test_female_after_all_hides_what_taking_one_from_the_other_would_show():
    by = ("Kind", ["a", "b", "c"])
    everyone = protect(one_way([20, 30, 40], by), NETWORK).figures
    women = protect(
        one_way([18, 15, 20], by, filters={"Sex": "female"}), NETWORK, beside=[everyone]
    )
    assert (0, None) in women.figures.hidden()
    assert women.audit.is_safe
    bare = protect(one_way([18, 15, 20], by, filters={"Sex": "female"}), NETWORK).figures
    assert not audit(everyone, bare, policy=NETWORK).is_safe
    assert not bare.hidden()


def test_a_formal_report_beside_a_page_of_the_same_people_goes_out():
    by = ("Kind", ["a", "b", "c"])
    report = protect(one_way([41, 1, 23], by), FORMAL).figures
    page = protect(one_way([41, 1, 23], by), NETWORK, beside=[report])
    assert page.figures[1, None].mark is Mark.LOW
    assert page.audit.is_safe


def test_a_coarser_label_is_known_to_hold_the_finer_ones():
    fine = Axis("Ethnicity", ("African", "Caribbean", "Indian"))
    coarse = Axis(
        "Ethnicity",
        ("Black", "Asian"),
        covers=(("Black", ("African", "Caribbean")), ("Asian", ("Indian",))),
    )
    first = protect(one_way([20, 2, 15], fine), NETWORK).figures
    assert first[0, None].mark is Mark.HIDDEN or first[2, None].mark is Mark.HIDDEN
    second = protect(one_way([22, 15], coarse), NETWORK, beside=[first])
    assert second.audit.is_safe


def test_tables_that_contradict_each_other_are_refused_with_a_sentence():
    by = ("Kind", ["a", "b"])
    one = protect(one_way([20, 30], by), NETWORK).figures
    other = protect(one_way([21, 30], by), NETWORK).figures
    with pytest.raises(ValueError, match="contradict each other"):
        audit(one, other, policy=NETWORK)


def test_the_same_table_gives_the_same_figures_and_stays_as_it_was():
    counts = [[30, 30], [3, 20], [7, 8], [1, 1]]
    kept = copy.deepcopy(counts)
    first = protect(two_way(counts, *ARMS[1:]), NETWORK, percentages="row")
    again = protect(two_way(np.array(counts), *ARMS[1:]), NETWORK, percentages="row")
    assert first == again
    assert counts == kept


def test_nothing_that_is_hidden_stands_anywhere_in_what_goes_out():
    """87 is hidden for the sake of 3; nor may 87 stand in a page, a file or an error."""
    made = protect(
        one_way([87, 3, 250], ("Kind", ["x", "y", "z"]), title="T"), NETWORK, percentages="all"
    )
    assert made.figures.hidden() == ((0, None), (1, None))
    for text in (made.to_text(), made.to_html(), json.dumps(to_json(made.figures)), repr(made)):
        assert "87" not in text
    assert "value=3," not in repr(made)


def test_a_picture_gets_the_words_of_the_page_and_no_number_that_is_hidden():
    made = protect(
        one_way([41, 3, 12], ("Outcome", ["Answered", "Referred", "Open"])), NETWORK
    ).figures
    hidden = [("Referred", "fewer than 5", None, 4), ("Open", "not shown", None, None)]
    assert made.marks() == [("Answered", "41", 41, None), *hidden]


def test_figures_come_back_from_their_file():
    for policy in (NETWORK, FORMAL):
        figures = protect(two_way(*ARMS), policy, percentages="row").figures
        assert from_json(json.loads(json.dumps(to_json(figures)))) == figures


@pytest.mark.parametrize("wrong", [{}, {"title": "x"}, [], None])
def test_a_file_that_holds_no_figures_is_refused(wrong):
    with pytest.raises(ValueError, match="not figures"):
        from_json(wrong)


def test_a_file_with_cells_missing_or_a_strange_sentence_is_refused():
    kept = to_json(protect(one_way([12, 13], OUTCOMES), NETWORK).figures)
    with pytest.raises(ValueError, match="cells are not those"):
        from_json({**kept, "cells": kept["cells"][1:]})
    with pytest.raises(ValueError, match="no sentence called"):
        from_json({**kept, "notes": [["spell", {}]]})


class Tags(HTMLParser):
    """Counts what was opened and what was closed."""

    def __init__(self, html):
        super().__init__()
        self.open, self.seen = [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.open.append(tag)
        self.seen.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_the_page_has_a_caption_and_headings_and_escapes_what_people_wrote():
    hostile = "<script>&\"'"
    made = protect(
        two_way(
            [[12, 9], [2, 30]], (hostile, ["a", hostile]), ("B", ["x", hostile]), title=hostile
        ),
        NETWORK,
    )
    tags = Tags(made.to_html())
    assert not tags.open
    names = [tag for tag, _ in tags.seen]
    assert "script" not in names
    assert names.count("caption") == 1
    assert [a["scope"] for tag, a in tags.seen if tag == "th"] == ["col"] * 4 + ["row"] * 3
    assert "Checked: each of the" in made.to_html()


GAPS = (
    "minimum base least step rows columns n_hidden values n_open what low high total label labels count most n "
    "names months first last name other_first other_last title percent"
)


def test_every_sentence_can_be_said_and_in_another_language():
    named = dict.fromkeys(GAPS.split(" "), 5)
    for key in TEXTS:
        assert "{" not in message(key, **named).say()
    assert (
        message("low", minimum=5)
        .say(lambda text: text.upper().replace("{MINIMUM}", "{minimum}"))
        .endswith("THAN 5.")
    )
    with pytest.raises(KeyError, match="no sentence"):
        message("spell")


def test_a_small_network_gets_sentences_that_say_no_more_than_the_table():
    table = one_way([14, 3, 2, 0], ("Outcome", ["Answered", "Referred", "Open", "Withdrawn"]))
    said = [str(s) for s in sentences(table, NETWORK)]
    assert said == ["19 in all.", "Answered: 14.", "Fewer than 5 each: Referred, Open, Withdrawn."]
    assert is_small(protect(table, NETWORK).figures, NETWORK)
    assert str(sentences(one_way([1, 0], OUTCOMES), NETWORK)[0]) == "Fewer than 5 in all."
    assert str(sentences(one_way([12, 3], OUTCOMES), NETWORK)[-1]) == "Not shown: Answered."
    assert str(sentences(one_way([3, 3], OUTCOMES), NETWORK)[0]) == "How many in all is not shown."
    assert not is_small(protect(one_way([120, 93], OUTCOMES), NETWORK).figures, NETWORK)


NO_COUNTS: list[Any] = [1.5, -1, None, float("nan"), True]


@pytest.mark.parametrize("wrong", NO_COUNTS)
def test_what_is_no_count_is_refused(wrong):
    with pytest.raises(ValueError, match=f"a count is a whole number from 0 up, not {wrong}"):
        one_way([wrong, 2], OUTCOMES)


@pytest.mark.parametrize(
    ("build", "said"),
    [
        (lambda: one_way([1], OUTCOMES), "labels for 2 by 1"),
        (
            lambda: two_way([[1], [2, 3]], OUTCOMES, ("Year", ["1", "2"])),
            "labels for 2 by 2 counts and got 2 by 1, 2",
        ),
        (lambda: one_way([], ("Outcome", [])), "at least one label"),
        (lambda: one_way([1, 2], ("Outcome", ["a", "a"])), "stands twice"),
        (lambda: two_way([[1]], ("Year", ["1"]), ("Year", ["2"])), "twice"),
        (lambda: protect(one_way([1, 2], OUTCOMES), NETWORK, percentages="column"), "not 'column'"),
        (lambda: protect(one_way([1, 2], OUTCOMES), NETWORK, percentages="most"), "not 'most'"),
    ],
)
def test_what_is_no_table_is_refused_with_a_sentence(build, said):
    with pytest.raises(ValueError, match=said):
        build()


def test_nothing_published_gives_nothing_away():
    assert audit(policy=NETWORK).is_safe
    assert "nothing is hidden" in str(protect(one_way([12, 13], OUTCOMES), NETWORK).audit.message())
