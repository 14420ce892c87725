"""From raised to measured: what a co-chair does, and that the raiser is told of each step once."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from groundswell.kernel.errors import NotAllowed
from groundswell.mail.models import Letter
from groundswell.meetings.services import (
    assign_action,
    close_item,
    decide,
    drop_item,
    mark_done,
    mark_stuck,
    schedule_item,
)
from groundswell.meetings.tests.factories import MeetingFactory
from groundswell.people.models import Notice
from groundswell.projects.services import (
    mark_measured,
    mark_shown,
    move_stage,
    record_change,
    start_project,
)
from groundswell.suggestions import queries, services
from groundswell.suggestions.errors import SuggestionError
from groundswell.suggestions.models import Suggestion, SuggestionStep
from groundswell.suggestions.tests.factories import raised, raised_by_visitor


def told(address="bob@example.org"):
    return Letter.objects.filter(to=address, kind="raised").count()


def steps_of(one):
    return [step.what for step in queries.steps_of(one)]


def test_raised_with_the_group_it_waits_for_the_next_meeting_at_once(cast):
    one = raised(cast, text="More hats.\n\nThey do not fit.")
    item = one.agenda_item
    assert (item.title, item.state, item.proposed_by) == ("More hats.", "waiting", cast.bob)
    assert raised(cast, to="cochair").agenda_item is None


def test_a_title_is_cut_at_a_word(cast):
    title = raised(cast, text="word " * 60).agenda_item.title
    assert title.endswith("word…")
    assert len(title) <= 160


def test_something_good_stays_something_good_on_the_agenda(cast):
    assert raised(cast, kind="celebrate").agenda_item.kind == "celebrate"


def test_every_step_is_told_once_however_often_the_news_comes(cast, news):
    one = raised(cast)
    news()
    item, meeting = one.agenda_item, MeetingFactory(network=cast.network)
    schedule_item(by=cast.alice, item=item, meeting=meeting)
    decide(by=cast.alice, meeting=meeting, item=item, text="We ask for hats.")
    item.refresh_from_db()
    close_item(by=cast.alice, item=item, outcome="All agreed.")
    news()
    project = start_project(
        by=cast.alice, network=cast.network, title="Hats", kind="placement", agenda_item=item,
        lead=cast.bob,
    )  # fmt: skip
    news()
    move_stage(by=cast.alice, project=project, to="exploring")
    news()
    change = record_change(
        by=cast.alice, network=cast.network, project=project, title="Hats", kind="practice",
        you_said="They do not fit", we_did="Two more sizes",
    )  # fmt: skip
    mark_shown(by=cast.alice, change=change)
    change.refresh_from_db()
    mark_measured(by=cast.alice, change=change)
    news()
    wanted = [
        "scheduled",
        "decided",
        "project",
        "moved",
        "changed",
        "shown",
        "measured",
    ]
    assert [what for what in steps_of(one) if what in wanted] == wanted
    assert told() == len(wanted)
    for what in ("changed", "shown", "measured"):
        services.note_change(change=change, what=what)
    services.note_scheduled(item=item, meeting=meeting)
    services.note_project_started(project=project)
    services.note_discussed(item=item)
    assert told() == len(wanted)
    assert SuggestionStep.objects.filter(suggestion=one, what="asked").count() == 1
    thread = queries.thread_of(queries.steps_of(one))
    assert all(step["reached"] for step in thread)


def test_a_decision_is_told_with_the_outcome_and_not_while_it_is_typed(cast, news):
    one = raised(cast)
    item, meeting = one.agenda_item, MeetingFactory(network=cast.network)
    schedule_item(by=cast.alice, item=item, meeting=meeting)
    news()
    before = told()
    decide(by=cast.alice, meeting=meeting, item=item, text="We ask for hatz.")
    news()
    assert told() == before
    item.refresh_from_db()
    close_item(by=cast.alice, item=item, outcome="We ask for hats.")
    news()
    assert told() == before + 1
    one.refresh_from_db()
    assert one.due_on, "whoever looks after it owes a word on what follows"
    decide(by=cast.alice, meeting=meeting, item=item, text="And for two sizes.")
    news()
    assert told() == before + 2
    texts = [step.text for step in queries.steps_of(one) if step.what == "decided"]
    assert texts == ["We ask for hats.", "And for two sizes."]


def test_a_member_with_a_digest_is_told_in_the_digest(cast, news):
    cast.bob.digest = "weekly"
    cast.bob.save()
    one = raised(cast)
    services.answer(by=cast.alice, suggestion=one, text="Yes.")
    assert told() == 0
    assert Notice.objects.filter(person=cast.bob, kind="raised").count() == 1


def test_an_answer_sent_twice_is_read_once(cast):
    one = raised(cast)
    for _n in range(2):
        services.answer(by=cast.alice, suggestion=one, text="Yes.", number="same")
    assert steps_of(one).count("answered") == 1
    assert told() == 1


def test_a_reply_makes_an_answer_due_again_and_tells_the_owner_once(cast):
    one = raised(cast)
    services.answer(by=cast.alice, suggestion=one, text="Why?")
    for _n in range(2):
        services.write_more(by=cast.bob, suggestion=one, text="Because.", number="same")
    assert one.due_on is not None
    assert told("alice@example.org") == 1
    with pytest.raises(SuggestionError):
        services.write_more(by=cast.bob, suggestion=one, text=" ")


def test_a_place_on_an_agenda_is_an_answer_and_losing_it_makes_one_due(cast, news):
    one = raised(cast)
    item = one.agenda_item
    schedule_item(by=cast.alice, item=item, meeting=MeetingFactory(network=cast.network))
    news()
    one.refresh_from_db()
    assert (one.state, one.due_on) == ("agenda", None)
    item.refresh_from_db()
    drop_item(by=cast.alice, item=item, why="Not for this meeting.")
    news()
    one.refresh_from_db()
    assert one.due_on is not None
    assert steps_of(one)[-1] == "dropped"


def test_nothing_closes_without_an_answer_to_its_raiser(cast):
    one = raised_by_visitor(cast, address="ama@example.org")
    with pytest.raises(SuggestionError):
        services.close(by=cast.alice, suggestion=one, outcome="  ")
    services.close(by=cast.alice, suggestion=one, outcome="No, because there is no money.")
    services.close(by=cast.alice, suggestion=one, outcome="Twice.")
    letter = Letter.objects.filter(to="ama@example.org").latest("pk")
    assert "No, because there is no money." in letter.text
    assert "/l/did-it-work/" in letter.text
    assert told("ama@example.org") == 2


@pytest.mark.parametrize("act", ["answer", "close", "to_agenda", "to_project", "take"])
def test_members_may_not_handle(cast, act):
    one = raised(cast)
    words = {
        "answer": {"text": "x"}, "close": {"outcome": "x"}, "to_agenda": {"title": "x"},
        "to_project": {"title": "x", "kind": "policy"}, "take": {},
    }  # fmt: skip
    with pytest.raises(NotAllowed):
        getattr(services, act)(by=cast.bob, suggestion=one, **words[act])


def test_the_agenda_gets_the_co_chair_s_words_and_no_way_back_to_the_raiser(cast):
    one = raised(cast, to="cochair", text="Dr X calls me by another's name")
    services.to_agenda(by=cast.alice, suggestion=one, title="Names on the ward", text="Said right.")
    item = one.agenda_item
    assert (item.title, item.proposed_by) == ("Names on the ward", None)
    assert "Bob" not in item.raised_as
    assert "Dr X" not in item.text
    with pytest.raises(SuggestionError):
        services.to_agenda(by=cast.alice, suggestion=one, title="Again")


def test_a_project_from_a_co_chair_s_matter_holds_only_approved_words(cast, news):
    one = raised(cast, to="cochair", text="Dr X again")
    project = services.to_project(
        by=cast.alice, suggestion=one, title="Names", kind="culture", origin="Names matter."
    )
    news()
    assert project.origin_text == "Names matter."
    assert steps_of(one).count("project") == 1
    with pytest.raises(SuggestionError):
        services.to_project(by=cast.alice, suggestion=one, title="Names", kind="culture")


def test_what_is_closed_is_not_put_anywhere_any_more(cast):
    one = raised(cast, to="cochair")
    services.close(by=cast.alice, suggestion=one, outcome="Done.")
    for act in (
        lambda: services.to_agenda(by=cast.alice, suggestion=one, title="x"),
        lambda: services.to_project(by=cast.alice, suggestion=one, title="x", kind="policy"),
    ):
        with pytest.raises(SuggestionError):
            act()


def test_nothing_said_of_an_unminuted_item_reaches_the_mail(cast, news):
    one = raised(cast)
    item, meeting = one.agenda_item, MeetingFactory(network=cast.network)
    schedule_item(by=cast.alice, item=item, meeting=meeting)
    item.refresh_from_db()
    item.is_unminuted = True
    item.save()
    close_item(by=cast.alice, item=item, outcome="A secret was told.")
    news()
    assert "discussed" in steps_of(one)
    assert not Letter.objects.filter(text__contains="A secret").exists()
    assert not SuggestionStep.objects.filter(text__contains="A secret").exists()


def test_mail_about_what_was_raised_with_a_co_chair_carries_no_words(cast):
    one = raised(cast, to="cochair")
    services.answer(by=cast.alice, suggestion=one, text="About your sister.")
    assert told() == 1
    assert not Letter.objects.filter(text__contains="sister").exists()


def test_the_last_rating_counts_and_the_owner_hears_of_it(cast):
    one = raised(cast)
    services.rate(by=cast.bob, suggestion=one, rating="helped")
    services.rate(by=cast.bob, suggestion=one, rating="no", text="It came back.")
    services.rate(by=cast.bob, suggestion=one, rating="no", text="It came back.")
    assert (one.rating, one.rating_text) == ("no", "It came back.")
    assert told("alice@example.org") == 2
    with pytest.raises(SuggestionError):
        services.rate(by=cast.bob, suggestion=one, rating="splendid")


def test_small_numbers_are_said_in_words(cast):
    assert "Little has been raised" in queries.figures(cast.network).sentence
    matters = [raised(cast) for _n in range(6)]
    services.answer(by=cast.alice, suggestion=matters[0], text="Yes.")
    figures = queries.figures(cast.network)
    assert (figures.n_raised, figures.n_in_time) == (6, 1)
    assert "6 things were raised. Fewer than 5 were answered" in figures.sentence


def test_an_answer_after_its_day_is_not_counted_as_in_time(cast):
    one = raised(cast, at=datetime(2026, 11, 2, 9, tzinfo=UTC))
    with time_machine.travel(datetime(2026, 11, 12, 9, tzinfo=UTC), tick=False):
        services.answer(by=cast.alice, suggestion=one, text="Late.")
        assert queries.figures(cast.network).n_in_time == 0


def test_an_address_is_forgotten_half_a_year_after_the_end(cast):
    one = raised_by_visitor(cast, address="ama@example.org")
    services.close(by=cast.alice, suggestion=one, outcome="Done.")
    assert services.forget_addresses() == 0
    Suggestion.objects.update(closed_at=one.closed_at - timedelta(days=181))
    assert services.forget_addresses() == 1
    one.refresh_from_db()
    assert one.address == ""


def test_once_everything_agreed_is_done_the_raiser_is_asked_whether_it_worked(cast, news):
    one = raised(cast)
    meeting = MeetingFactory(network=cast.network)
    schedule_item(by=cast.alice, item=one.agenda_item, meeting=meeting)
    wanted = {"network": cast.network, "meeting": meeting, "item": one.agenda_item}
    first, second = (
        assign_action(by=cast.alice, text=text, owner=cast.alice, due_on=None, **wanted)
        for text in ("Ask the trust.", "Count the hats.")
    )
    mark_stuck(by=cast.alice, action=first, why="Nobody answers.")
    mark_done(by=cast.alice, action=second)
    news()
    assert steps_of(one)[-2:] == ["stuck", "done"]
    assert "asked" not in steps_of(one)
    mark_done(by=cast.alice, action=first, outcome="They bought four sizes.")
    news()
    assert "asked" in steps_of(one)
    assert queries.what_came(one) == "Ask the trust.\n\nThey bought four sizes."
    letter = Letter.objects.filter(to="bob@example.org", kind="raised").last()
    assert letter is not None
    assert "What was agreed is done:\n\nAsk the trust." in letter.text
    assert "/l/did-it-work/" in letter.text
