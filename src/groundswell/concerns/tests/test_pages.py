"""The raiser's pages: no account, no cookie, nothing in an address, nothing lost, nothing told."""

import logging
import re
import uuid
from io import StringIO

import pytest
from django.apps import apps
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from groundswell.concerns.exclusions import Exclusions
from groundswell.concerns.models import Concern, Key, KeyRow
from groundswell.concerns.queries import with_key
from groundswell.concerns.tests.factories import drafted, listening, opened, raised, tail
from groundswell.concerns.views import thread
from groundswell.kernel import limits
from groundswell.networks.models import Department
from groundswell.vault import costs
from groundswell.vault.receipts import Receipt, new_receipt, read

CANARY = "Zebrafinch-Quartermaster said it in theatre nine"


@pytest.fixture(autouse=True)
def fresh_limits():
    limits.forget()
    yield
    limits.forget()


def at(name):
    return reverse(f"concerns:{name}", args=["tidewell"])


def page(client, name, /, **form):
    """Send a form, get a page."""
    answer = client.post(at(name), form)
    assert answer.status_code == 200
    return answer


def receipt_on(answer):
    found = re.search(r'name="receipt" value="([^"]+)"', answer.content.decode())
    assert found
    return found[1]


def says(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_a_concern_is_raised_in_two_steps_and_followed_by_receipt(client, cast, listener):
    draft = page(client, "write", text=CANARY)
    receipt = receipt_on(draft)
    assert Concern.objects.get().state == "draft"
    sent = page(client, "send", receipt=receipt, tail=tail(receipt).lower())
    assert "It is sent." in says(sent)
    assert Concern.objects.get().state == "sent"
    thread = page(client, "back", receipt=receipt)
    assert CANARY in says(thread)
    assert "Femi Adeyemi" in says(thread)


def test_a_failed_retype_loses_nothing(client, cast, listener):
    receipt = receipt_on(page(client, "write", text=CANARY))
    again = page(
        client, "send", receipt=receipt, tail="0000" if tail(receipt) != "0000" else "1111"
    )
    assert "These are not the last four characters" in says(again)
    assert receipt_on(again) == receipt
    page(client, "send", receipt=receipt, tail=tail(receipt))
    assert Concern.objects.get().state == "sent"


def test_a_draft_is_found_again_by_its_receipt(client, cast, listener):
    _concern, receipt = drafted(cast, CANARY)
    found = page(client, "back", receipt=receipt)
    assert CANARY in says(found)
    assert "last four characters" in says(found)


def test_a_double_click_on_write_makes_drafts_of_which_one_is_sent(client, cast, listener):
    receipts = [receipt_on(page(client, "write", text=CANARY)) for _click in range(2)]
    page(client, "send", receipt=receipts[1], tail=tail(receipts[1]))
    assert list(Concern.objects.order_by("state").values_list("state", flat=True)) == [
        "draft",
        "sent",
    ]


def test_a_double_click_on_send_sends_once(client, cast, listener):
    _concern, receipt = drafted(cast)
    for _click in range(2):
        page(client, "send", receipt=receipt, tail=tail(receipt))
    assert Key.objects.count() == 2


def test_two_tabs_write_in_turn_and_a_double_click_writes_once(client, cast, listener):
    _concern, receipt = raised(cast)
    numbers = [str(uuid.uuid4()), str(uuid.uuid4())]
    for number, text in [
        (numbers[0], "From one"),
        (numbers[1], "From two"),
        (numbers[1], "From two"),
    ]:
        answer = page(client, "back", receipt=receipt, do="write", text=text, number=number)
    assert says(answer).count("From one") == 1
    assert says(answer).count("From two") == 1


def test_who_is_ticked_gets_no_key(client, cast, listener):
    sade = listening(cast, cast.sade)
    receipt = receipt_on(page(client, "write", text=CANARY, people=[str(sade.pk)]))
    thread = page(client, "send", receipt=receipt, tail=tail(receipt))
    assert list(with_key(Concern.objects.get())) == [listener]
    access = says(thread).split("Who has access now")[1].split("Keep somebody else out")[0]
    assert "Sade" not in access


def test_when_nobody_is_left_it_is_said_with_all_that_was_typed(client, cast, listener):
    answer = page(client, "write", text=CANARY, others="Dr Crane", people=[str(listener.pk)])
    assert "nobody is left here who may read it" in says(answer)
    for kept in (CANARY, "Dr Crane", "checked"):
        assert kept in answer.content.decode()
    assert not Concern.objects.exists()


def test_keeping_out_later_takes_the_key_and_shows_who_is_left(client, cast, listener):
    sade = listening(cast, cast.sade)
    concern, receipt = raised(cast)
    answer = page(client, "back", receipt=receipt, do="exclude", **{"out-people": [str(sade.pk)]})
    assert "1 listener has no access any more" in says(answer)
    concern.refresh_from_db()
    assert list(with_key(concern)) == [listener]


def test_withdrawing_asks_once_and_then_nothing_is_left(client, cast, listener, settings, tmp_path):
    settings.SEALED_ROOT = tmp_path
    _concern, receipt = raised(cast)
    asked = page(client, "back", receipt=receipt, do="withdraw")
    assert Concern.objects.exists()
    assert "Yes, withdraw it" in says(asked)
    page(client, "back", receipt=receipt, do="withdraw", sure="yes")
    assert not Concern.objects.exists()
    assert "opens nothing here" in says(page(client, "back", receipt=receipt))


# ------------------------------------------------------------------ bad input


def test_a_paste_of_ten_megabytes_is_a_sentence_and_comes_back_whole(client, cast, listener):
    paste = "ten megabytes " * (10 * 1024 * 1024 // 14)
    answer = page(client, "write", text=paste)
    assert "fit here" in answer.content.decode()[:200_000]
    assert paste in answer.content.decode()
    assert not Concern.objects.exists()


def test_broken_letters_are_a_sentence_and_lose_nothing(client, cast, listener):
    body = b"text=Caf%E9 and tea"
    answer = client.post(at("write"), body, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 200
    assert "did not arrive whole" in says(answer)
    assert "Caf� and tea" in answer.content.decode()


def test_a_nul_and_an_empty_form_are_sentences(client, cast, listener):
    assert "Nothing is lost" in says(page(client, "write", text="a\0b"))
    assert "one sentence is enough" in says(page(client, "write", text=""))
    assert not Concern.objects.exists()


def test_an_over_long_message_comes_back_whole(client, cast, listener):
    _concern, receipt = raised(cast)
    long = "y" * 20_001
    answer = page(client, "back", receipt=receipt, do="write", text=long, number=str(uuid.uuid4()))
    assert long in answer.content.decode()
    assert "20,001" in says(answer)


def test_a_made_up_choice_a_bad_number_and_an_unknown_act_break_nothing(client, cast, listener):
    _concern, receipt = raised(cast)
    page(client, "write", text="x", people=["nobody"], departments=["9999"])
    page(client, "back", receipt=receipt, do="write", text="x", number="not a number")
    page(client, "back", receipt=receipt, do="no such thing")
    page(
        client,
        "back",
        receipt="\0\ud83d".encode("utf-8", "surrogatepass").decode("utf-8", "replace"),
    )


def test_words_written_with_a_receipt_that_opens_nothing_are_not_lost(client, cast, listener):
    answer = page(client, "back", receipt=new_receipt().text, do="write", text="My words")
    assert "My words" in answer.content.decode()


def test_too_many_forms_are_a_sentence_and_lose_nothing(client, cast, listener, monkeypatch):
    monkeypatch.setattr("groundswell.concerns.views.raising.WRITINGS_AN_HOUR", 0)
    answer = page(client, "write", text=CANARY)
    assert "in an hour" in says(answer)
    assert CANARY in answer.content.decode()


# ------------------------------------------------------------------ receipts


def test_a_wrong_and_an_unknown_receipt_are_answered_alike(client, cast, listener, monkeypatch):
    calls = []
    real = costs.derive

    def counted(*args):
        calls.append(args)
        return real(*args)

    monkeypatch.setattr(costs, "derive", counted)
    _concern, receipt = raised(cast)
    answers = []
    for typed in (Receipt(read(receipt).locator, new_receipt().secret).text, new_receipt().text):
        calls.clear()
        with CaptureQueriesContext(connection) as asked:
            answer = client.post(at("back"), {"receipt": typed})
        answers.append((answer.status_code, answer.content, len(asked), len(calls)))
    assert answers[0] == answers[1]
    assert answers[0][3] == 1


def test_a_mistyped_receipt_says_what_to_look_at(client, cast, listener):
    assert "27 letters and digits" in says(page(client, "back", receipt="abc"))


@pytest.mark.django_db(transaction=True)
def test_it_is_said_to_be_sent_only_after_the_commit(client, cast, listener, monkeypatch):
    receipt = receipt_on(page(client, "write", text=CANARY))
    order = []
    real_commit = connection.commit

    def commit():
        order.append("commit")
        real_commit()

    monkeypatch.setattr(connection, "commit", commit)
    real_page = thread.thread_page

    def watched(*args, **kwargs):
        assert not connection.in_atomic_block
        assert Concern.objects.get().state == "sent"
        order.append("said")
        return real_page(*args, **kwargs)

    monkeypatch.setattr("groundswell.concerns.views.raising.thread_page", watched)
    page(client, "send", receipt=receipt, tail=tail(receipt))
    assert order == ["commit", "said"]


# ------------------------------------------------------------------ nothing kept, nothing told


PAGES = ["before", "write", "back"]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_sets_no_cookie_and_is_kept_by_no_cache(client, cast, listener, name):
    answer = client.get(at(name))
    assert not answer.cookies
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Vary" not in answer.headers
    assert "<title>Notes</title>" in answer.content.decode()


def without_policy(answer):
    skipped = {"Content-Security-Policy"}
    return answer.content, {k: v for k, v in answer.headers.items() if k not in skipped}


def test_who_is_signed_in_makes_no_difference_and_the_session_is_not_touched(cast, listener):

    stranger, member = Client(), Client()
    member.force_login(cast.alice)
    with CaptureQueriesContext(connection) as asked:
        for name in PAGES:
            assert without_policy(stranger.get(at(name))) == without_policy(member.get(at(name)))
        receipt = receipt_on(member.post(at("write"), {"text": CANARY}))
        sent = member.post(at("send"), {"receipt": receipt, "tail": tail(receipt)})
    assert not [query for query in asked if "session" in query["sql"].lower()]
    assert not sent.cookies
    assert cast.alice.name not in sent.content.decode()


def test_leaving_clears_what_the_browser_kept(client, cast, listener):
    answer = client.get(at("leave"))
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    assert answer.headers["Location"].startswith("https://www.wikipedia.org")


def test_no_page_holds_the_name_of_the_network_or_an_inline_script(client, cast, listener):
    _concern, receipt = raised(cast)
    for answer in [
        *(client.get(at(name)) for name in PAGES),
        page(client, "back", receipt=receipt),
    ]:
        shown = answer.content.decode()
        assert "Tidewell Medical Network" not in shown
        assert "data-sealed" in shown or at("before") in answer.request["PATH_INFO"]


def written_outside():
    """Every value of every table outside this room's sealed columns, cache, letters."""
    for model in apps.get_models(include_auto_created=True):
        for row in model._default_manager.values():
            yield from ((model._meta.label, str(value)) for value in row.values())
    yield from (("cache", str(value)) for value in getattr(cache, "_cache", {}).values())
    yield from (("mail", f"{one.subject} {one.body}") for one in mail.outbox)


def test_nothing_typed_stands_anywhere_in_the_clear(client, cast, listener, news):
    log = StringIO()
    handler = logging.StreamHandler(log)
    logging.getLogger().addHandler(handler)
    try:
        form = {
            "text": CANARY,
            "name": "Canaryname",
            "contact": "canary@example.org",
            "others": "Dr Canarycrane",
        }
        receipt = receipt_on(page(client, "write", **form))
        sent = page(client, "send", receipt=receipt, tail=tail(receipt))
        page(client, "back", receipt=receipt, do="write", text=CANARY, number=str(uuid.uuid4()))
        client.get(at("back"), {"receipt": "not read"})
        news()
    finally:
        logging.getLogger().removeHandler(handler)
    secrets = [
        CANARY,
        "Canaryname",
        "canary@example",
        "Canarycrane",
        receipt,
        receipt.replace("-", ""),
    ]
    everything = [
        *written_outside(),
        ("log", log.getvalue()),
        ("address", sent.request["PATH_INFO"]),
    ]
    assert [where for where, value in everything for one in secrets if one in value] == []
    assert not [
        where for where, _value in everything if where in {"mail", "kernel.News", "kernel.Sending"}
    ]


def test_an_error_report_holds_nothing_of_what_was_typed(cast, listener, monkeypatch, settings):
    def broken(**kwargs):
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr("groundswell.concerns.views.raising.write_draft", broken)
    settings.DEBUG = True
    answer = Client(raise_request_exception=False).post(at("write"), {"text": CANARY})
    assert answer.status_code == 500
    assert CANARY not in answer.content.decode()


# ------------------------------------------------------------------ doors and counts


def test_a_network_without_listeners_hides_the_room_and_shows_the_official_route(client, cast):
    assert client.get(at("before")).status_code == 404
    assert client.post(at("write"), {"text": "x"}).status_code == 404
    cast.network.official_route_url = "https://report.example.ac.uk/"
    cast.network.save()
    shown = client.get(reverse("suggestions:raise", args=["tidewell"])).content.decode()
    assert at("before") not in shown
    assert "https://report.example.ac.uk/" in shown


def test_where_somebody_listens_the_raise_page_leads_here(client, cast, listener):
    assert (
        at("before") in client.get(reverse("suggestions:raise", args=["tidewell"])).content.decode()
    )


def test_a_receipt_still_opens_when_the_last_listener_has_left(client, cast, listener):
    _concern, receipt = raised(cast, CANARY)
    KeyRow.objects.all().delete()
    listener.delete()
    thread = page(client, "back", receipt=receipt)
    assert CANARY in says(thread)
    assert "Nobody has access now" in says(thread)


def test_ten_more_messages_and_listeners_cost_no_more_queries(client, cast, listener):
    _concern, receipt = raised(cast)

    def cost():
        with CaptureQueriesContext(connection) as asked:
            page(client, "back", receipt=receipt)
        return len(asked)

    before = cost()
    for number in range(10):
        page(
            client, "back", receipt=receipt, do="write", text=f"{number}", number=str(uuid.uuid4())
        )
        Department.objects.create(network=cast.network, name=f"Ward {number}")
    for person in (cast.alice, cast.bob, cast.sade):
        listening(cast, person)
    assert cost() <= before
    assert before <= 14


def test_only_the_newest_messages_show_until_more_are_asked_for(
    client, cast, listener, monkeypatch
):
    monkeypatch.setattr("groundswell.concerns.views.thread.SHOWN", 2)
    _concern, receipt = raised(cast, "The first of all")
    for number in range(3):
        page(
            client,
            "back",
            receipt=receipt,
            do="write",
            text=f"No {number}",
            number=str(uuid.uuid4()),
        )
    short = says(page(client, "back", receipt=receipt))
    assert "The first of all" not in short
    assert "earlier message" in short
    assert "The first of all" in says(page(client, "back", receipt=receipt, all="1"))


def test_raising_with_exclusions_and_a_receipt_of_another_network_opens_nothing(
    client, cast, listener
):
    listening(cast, cast.charlie, network=cast.other_network)
    _concern, receipt = raised(cast, exclusions=Exclusions(others="Dr Crane"))
    other = reverse("concerns:back", args=["medpride"])
    assert "opens nothing here" in says(client.post(other, {"receipt": receipt}))
    assert opened(cast, receipt) is not None
