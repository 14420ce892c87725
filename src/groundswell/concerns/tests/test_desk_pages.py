"""The desk: locked until a passphrase, due first, nothing lost, nothing kept."""

import re
import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from groundswell.concerns.models import Concern, KeyRow, Unlocked
from groundswell.concerns.queries import handler_of, messages, pile
from groundswell.concerns.queries.desk import beginning
from groundswell.concerns.services import (
    acknowledge,
    ask_hold,
    close,
    note,
    reply,
    take,
    unlock,
)
from groundswell.concerns.tests.factories import PASSPHRASE, drafted, listening, raised
from groundswell.kernel import limits
from groundswell.kernel.clock import today
from groundswell.people.services import note_sign_in, note_sign_out

WORDS = "Zebrafinch-Quartermaster answers"


@pytest.fixture(autouse=True)
def fresh_limits():
    limits.forget()
    yield
    limits.forget()


@pytest.fixture
def concern(cast, listener):
    return raised(cast, "It was said in theatre nine.")[0]


def at(name, *args):
    return reverse(f"concerns:{name}", args=["tidewell", *args])


def says(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def do(client, concern, act, **form):
    answer = client.post(
        at("concern", concern.pk), {"do": act, "number": str(uuid.uuid4()), **form}
    )
    assert answer.status_code == 200
    return answer


def browser_of(listener):
    client = Client()
    client.force_login(listener.person)
    client.cookies["desk"] = unlock(by=listener.person, listener=listener, passphrase=PASSPHRASE)[1]
    return client


# ------------------------------------------------------------------ the lock


def test_the_passphrase_opens_the_desk_and_the_cookie_goes_nowhere_else(client, cast, concern):
    client.force_login(cast.femi)
    locked = client.get(at("desk"))
    assert "Unlock" in says(locked)
    assert "theatre nine" not in says(locked)
    wrong = client.post(at("desk"), {"passphrase": "not this one", "do_unlock": "yes"})
    assert "does not open your key" in says(wrong)
    assert "not this one" not in wrong.content.decode()
    answer = client.post(at("desk"), {"passphrase": PASSPHRASE, "do_unlock": "yes"})
    cookie = answer.cookies["desk"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == (at("desk"), True, "Strict")
    assert "theatre nine" in says(client.get(answer.url))


def test_locking_ends_it_and_clears_what_the_browser_kept(unlocked_client, concern):
    answer = unlocked_client.post(at("lock"))
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    assert not Unlocked.objects.exists()
    assert "theatre nine" not in says(unlocked_client.get(at("desk")))
    assert unlocked_client.get(at("lock")).status_code == 302


def test_who_does_not_listen_and_who_listens_elsewhere_finds_no_page(client, cast, concern):
    elsewhere = listening(cast, cast.charlie, network=cast.other_network)
    for person in (cast.bob, cast.alice, elsewhere.person):
        client.force_login(person)
        for url in (at("desk"), at("lock"), at("concern", concern.pk)):
            assert client.get(url).status_code == 404
    assert browser_of(elsewhere).get(reverse("concerns:desk", args=["medpride"])).status_code == 200


def test_somebody_asked_to_listen_reads_that_they_have_no_key_yet(client, cast, listener):
    listener.state = "invited"
    listener.save()
    client.force_login(cast.femi)
    assert "have no key yet" in says(client.get(at("desk")))


def test_no_page_is_kept_or_says_what_it_is(unlocked_client, concern):
    for url in (at("desk"), at("concern", concern.pk)):
        answer = unlocked_client.get(url)
        assert answer.headers["Cache-Control"] == "no-store"
        assert "<title>Notes</title>" in answer.content.decode()
        assert "Leave this page" in says(answer)


def test_too_many_passphrases_are_a_sentence(client, cast, listener, monkeypatch):
    monkeypatch.setattr("groundswell.concerns.web.UNLOCKS_AN_HOUR", 0)
    client.force_login(cast.femi)
    answer = client.post(at("desk"), {"passphrase": PASSPHRASE, "do_unlock": "yes"})
    assert "in an hour" in says(answer)


# ------------------------------------------------------------------ nothing typed is lost


def test_words_typed_while_it_locked_come_back_after_unlocking_and_are_not_sent(
    unlocked_client, concern, desk
):
    Unlocked.objects.all().delete()
    number = str(uuid.uuid4())
    locked = do(unlocked_client, concern, "reply", text=WORDS, number=number)
    page = locked.content.decode()
    assert "Your words wait on this page" in page
    kept = re.findall(r'<textarea name="(\w+)" hidden>\n(.*?)</textarea>', page, re.S)
    assert dict(kept) == {"do": "reply", "number": number, "text": WORDS}
    wrong = unlocked_client.post(
        at("concern", concern.pk), {**dict(kept), "passphrase": "no", "do_unlock": "yes"}
    )
    assert WORDS in wrong.content.decode()
    back = unlocked_client.post(
        at("concern", concern.pk), {**dict(kept), "passphrase": PASSPHRASE, "do_unlock": "yes"}
    )
    assert "nothing was sent yet" in says(back)
    assert f"\n{WORDS}</textarea>" in back.content.decode()
    assert "answered" not in [one.kind for one in messages(desk, concern)]
    do(unlocked_client, concern, "reply", text=WORDS, number=number)
    assert messages(desk, concern)[-1].text == WORDS


def test_words_typed_while_signed_out_wait_without_the_passphrase_and_in_no_cache(client, concern):
    answer = client.post(
        at("concern", concern.pk), {"do": "reply", "text": WORDS, "passphrase": PASSPHRASE}
    )
    assert WORDS in answer.content.decode()
    assert PASSPHRASE not in answer.content.decode()
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_refused_form_comes_back_whole(unlocked_client, concern, cast):
    long = "y" * 20_001
    assert long in do(unlocked_client, concern, "note", text=long).content.decode()
    assert "Choose one of these" in says(do(unlocked_client, concern, "close", text=WORDS))
    for act in ("acknowledge", "reply", "pause", "triage", "hand", "close", "no such thing"):
        do(unlocked_client, concern, act, number="not a number", to="x", kind="x", outcome="x")
    sent = raised(cast)[0]
    assert WORDS in do(unlocked_client, sent, "pause", text=WORDS).content.decode()


def test_closing_what_another_closed_meanwhile_keeps_the_words(unlocked_client, cast, concern):
    sade = listening(cast, cast.sade)
    KeyRow.objects.filter(listener=sade).delete()
    form = {"outcome": "support", "text": WORDS}
    do(unlocked_client, concern, "close", **form)
    again = do(unlocked_client, concern, "close", **form | {"text": "Mine"})
    assert "closed already" in says(again)
    assert ">\nMine</textarea>" in again.content.decode()


# ------------------------------------------------------------------ work


def test_a_concern_goes_its_way_through_the_pages(unlocked_client, cast, concern, desk):
    sade = listening(cast, cast.sade)
    Unlocked.objects.all().delete()
    client = browser_of(desk.listener)
    assert "has a key now" in says(do(client, concern, "let_in", whom=str(sade.pk)))
    assert "You look after it now" in says(do(client, concern, "take"))
    assert "that it arrived" in says(do(client, concern, "acknowledge", text=""))
    assert "said so already" in says(do(client, concern, "acknowledge", text=""))
    assert "The clock is paused" in says(do(client, concern, "pause", text="Exams"))
    assert "The clock runs again" in says(do(client, concern, "resume"))
    assert "is there for the raiser" in says(do(client, concern, "reply", text=WORDS))
    assert "Your note is kept" in says(do(client, concern, "note", text="A note"))
    assert "can read it" in says(do(client, concern, "discuss", text="What next?"))
    coded = do(client, concern, "triage", kind=["verbal", "joke"], source="patient")
    assert "What kind of thing: Verbal abuse or a slur, A “joke” or a stereotype" in says(coded)
    assert 'value="patient" selected' in coded.content.decode()
    closed = do(client, concern, "close", outcome="support", text="We spoke.")
    assert "Before you go on" in says(closed)
    assert "It is open again" in says(do(client, concern, "reopen"))
    passed = do(client, concern, "hand", to=str(sade.pk))
    assert "Sade O&#x27;Brien looks after it now" in says(passed)
    assert handler_of(concern) == sade


def test_a_raisers_name_contact_and_who_must_not_hear_of_it_are_read(unlocked_client, cast):
    from groundswell.concerns.exclusions import Exclusions

    concern, _receipt = raised(
        cast, exclusions=Exclusions(others="Dr Crane"), name="Amal", contact="After six"
    )
    shown = says(unlocked_client.get(at("concern", concern.pk)))
    assert all(word in shown for word in ("Amal", "After six", "Dr Crane"))


def test_what_a_listener_says_is_on_the_raisers_page_and_notes_are_not(client, cast, desk):
    concern, receipt = raised(cast)
    acknowledge(by=desk, concern=concern)
    reply(by=desk, concern=concern, text=WORDS)
    note(by=desk, concern=concern, text="Only among us")
    thread = says(client.post(at("back"), {"receipt": receipt}))
    assert WORDS in thread
    assert "It arrived, and a listener has it." in thread
    assert "Only among us" not in thread


# ------------------------------------------------------------------ piles


def test_what_is_due_first_lies_on_top_and_each_pile_holds_its_own(unlocked_client, cast, desk):
    concerns = [raised(cast, f"Number {n}")[0] for n in range(3)]
    for concern, day in zip(concerns, ("03", "01", "02"), strict=True):
        Concern.objects.filter(pk=concern.pk).update(due_on=f"2026-06-{day}")
        concern.refresh_from_db()
    drafted(cast, "Number 9")
    take(by=desk, concern=concerns[0])
    close(by=desk, concern=concerns[1], outcome="support", text="We spoke.")

    def order(pile):
        return re.findall(r"Number (\d)", says(unlocked_client.get(f"{at('desk')}?show={pile}")))

    assert order("open") == ["2", "0"]
    assert order("mine") == ["0"]
    assert order("free") == ["2"]
    assert order("closed") == ["1"]
    assert order("no such pile") == ["2", "0"]


@pytest.mark.parametrize("pile", ["open", "mine", "free", "closed"])
def test_an_empty_pile_teaches(unlocked_client, listener, pile):
    assert 'class="empty"' in unlocked_client.get(f"{at('desk')}?show={pile}").content.decode()


def test_pages_are_bounded_and_a_strange_page_number_breaks_nothing(
    unlocked_client, cast, listener, monkeypatch
):
    monkeypatch.setattr("groundswell.concerns.views.desk.SHOWN", 2)
    for number in range(3):
        raised(cast, f"Number {number}")
    first = unlocked_client.get(at("desk"))
    assert says(first).count("Number") == 2
    assert 'rel="next"' in first.content.decode()
    assert says(unlocked_client.get(f"{at('desk')}?page=2")).count("Number") == 1
    for typed in ("0", "-1", "x", "٣", "9" * 40):
        assert unlocked_client.get(at("desk"), {"page": typed}).status_code == 200


def cost(client, url):
    client.get(url)
    with CaptureQueriesContext(connection) as asked:
        client.get(url)
    return len(asked)


def test_ten_more_concerns_messages_and_listeners_cost_no_more_queries(
    unlocked_client, cast, concern, desk
):
    queue, one = at("desk"), at("concern", concern.pk)
    before = cost(unlocked_client, queue), cost(unlocked_client, one)
    for number in range(10):
        raised(cast, f"Number {number}")
        reply(by=desk, concern=concern, text=f"{number}")
        note(by=desk, concern=concern, text=f"{number}")
    for person in (cast.alice, cast.bob, cast.sade):
        listening(cast, person)
    assert (cost(unlocked_client, queue), cost(unlocked_client, one)) == before
    # Whom it could be passed on to, who could be let in, and the chain that says whether words are those written.
    assert max(before) <= 15


def test_only_the_newest_messages_show_until_all_are_asked_for(
    unlocked_client, concern, desk, monkeypatch
):
    monkeypatch.setattr("groundswell.concerns.views.concern.SHOWN", 1)
    reply(by=desk, concern=concern, text=WORDS)
    assert "theatre nine" not in says(unlocked_client.get(at("concern", concern.pk)))
    assert "theatre nine" in says(unlocked_client.get(at("concern", concern.pk), {"all": "1"}))


def test_what_was_withdrawn_while_one_typed_is_a_404_like_what_never_was(unlocked_client, concern):
    gone = at("concern", concern.pk)
    Concern.objects.all().delete()
    assert unlocked_client.get(gone).status_code == 404


def test_home_says_in_one_line_that_the_desk_needs_its_listener_and_nobody_else(
    client, cast, concern
):
    line = "Your desk needs you"
    home = reverse("home:network", args=["tidewell"])
    client.force_login(cast.femi)
    assert line not in says(client.get(home))
    Concern.objects.update(due_on="2020-01-01")
    shown = says(client.get(home))
    assert line in shown
    assert "theatre nine" not in shown
    client.force_login(cast.bob)
    assert line not in says(client.get(home))


def test_signing_out_locks_the_desk(cast, listener, news):
    client = Client()
    request = client.get(reverse("home:front")).wsgi_request
    request.session.save()
    note_sign_in(person=cast.femi, session=request.session, user_agent="")
    unlock(by=cast.femi, listener=listener, passphrase=PASSPHRASE)
    note_sign_out(session=request.session)
    news()
    assert not Unlocked.objects.exists()


def test_a_line_of_the_desk_ends_with_a_whole_word():
    assert beginning("It was said again.") == "It was said again."
    assert beginning("word " * 40).endswith("word…")
    assert beginning("ward" * 40) == ("ward" * 40)[:90] + "…"


def test_whether_it_only_asks_is_a_question_while_the_first_answer_is_waited_for(
    desk, unlocked_client, concern
):
    asks = "This only asks something"
    assert asks in says(unlocked_client.get(at("concern", concern.pk)))
    reply(by=desk, concern=concern, text="We have it.")
    assert asks not in says(unlocked_client.get(at("concern", concern.pk)))


def test_who_asked_for_a_hold_is_not_offered_to_agree_to_it(cast, desk, unlocked_client, concern):
    later = today() + timedelta(days=90)
    ask_hold(by=desk, concern=concern, reason="A claim.", review_on=later)
    page = says(unlocked_client.get(at("concern", concern.pk)))
    assert "You asked. Another listener answers at their own desk." in page
    assert "I agree" not in page


@pytest.mark.skipif(connection.vendor != "sqlite", reason="reads SQLite's own plan")
@pytest.mark.parametrize("name", ["open", "free", "closed"])
def test_a_pile_is_read_in_its_order_and_not_sorted_as_a_whole(listener, name):
    assert "TEMP B-TREE" not in pile(listener, name)[:20].explain()
