"""Each tag shows what it is given, to eyes and to screen readers."""

from datetime import date

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory

from groundswell.ui.gallery import RaiseForm, steps
from groundswell.ui.icons import ICONS
from groundswell.ui.wording import clock_state, day, first_grapheme, name_of


def shown(source: str, **context: object) -> str:
    return Template("{% load ui %}" + source).render(Context(context))


def test_what_is_passed_to_a_tag_is_escaped():
    nasty = "<script>"
    for source in (
        "{% page_header x kicker=x lead=x %}",
        "{% row x note=x when=x %}",
        "{% tag x %}{% toast x %}{% clock 'due' x %}{% stat x x %}{% person x %}",
        "{% card title=x tag=x %}{{ x }}{% endcard %}",
        "{% empty title=x text=x example=x %}{% endempty %}",
        "{% data_table x heads cells %}",
        "{% copy_text x %}{% button x %}{% notice title=x %}{% endnotice %}",
    ):
        assert nasty not in shown(source, x=nasty, heads=[nasty], cells=[[nasty]])


def test_a_block_keeps_the_markup_written_inside_it():
    assert "<b>yes</b>" in shown("{% card %}<b>yes</b>{% endcard %}")


@pytest.mark.parametrize("name", ICONS)
def test_an_icon_is_silent_unless_it_has_a_label(name):
    assert 'aria-hidden="true"' in shown("{% icon name %}", name=name)
    assert 'aria-label="Done"' in shown("{% icon name 'Done' %}", name=name)


def test_a_clock_says_its_state_in_words_and_shape(time_machine):
    time_machine.move_to("2026-11-20T12:00:00Z")
    for source, words in (
        ("{% clock 'due' on %}", "due 14 November"),
        ("{% clock 'late' on %}", "6 days late"),
        ("{% clock 'kept' on %}", "kept, 14 November"),
        ("{% clock_for on %}", "6 days late"),
        ("{% clock_for on on %}", "kept, 14 November"),
        ("{% clock 'due' 'Friday' %}", "due Friday"),
    ):
        page = shown(source, on=date(2026, 11, 14))
        assert words in page
        assert "<svg" in page


def test_a_day_of_another_year_says_which(time_machine):
    time_machine.move_to("2026-11-20T12:00:00Z")
    assert "14 January 2027" in shown("{% clock 'due' on %}", on=date(2027, 1, 14))


def test_a_clock_refuses_a_state_it_does_not_know():
    with pytest.raises(ValueError, match="found 'soon'"):
        shown("{% clock 'soon' 'x' %}")


def test_a_day_in_a_narrow_column_has_a_short_month(time_machine):
    time_machine.move_to("2026-11-20T12:00:00Z")
    assert day(date(2022, 9, 16), short=True) == "16 Sep 2022"
    assert day(date(2026, 9, 16), short=True) == "16 Sep"


def test_something_due_today_is_not_yet_late():
    today = date(2026, 11, 20)
    assert clock_state(today, None, today) == "due"
    assert clock_state(date(2026, 11, 19), None, today) == "late"
    assert clock_state(date(2026, 11, 19), today, today) == "kept"


@pytest.mark.parametrize(
    ("name", "sign"),
    [
        ("Amara", "A"),
        ("o\u0323la", "Ọ"),
        ("प्रिया", "प्रि"),
        ("李娜", "李"),
        (" é", "É"),
        ("", ""),
        ("👩🏾‍⚕️ B", "👩🏾‍⚕️"),
    ],
)
def test_the_sign_for_a_name_is_its_first_whole_sign(name, sign):
    assert first_grapheme(name) == sign


def test_a_name_is_shown_whole():
    assert "<bdi>Amara van der Okonkwo-Bennett</bdi>" in shown(
        "{% person x %}", x="Amara van der Okonkwo-Bennett"
    )


def test_a_person_is_called_what_they_call_themselves():
    class Someone:
        name = "Noor"

    assert name_of(Someone()) == "Noor"
    assert name_of("Ọlá") == "Ọlá"


def test_the_stepper_says_where_it_is_without_colour():
    page = shown("{% stepper steps %}", steps=steps(3))
    assert page.count('aria-current="step"') == 1
    assert page.count("(reached)") == 3
    assert page.count("<li") == 7


def test_the_brief_stepper_says_it_in_words():
    assert "3 of 7 steps" in shown("{% stepper steps brief=True %}", steps=steps(3))
    assert "not begun" in shown("{% stepper steps brief=True %}", steps=steps(0))
    begun = [{"label": "Name", "current": True}, {"label": "Help"}]
    assert "1 of 2 steps" in shown("{% stepper steps brief=True %}", steps=begun)


def test_numbers_in_a_table_stand_under_each_other_and_rows_are_named():
    page = shown(
        "{% data_table 'Kept' heads cells %}", heads=["Office", "Kept"], cells=[["Library", 5]]
    )
    assert '<td class="num">5</td>' in page
    assert '<th scope="row">Library</th>' in page
    assert 'tabindex="0"' in page


def test_pages_keep_the_other_words_of_the_address():
    request = RequestFactory().get("/people/?q=a%26b&page=2")
    page = Paginator(range(60), 25).get_page(2)
    shown_pages = shown("{% pagination page %}", page=page, request=request)
    assert 'href="?q=a%26b&amp;page=3"' in shown_pages
    assert 'rel="prev"' in shown_pages


def test_one_page_needs_no_links():
    assert shown("{% pagination page %}", page=Paginator([1], 25).get_page(1)).strip() == ""


def test_help_and_error_are_tied_to_their_control():
    form = RaiseForm({"words": ""})
    page = shown("{% field form.words %}", form=form)
    assert 'aria-describedby="id_words_helptext id_words_error"' in page
    assert 'id="id_words_helptext"' in page
    assert 'id="id_words_error"' in page
    assert 'aria-invalid="true"' in page


def test_help_and_error_are_tied_to_their_group():
    page = shown("{% field form.hears %}", form=RaiseForm({}))
    assert '<fieldset class="field bad" aria-describedby="id_hears_error">' in page
    assert "On the next agenda. Members see it." in page


def test_every_link_of_the_error_summary_leads_to_a_control():
    form = RaiseForm({})
    page = shown("{% form_fields form %}", form=form)
    for target in ("id_words", "id_hears_0"):
        assert f'href="#{target}"' in page
        assert f'id="{target}"' in page


def test_the_error_summary_takes_the_focus_and_is_absent_without_errors():
    assert "autofocus" in shown("{% error_summary form %}", form=RaiseForm({}))
    assert shown("{% error_summary form %}", form=RaiseForm()).strip() == ""


def test_an_error_of_the_whole_form_is_told():
    form = RaiseForm({"words": "a", "hears": "group"})
    form.add_error(None, "Someone else closed this while you were typing.")
    assert "Someone else closed this" in shown("{% error_summary form %}", form=form)


def test_what_was_typed_stays_in_a_form_with_mistakes():
    form = RaiseForm({"words": "my words", "on": "31 February"})
    page = shown("{% form_fields form %}", form=form)
    assert "my words" in page
    assert "31 February" in page


def test_a_form_says_who_will_see_it():
    assert "Who will see this:" in shown("{% form_fields form %}", form=RaiseForm())


def test_progress_without_a_value_has_no_end():
    assert "value=" not in shown("{% progress 'Waiting' %}")
    assert 'value="62"' in shown("{% progress 'Reading' value=62 %}")


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (date(2026, 9, 21), "60 days late"),
        (date(2026, 5, 20), "6 months late"),
        (date(2021, 11, 1), "5 years late"),
    ],
)
def test_a_long_delay_is_said_in_months_or_years(time_machine, on, words):
    time_machine.move_to("2026-11-20T12:00:00Z")
    assert words in shown("{% clock_for on %}", on=on)


def test_what_has_no_day_has_no_clock():
    from groundswell.ui.templatetags.ui import clock_for

    assert clock_for(None) == ""
