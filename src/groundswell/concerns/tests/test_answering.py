"""What a listener does with a concern, and how its clocks stand after it."""

import uuid

import pytest

from groundswell.concerns import codes
from groundswell.concerns.errors import ConcernError, LoadFull, SealedShut, Taken, TooMuch
from groundswell.concerns.models import Concern, KeyRow, Listener
from groundswell.concerns.queries import entries_of, handler_of, messages, n_handled
from groundswell.concerns.services import (
    acknowledge,
    answer_checkin,
    close,
    discuss,
    hand_to,
    note,
    pause,
    problems_in,
    reopen,
    reply,
    resume,
    say_whether_it_worked,
    take,
    triage,
    write_more,
)
from groundswell.concerns.tests.factories import at_desk, listening, opened, raised
from groundswell.kernel.actors import can
from groundswell.kernel.errors import NotAllowed
from groundswell.kernel.permissions import Permission


@pytest.fixture
def sade(cast, listener):
    """Sade listens too."""
    return listening(cast, cast.sade)


@pytest.fixture
def concern(cast, listener):
    """What Femi holds a key of."""
    return raised(cast)[0]


def kinds(actor, concern, part="thread"):
    return [one.kind for one in messages(actor, concern, part)]


# ------------------------------------------------------------------ who looks after it


def test_the_first_of_two_who_take_it_has_it_and_the_second_reads_who(cast, sade, desk, concern):
    take(by=desk, concern=concern)
    take(by=desk, concern=concern)
    with pytest.raises(Taken, match="Femi Adeyemi"):
        take(by=at_desk(sade), concern=concern)
    assert handler_of(concern) == desk.listener


def test_it_is_passed_on_by_who_has_it_to_who_holds_a_key(cast, sade, desk, concern):
    take(by=desk, concern=concern)
    hand_to(by=desk, concern=concern, to=sade)
    assert handler_of(concern) == sade
    with pytest.raises(Taken):
        hand_to(by=desk, concern=concern, to=desk.listener)
    bob = listening(cast, cast.bob)
    with pytest.raises(ConcernError, match="no key"):
        hand_to(by=at_desk(sade), concern=concern, to=bob)


def test_what_is_late_or_whose_handler_is_away_may_be_taken_over(cast, sade, desk, concern):
    take(by=desk, concern=concern)
    Listener.objects.filter(pk=desk.listener.pk).update(state="away")
    take(by=at_desk(sade), concern=concern)
    Listener.objects.filter(pk=desk.listener.pk).update(state="ready")
    with pytest.raises(Taken):
        take(by=desk, concern=concern)
    Concern.objects.update(due_on=concern.raised_on.replace(year=2020))
    take(by=desk, concern=concern)
    assert handler_of(concern) == desk.listener


def test_nobody_takes_more_than_they_said_they_can(cast, sade, desk, concern):
    other = raised(cast)[0]
    desk.listener.most_open = 1
    take(by=desk, concern=concern)
    with pytest.raises(LoadFull, match="1"):
        take(by=desk, concern=other)
    close(by=desk, concern=concern, outcome="support", text="We spoke.")
    take(by=desk, concern=other)
    assert n_handled(desk.listener) == 1


def test_a_full_colleague_can_be_handed_more_so_that_no_refusal_tells_of_others(
    cast, sade, desk, concern
):
    Listener.objects.filter(pk=sade.pk).update(most_open=1)
    for one in (concern, raised(cast)[0]):
        take(by=desk, concern=one)
        hand_to(by=desk, concern=one, to=sade)
    assert n_handled(sade) == 2


def test_without_a_key_of_today_nothing_can_be_done(cast, sade, desk, concern):
    KeyRow.objects.filter(listener=sade).delete()
    with pytest.raises(SealedShut):
        reply(by=at_desk(sade), concern=concern, text="Hello")
    elsewhere = listening(cast, cast.charlie, network=cast.other_network)
    with pytest.raises(NotAllowed):
        note(by=at_desk(elsewhere), concern=concern, text="Hello")
    assert not can(desk, Permission.CONCERN_REMIND, cast.network)


# ------------------------------------------------------------------ what the raiser hears


def test_that_it_arrived_is_said_once(cast, sade, desk, concern):
    assert acknowledge(by=desk, concern=concern, text="I have it.")
    assert not acknowledge(by=at_desk(sade), concern=concern, text="I have it too.")
    assert concern.state == "acknowledged"
    assert concern.acknowledged_on == concern.raised_on
    assert concern.due_on == concern.reply_due_on
    assert kinds(desk, concern).count("received") == 1


def test_a_first_answer_stops_the_answers_clock_and_a_question_does_not(desk, concern):
    reply(by=desk, concern=concern, text="May I ask when?", is_answer=False)
    assert (concern.state, concern.replied_on) == ("acknowledged", None)
    reply(by=desk, concern=concern, text="This is what we can do.")
    assert (concern.state, concern.due_on) == ("replied", concern.outcome_due_on)
    assert concern.replied_on is not None


def test_a_double_click_answers_once(desk, concern):
    number = uuid.uuid4()
    for _click in range(2):
        reply(by=desk, concern=concern, text="Once", number=number)
        discuss(by=desk, concern=concern, text="Once", number=number)
    assert kinds(desk, concern).count("answered") == 1


def test_empty_and_endless_words_are_refused_with_a_sentence(desk, concern):
    with pytest.raises(ConcernError, match="few words"):
        reply(by=desk, concern=concern, text="  ")
    with pytest.raises(ConcernError, match="few words"):
        note(by=desk, concern=concern, text="")
    with pytest.raises(TooMuch):
        reply(by=desk, concern=concern, text="x" * 20_001)


def test_the_raiser_reads_answers_and_no_note_talk_or_coded_word(cast, desk):
    concern, receipt = raised(cast)
    reply(by=desk, concern=concern, text="To you")
    note(by=desk, concern=concern, text="A note")
    discuss(by=desk, concern=concern, text="Among us")
    triage(by=desk, concern=concern, chosen={"kind": ["verbal", "joke"], "source": ["patient"]})
    read = [one.text for one in messages(opened(cast, receipt), concern)]
    assert "To you" in read
    assert messages(opened(cast, receipt), concern, "desk") == []
    assert kinds(desk, concern, "desk") == ["note", "discussed", "triage"]


@pytest.mark.parametrize(
    "chosen",
    [{"kind": ["guilty"]}, {"source": ["patient", "student"]}, {"verdict": ["upheld"]}],
)
def test_a_coded_word_that_is_not_on_the_list_is_refused(desk, concern, chosen):
    with pytest.raises(ConcernError, match="Nothing was changed"):
        triage(by=desk, concern=concern, chosen=chosen)


def test_no_word_of_the_lists_judges_anybody():
    said = " ".join(
        str(words).lower() for field in codes.FIELDS.values() for words in field.choices.values()
    )
    judging = ("upheld", "unfounded", "guilty", "substantiated", "malicious", "proven", "vexatious")
    assert not [word for word in judging if word in said]
    assert codes.words("kind", ["verbal", "gone"]).endswith(", gone")


# ------------------------------------------------------------------ pauses, closing, after


def test_only_the_clock_of_the_answer_pauses_and_it_needs_a_reason(desk, concern):
    with pytest.raises(ConcernError, match="Only the clock"):
        pause(by=desk, concern=concern, reason="You asked us to wait.")
    acknowledge(by=desk, concern=concern)
    with pytest.raises(ConcernError, match="few words"):
        pause(by=desk, concern=concern, reason=" ")
    for _click in range(2):
        pause(by=desk, concern=concern, reason="You asked us to wait.")
    assert concern.due_on == concern.outcome_due_on
    for _click in range(2):
        resume(by=desk, concern=concern)
    assert concern.due_on == concern.reply_due_on
    assert kinds(desk, concern)[-2:] == ["paused", "resumed"]


def test_closing_needs_an_outcome_in_a_coded_word_and_in_words(cast, sade, desk, concern):
    with pytest.raises(ConcernError, match="few words"):
        close(by=desk, concern=concern, outcome="support", text="")
    with pytest.raises(ConcernError, match="not on it"):
        close(by=desk, concern=concern, outcome="upheld", text="We think so.")
    close(by=desk, concern=concern, outcome="support", text="We spoke twice.")
    assert (concern.state, concern.due_on) == ("closed", None)
    with pytest.raises(ConcernError, match="closed already"):
        close(by=at_desk(sade), concern=concern, outcome="policy", text="A rule changed.")
    assert messages(desk, concern)[-1].content["outcome"] == "support"


def test_a_new_message_of_the_raiser_opens_it_again_with_new_clocks(cast, desk):
    concern, receipt = raised(cast)
    close(by=desk, concern=concern, outcome="support", text="We spoke.")
    write_more(by=opened(cast, receipt), text="It happened again.")
    concern.refresh_from_db()
    assert (concern.state, concern.closed_on) == ("acknowledged", None)
    assert concern.due_on == concern.reply_due_on
    close(by=desk, concern=concern, outcome="support", text="We spoke again.")
    for _click in range(2):
        reopen(by=desk, concern=concern)
    assert kinds(desk, concern)[-1] == "reopened"
    assert concern.state == "acknowledged"


def test_whether_it_worked_is_sealed_and_asked_of_what_is_closed(cast, desk):
    concern, receipt = raised(cast)
    with pytest.raises(ConcernError, match="open again"):
        say_whether_it_worked(by=opened(cast, receipt), worked="helped")
    close(by=desk, concern=concern, outcome="support", text="We spoke.")
    with pytest.raises(ConcernError, match="not on it"):
        say_whether_it_worked(by=opened(cast, receipt), worked="x")
    say_whether_it_worked(by=opened(cast, receipt), worked="partly", text="Half of it.")
    assert messages(desk, concern)[-1].content["worked"] == "partly"


def test_there_are_two_check_ins_and_harm_since_opens_it_again(cast, desk):
    concern, receipt = raised(cast)
    close(by=desk, concern=concern, outcome="support", text="We spoke.")
    for n_more in (1, 0):
        raiser = opened(cast, receipt)
        assert not answer_checkin(by=raiser, detriment="no", worked="helped")
        concern.refresh_from_db()
        assert (concern.checkin_due_on is not None) == bool(n_more)
    assert answer_checkin(by=opened(cast, receipt), detriment="yes", text="My rota changed.")
    concern.refresh_from_db()
    assert concern.state == "acknowledged"


def test_a_check_in_sent_twice_counts_once(cast, desk):
    concern, receipt = raised(cast)
    close(by=desk, concern=concern, outcome="support", text="We spoke.")
    number = uuid.uuid4()
    for _click in range(2):
        answer_checkin(by=opened(cast, receipt), detriment="unsure", number=number)
    concern.refresh_from_db()
    assert concern.n_checkins == 1


def test_every_act_stands_in_the_chain(cast, desk, concern):
    take(by=desk, concern=concern)
    acknowledge(by=desk, concern=concern)
    pause(by=desk, concern=concern, reason="Exams")
    resume(by=desk, concern=concern)
    reply(by=desk, concern=concern, text="Here is what we can do.")
    close(by=desk, concern=concern, outcome="informal", text="They talked.")
    acts = [entry["act"] for entry in entries_of(desk, concern)]
    assert acts == ["sent", "took", "acknowledged", "paused", "resumed", "answered", "closed"]
    assert list(problems_in(cast.network.pk)) == []
