"""What may be done to an ask, by whom, and what it leaves behind."""

from datetime import timedelta

import pytest

from groundswell.audit.queries import acts_about
from groundswell.kernel.clock import now, today
from groundswell.kernel.errors import EditConflict, NotAllowed
from groundswell.kernel.permissions import Permission
from groundswell.mail.models import Bounce, Letter
from groundswell.people.models import SignedLink
from groundswell.projects import services
from groundswell.projects.errors import AskError
from groundswell.projects.models import Ask, AskVerdict
from groundswell.projects.queries import commitments, commitments_tally, open_asks, thread_of_ask
from groundswell.projects.queries.asks import seen_by
from groundswell.projects.reactions import ask_examples as made
from groundswell.projects.reactions.ask_examples import a_token, office_of
from groundswell.projects.tests.factories import ProjectFactory, ProjectPartFactory


@pytest.fixture
def draft(cast):
    return made.a_draft(cast)


def draft_for(cast, by, project=None):
    return services.draft_ask(
        by=by,
        network=cast.network,
        office=made.an_office(cast),
        title="A",
        text="B",
        project=project,
    )


def test_a_lead_writes_for_their_project_and_nothing_else(cast):
    project = ProjectFactory(network=cast.network)
    ProjectPartFactory(project=project, person=cast.bob)
    ask = draft_for(cast, cast.bob, project)
    assert ask.state == "draft"
    with pytest.raises(NotAllowed, match="leads a project"):
        draft_for(cast, cast.bob)
    with pytest.raises(NotAllowed, match="leads a project"):
        draft_for(cast, cast.femi, project)
    with pytest.raises(NotAllowed):
        services.send_ask(by=cast.bob, ask=ask)  # only co-chairs hold ASK_SEND


def test_a_draft_is_read_by_those_who_write_it(cast, draft):
    assert draft in seen_by(cast.sade, cast.network)
    assert draft not in seen_by(cast.bob, cast.network)
    services.send_ask(by=cast.sade, ask=draft)
    assert draft in seen_by(cast.bob, cast.network)


def test_two_editors_keep_both_texts_and_a_sent_ask_keeps_its_words(cast, draft):
    services.edit_ask(by=cast.alice, ask=draft, version=1, text="One")
    with pytest.raises(EditConflict) as conflict:
        services.edit_ask(by=cast.sade, ask=draft, version=1, text="Two")
    assert conflict.value.theirs["text"] == "One"
    services.send_ask(by=cast.alice, ask=draft)
    with pytest.raises(AskError, match="words stay"):
        services.edit_ask(by=cast.alice, ask=draft, version=draft.version, text="Three")


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [("email", "", "no address"), ("is_closed", True, "closed in the directory")],
)
def test_an_office_that_cannot_be_reached_is_not_asked(cast, draft, field, value, sentence):
    setattr(draft.office, field, value)
    draft.office.save()
    with pytest.raises(AskError, match=sentence):
        services.send_ask(by=cast.alice, ask=draft)
    assert Ask.objects.get().state == "draft"


def test_an_address_that_refused_mail_is_corrected_first(cast, draft):
    Bounce.objects.create(address="head@example.org", why="550")
    with pytest.raises(AskError, match="came back"):
        services.send_ask(by=cast.alice, ask=draft)


def test_an_answer_is_due_after_today(cast, draft):
    services.edit_ask(by=cast.alice, ask=draft, version=1, reply_due_on=today())
    with pytest.raises(AskError, match="more time"):
        services.send_ask(by=cast.alice, ask=draft)


def test_sending_twice_is_sending_once(cast, draft, news):
    for _time in range(2):
        services.send_ask(by=cast.alice, ask=draft)
    news()
    assert SignedLink.objects.filter(verb="ask.answer").count() == 1
    assert acts_about(draft).filter(action="ask.sent").count() == 1


def test_yes_has_words_and_a_day_to_come(cast):
    ask = made.a_sent_ask(cast)
    office = office_of(ask)
    with pytest.raises(AskError, match="what your office will do"):
        services.answer_ask(by=office, ask=ask, way="yes", text=" ", on=today())
    for on in (None, today() - timedelta(days=1)):
        with pytest.raises(AskError, match="still to come"):
            services.answer_ask(by=office, ask=ask, way="yes", text="We will", on=on)
    with pytest.raises(AskError, match="three years"):
        services.answer_ask(
            by=office, ask=ask, way="yes", text="Yes", on=today() + timedelta(days=2000)
        )


def test_no_has_its_reason_and_is_an_answer(cast):
    ask = made.a_sent_ask(cast)
    with pytest.raises(AskError, match="needs its reason"):
        services.answer_ask(by=office_of(ask), ask=ask, way="no", text="")
    services.answer_ask(by=office_of(ask), ask=ask, way="no", text="No money.")
    assert ask.state == "declined"
    with pytest.raises(AskError, match="answered already"):
        services.answer_ask(by=office_of(ask), ask=ask, way="yes", text="Yes", on=today())


def test_an_office_moves_the_date_once(cast):
    ask = made.a_sent_ask(cast)
    later = today() + timedelta(days=20)
    with pytest.raises(AskError, match="within sixty days"):
        services.answer_ask(
            by=office_of(ask), ask=ask, way="later", text="Who?", on=today() + timedelta(days=61)
        )
    services.answer_ask(by=office_of(ask), ask=ask, way="later", text="Which panels?", on=later)
    assert (ask.state, ask.reply_due_on) == ("answered", later)
    with pytest.raises(AskError, match="moved once already"):
        services.answer_ask(by=office_of(ask), ask=ask, way="later", text="And?", on=later)
    services.rejoin_ask(by=cast.alice, ask=ask, text="All of them.")
    services.answer_ask(by=office_of(ask), ask=ask, way="yes", text="We will", on=later)
    assert ask.state == "committed"


def test_nobody_but_the_office_answers_for_it(cast):
    ask = made.a_sent_ask(cast)
    with pytest.raises(NotAllowed):
        services.answer_ask(by=cast.alice, ask=ask, way="no", text="No")  # no role has ASK_ANSWER


def test_a_delivery_is_recorded_by_the_office_or_a_cochair_with_evidence(cast):
    ask = made.a_promise(cast)
    with pytest.raises(NotAllowed):
        services.deliver_ask(by=cast.bob, ask=ask, evidence="I saw it")  # ASK_DELIVER
    with pytest.raises(AskError, match="how one can see"):
        services.deliver_ask(by=cast.alice, ask=ask, evidence=" ")
    with pytest.raises(AskError, match="day of delivery"):
        services.deliver_ask(by=cast.alice, ask=ask, evidence="Yes", on=today() + timedelta(days=1))
    services.deliver_ask(by=cast.alice, ask=ask, evidence="In the minutes.")
    assert ask.steps.get(what="delivered").who == cast.network.name
    with pytest.raises(AskError, match="open commitment"):
        services.deliver_ask(by=office_of(ask), ask=ask, evidence="Again")


def test_a_second_verdict_of_the_same_member_replaces_the_first(cast):
    ask = made.a_delivery(cast)
    services.give_verdict(by=cast.bob, ask=ask, verdict="felt")
    assert ask.verdicts.get().verdict == "felt"


def test_when_the_round_closes_nobody_can_tell_who_said_what(cast):
    ask = made.a_verdict(cast)
    answer = AskVerdict.objects.get()
    assert answer.person is None
    assert answer.at == ask.verdict_to_office_at
    assert not acts_about(ask).filter(actor=cast.bob.pseudonym).exists()
    with pytest.raises(AskError, match="round is closed"):
        services.give_verdict(by=cast.priya, ask=ask, verdict="felt")


def test_a_round_is_not_closed_on_nobodys_word(cast):
    ask = made.a_promise(cast)
    services.deliver_ask(by=cast.alice, ask=ask, evidence="Done")
    services.give_verdict(by=cast.bob, ask=ask, verdict="not_mine")
    with pytest.raises(AskError, match="Nobody it touches"):
        services.judge_ask(by=cast.alice, ask=ask, text="Felt")


@pytest.mark.parametrize(
    ("felt", "partly", "not_felt", "sum_"),
    [
        (1, 0, 0, "felt"),
        (3, 1, 1, "felt"),
        (2, 1, 1, "partly"),
        (2, 0, 2, "partly"),
        (0, 1, 2, "not_felt"),
        (0, 1, 0, "partly"),
    ],
)
def test_a_verdict_is_counted_and_not_chosen(felt, partly, not_felt, sum_):
    counts = {"felt": felt, "partly": partly, "not_felt": not_felt}
    assert services.sum_up(counts) == sum_


def test_a_verdict_is_not_public_before_the_office_had_its_time(cast):
    ask = made.a_verdict(cast)
    assert commitments(cast.network).get().shown_verdict == ""
    with pytest.raises(AskError, match="may reply until"):
        services.publish_verdict(by=cast.alice, ask=ask)
    with pytest.raises(AskError, match="until"):
        services.close_ask(by=cast.alice, ask=ask, outcome="Enough")
    services.reply_to_verdict(by=office_of(ask, Permission.ASK_REPLY), ask=ask, text="Thank you.")
    found = commitments(cast.network).get()
    assert (found.shown_verdict, found.office_reply) == ("Partly felt", "Thank you.")
    assert (ask.state, ask.outcome) == ("closed", ask.verdict_text)


def test_a_reply_by_the_link_of_the_ask_is_refused(cast):
    ask = made.a_verdict(cast)
    with pytest.raises(NotAllowed):  # it holds ASK_ANSWER, not ASK_REPLY
        services.reply_to_verdict(by=office_of(ask), ask=ask, text="Thank you.")


def test_an_ask_that_is_withdrawn_says_why_and_its_links_stop(cast, news):
    ask = made.a_sent_ask(cast)
    a_token(ask, Permission.ASK_ANSWER)
    with pytest.raises(AskError, match="Nothing was written"):
        services.close_ask(by=cast.alice, ask=ask, outcome="")
    services.close_ask(by=cast.alice, ask=ask, outcome="The school solved it first.")
    assert not SignedLink.objects.filter(revoked_at=None).exists()
    assert not open_asks(cast.network).exists()


def test_what_the_network_ended_early_is_no_stain_on_an_office(cast):
    early, late = made.a_promise(cast), made.a_promise(cast)
    Ask.objects.filter(pk=late.pk).update(commit_due_on=today() - timedelta(days=3))
    late.refresh_from_db()
    for ask in (early, late):
        services.close_ask(by=cast.alice, ask=ask, outcome="Ended.")
    tally = commitments_tally(cast.network)
    assert (tally.kept, tally.in_time, tally.late) == (0, 0, 1)
    assert list(commitments(cast.network)) == [late]


def test_kept_in_time_and_late_are_told_apart(cast):
    made.a_public_verdict(cast)
    made.a_promise(cast)
    late = made.a_promise(cast)
    Ask.objects.filter(pk=late.pk).update(commit_due_on=today() - timedelta(days=1))
    tally = commitments_tally(cast.network)
    assert (tally.kept, tally.in_time, tally.late, tally.all) == (1, 1, 1, 3)


def test_sending_again_goes_to_the_new_holder_and_revokes_old_links(cast, news):
    ask = made.a_sent_ask(cast)
    news()
    old = SignedLink.objects.get(verb="ask.answer")
    ask.office.holder, ask.office.email = "Dr New", "new@example.org"
    ask.office.save()
    services.resend_ask(by=cast.alice, ask=ask)
    news()
    old.refresh_from_db()
    new = SignedLink.objects.get(verb="ask.answer", revoked_at=None)
    assert old.revoked_at
    assert (new.holder, new.address) == ("Dr New", "new@example.org")
    assert ask.reply_due_on is not None
    assert ask.reply_due_on > today()


def test_an_ask_goes_on_an_agenda_once_while_it_waits(cast):
    ask = made.a_refusal(cast)
    item = services.put_ask_on_agenda(by=cast.alice, ask=ask)
    assert services.put_ask_on_agenda(by=cast.sade, ask=ask) == item
    assert item.kind == "ask"


def test_an_ask_is_passed_on_by_who_follows_it_or_a_cochair(cast):
    ask = made.a_sent_ask(cast)
    with pytest.raises(NotAllowed):
        services.pass_on_ask(by=cast.bob, ask=ask, to=cast.bob)
    with pytest.raises(AskError, match="not a member"):
        services.pass_on_ask(by=cast.alice, ask=ask, to=cast.charlie)
    services.pass_on_ask(by=cast.sade, ask=ask, to=cast.bob)
    services.pass_on_ask(by=cast.bob, ask=ask, to=cast.femi)
    assert Ask.objects.get().by == cast.femi


def test_the_thread_of_an_ask_never_claims_to_measure(cast):
    ask = made.a_public_verdict(cast)
    reached = [step["label"] for step in thread_of_ask(ask) if step["reached"]]
    assert reached == ["raised", "heard", "doing", "changed", "shown"]


def test_the_story_names_no_person(cast):
    ask = made.a_public_verdict(cast)
    assert set(ask.steps.values_list("who", flat=True)) == {cast.network.name, "Head of School"}


def test_a_history_can_be_written_as_it_was(cast):
    ask = made.a_sent_ask(cast)
    assert Ask.objects.filter(
        pk=ask.pk, sent_at__lt=now() - timedelta(days=59), reply_due_on__lt=today()
    ).exists()


def test_after_the_round_the_rows_keep_no_order_in_which_people_answered(cast):
    ask = made.a_delivery(cast)
    said = [(cast.bob, "partly", "b"), (cast.femi, "felt", "z"), (cast.priya, "felt", "a")]
    for person, verdict, text in said:
        services.give_verdict(by=person, ask=ask, verdict=verdict, text=text)
    before = set(ask.verdicts.values_list("pk", flat=True))
    services.judge_ask(by=cast.alice, ask=ask, text="Most feel it.")
    rows = ask.verdicts.order_by("pk").values_list("pk", "verdict", "text")
    assert [row[1:] for row in rows] == [("felt", "a"), ("felt", "z"), ("partly", "b")]
    assert not before & {row[0] for row in rows}


def test_an_answer_given_by_phone_is_written_down_as_ours_and_mailed_to_the_office(
    cast, draft, news
):
    services.send_ask(by=cast.alice, ask=draft)
    due = today() + timedelta(days=30)
    with pytest.raises(NotAllowed):
        services.record_answer(by=cast.bob, ask=draft, way="yes", text="Two seats", on=due)
    with pytest.raises(AskError, match="A commitment has a date"):
        services.record_answer(by=cast.alice, ask=draft, way="yes", text="Two seats")
    services.record_answer(by=cast.alice, ask=draft, way="yes", text="Two seats", on=due)
    assert (draft.state, draft.commit_text, draft.commit_due_on) == ("committed", "Two seats", due)
    said = list(draft.steps.order_by("pk"))[-1]
    assert (said.what, said.who) == ("recorded", cast.network.name)
    news()
    letter = Letter.objects.filter(to=draft.asked_address).latest("pk")
    assert "We wrote down for you that your office says yes" in letter.text
    with pytest.raises(AskError, match="answered already"):
        services.record_answer(by=cast.alice, ask=draft, way="no", text="No")


def test_a_refusal_speaks_to_whoever_reads_it(cast, draft):
    """The office reads "you"; a co-chair who writes down for it reads "the office"."""
    services.send_ask(by=cast.alice, ask=draft)
    office, far = office_of(draft), today() + timedelta(days=90)
    for way, text, on in (
        ("yes", "", None),
        ("no", "", None),
        ("later", "", None),
        ("later", "Time", far),
    ):
        with pytest.raises(AskError) as refused:
            services.record_answer(by=cast.alice, ask=draft, way=way, text=text, on=on)
        assert "the office" in str(refused.value)
        with pytest.raises(AskError) as refused:
            services.answer_ask(by=office, ask=draft, way=way, text=text, on=on)
        assert "the office" not in str(refused.value)
