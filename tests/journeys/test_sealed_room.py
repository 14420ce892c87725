"""The sealed room as one story: raised from a phone, heard, answered, passed on, carried into the open, closed."""

import re
from datetime import timedelta

import pytest
import time_machine
from playwright.sync_api import expect

from groundswell.concerns.models import Concern, Item
from groundswell.concerns.services import carry_down
from groundswell.concerns.tests.factories import PASSPHRASE, listening, raised, tail
from groundswell.demo.room.acts import picture
from groundswell.kernel import limits
from groundswell.kernel.clock import now
from tests.journeys.hands import fill, follow, never_reads, press, reads
from tests.journeys.keys import enter, tab_to, type_in

WORDS = "The cover I wear is on the list, and I was sent out of theatre for it again."
GENERAL = "The list of sterile covers hangs in every theatre"
COPY = "A student was kept out of theatre because of a cover that is on the list."


@pytest.fixture(autouse=True)
def unhurried():
    limits.forget()


def raise_it(page, own, words=WORDS):
    """From the page before the form until it is sent. Gives the receipt."""
    page.goto(own("q/"))
    follow(page, "I have read this. Write")
    fill(page, {"What happened, in your own words": words})
    press(page, "Go on to my receipt")
    receipt = page.locator("p.receipt output").inner_text()
    fill(page, {"Its last four characters": tail(receipt)})
    press(page, "Send it to the listeners")
    reads(page, "It is sent.")
    return receipt


def come_back(page, own, receipt):
    """Open a thread by its receipt, as somebody types it: small letters, blanks for dashes."""
    page.goto(own("q/back/"))
    fill(page, {"Your receipt": receipt.lower().replace("-", " ")})
    press(page, "Open")
    reads(page, "Your notes")


def unlock(page, own, path="desk/"):
    page.goto(own(path))
    fill(page, {"Your case passphrase": PASSPHRASE})
    press(page, "Unlock")


def open_more(page, words):
    """Open what is folded away."""
    page.locator("summary").filter(has_text=words).first.click()


def test_what_cannot_be_said_openly_is_heard_and_carried_into_change(players, own, pick_up, script):
    listening(players), listening(players, players.alice)
    phone = pick_up(script=script)
    desk = pick_up(players.femi, script=script, width=1280)

    receipt = raise_it(phone, own)
    reads(phone, WORDS, "Femi Adeyemi", "Alice Amoako")
    assert phone.context.cookies() == []  # nobody is signed in there, and nothing stays behind
    for address in (phone.url, phone.title()):
        assert receipt[:6] not in address
    unlock(desk, own)
    reads(desk, "Nobody looks after it yet")
    follow(desk, WORDS[:40])
    press(desk, "Look after it")
    fill(desk, {"A word with it, if you like": "Thank you for writing."})
    press(desk, "Say that it arrived")
    reads(desk, "The raiser reads now that it arrived.")
    open_more(desk, "What it is about, in coded words")
    desk.get_by_label("A rule about dress or a religious item").check()
    desk.get_by_label("Where").select_option(label="Theatre")
    press(desk, "Keep these words")
    fill(desk, {"Write a note, or to the other listeners": "The list is dated last spring."})
    press(desk, "Keep it as a note")
    fill(desk, {"Write to the raiser": "You are right about the list. May we do two things?"})
    press(desk, "Send this answer")
    concern = desk.url

    come_back(phone, own, receipt)
    reads(phone, "You are right about the list.", "looks after it")
    never_reads(phone, "The list is dated last spring.")
    fill(phone, {"Write to the listeners": "Yes to both."})
    press(phone, "Send this message")
    press(phone, "Files")
    phone.get_by_label("A file from your device").set_input_files(
        {"name": "rota of my ward.png", "mimeType": "image/png", "buffer": picture()}
    )
    press(phone, "Seal it and add it")
    reads(phone, "A cleaned copy was made.")

    desk.goto(concern)
    reads(desk, "Yes to both.")
    with desk.expect_download() as got:
        desk.get_by_role("link", name="Get the cleaned copy").click()
    assert "rota" not in got.value.suggested_filename
    follow(desk, "Open the original, with a reason")
    reads(desk, "What you write here stays on record with your name")
    desk.goto(concern)
    open_more(desk, "Suggest words for the open")
    fill(desk, {"In one line": GENERAL, "And what it is about": "At every scrub sink."})
    press(desk, "Show it to the raiser")
    open_more(desk, "Ask to pass it on")
    desk.get_by_label("Which route").select_option(label="The placement provider’s guardian")
    fill(desk, {"To whom": "The guardian at Northmere", "The copy": COPY})
    press(desk, "Ask the raiser")

    come_back(phone, own, receipt)
    phone.get_by_label("When").select_option(label="After 1 week")
    press(phone, "These words may go")
    reads(phone, COPY)
    press(phone, "Yes, pass this copy on")
    desk.goto(concern)
    press(desk, "passed it on")
    desk.get_by_label("What they said, in words to the raiser").fill("They hang it this month.")
    press(desk, "outcome")

    with time_machine.travel(now() + timedelta(days=16), tick=True):
        assert carry_down() == 1
        alice = pick_up(players.alice, script=script)
        alice.goto(own("meetings/agenda/"))
        reads(alice, GENERAL)
        follow(alice, GENERAL)
        reads(alice, "Raised with a listener")
        come_back(phone, own, receipt)
        reads(phone, GENERAL, "They hang it this month.")
        unlock(desk, own, concern.partition("/n/tidewell/")[2])
        open_more(desk, "Close it with an outcome")
        closing = desk.locator("details").filter(has_text="Close it with an outcome")
        closing.locator("select").select_option(label="It was passed on, with your yes")
        closing.locator("textarea").fill("The list hangs in every theatre now.")
        press(desk, "Close it", exact=True)
        reads(desk, "Before you go on", "What you heard stays with you too.")
        come_back(phone, own, receipt)
        reads(phone, "The list hangs in every theatre now.")
        phone.get_by_label("Partly").check()
        press(phone, "Send this answer")
        reads(phone, "Thank you. The listeners can read it, and nobody else.")

    with time_machine.travel(now() + timedelta(days=50), tick=True):
        come_back(phone, own, receipt)
        reads(phone, "How has it been since?")
        phone.get_by_label("Yes").first.check()
        press(phone, "Send this answer")
        reads(phone, "It is open again")


def test_a_raiser_withdraws_and_nothing_is_left_at_the_desk(players, own, pick_up, script):
    listening(players)
    phone, desk = pick_up(script=script), pick_up(players.femi, script=script)
    receipt = raise_it(phone, own, "I wrote this at two in the morning.")
    unlock(desk, own)
    follow(desk, "I wrote this at two")
    come_back(phone, own, receipt)
    open_more(phone, "Withdraw all of it")
    press(phone, "Withdraw", exact=True)
    reads(phone, "Withdraw all of it?")
    press(phone, "Yes, withdraw it")
    reads(phone, "It is withdrawn")
    assert not Concern.objects.exists()
    assert not Item.objects.exists()
    assert desk.reload().status == 404
    desk.goto(own("desk/"))
    reads(desk, "Nothing waits for you")
    phone.goto(own("q/back/"))
    fill(phone, {"Your receipt": receipt})
    press(phone, "Open")
    never_reads(phone, "Your notes")


def test_who_is_kept_out_finds_nothing_and_the_other_finds_all(players, own, pick_up):
    listening(players), listening(players, players.alice)
    phone = pick_up()
    phone.goto(own("q/write/"))
    phone.get_by_label("Femi Adeyemi").check()
    fill(phone, {"What happened, in your own words": WORDS})
    press(phone, "Go on to my receipt")
    receipt = phone.locator("p.receipt output").inner_text()
    fill(phone, {"Its last four characters": "XXXX"})
    press(phone, "Send it to the listeners")  # a slip of the pen loses nothing
    reads(phone, "Keep this receipt", receipt)
    fill(phone, {"Its last four characters": tail(receipt)})
    press(phone, "Send it to the listeners")
    reads(phone, "It is sent.")
    femi, alice = pick_up(players.femi), pick_up(players.alice)
    unlock(femi, own)
    reads(femi, "Nothing waits for you")
    unlock(alice, own)
    follow(alice, WORDS[:40])
    found = alice.url
    never_reads(alice, "Femi")
    assert femi.goto(found).status == 404
    assert femi.goto(found[:-3] + "00/").status == 404


def test_a_concern_is_raised_and_answered_with_a_keyboard_alone(players, own, pick_up, script):
    listening(players)
    page = pick_up(script=script)
    page.goto(own("raise/"))
    enter(page, "A listener, sealed", then="Before you write")
    enter(page, "I have read this. Write", then="Who must not see it?")
    type_in(page, "What happened, in your own words", WORDS)
    enter(page, "Go on to my receipt", then="Keep this receipt")
    receipt = page.locator("p.receipt output").inner_text()
    type_in(page, "Its last four characters", tail(receipt))
    enter(page, "Send it to the listeners", then="It is sent.")
    desk = pick_up(players.femi, script=script, width=1280)
    desk.goto(own("desk/"))
    desk.keyboard.type(PASSPHRASE)  # the page puts the focus into its only box
    desk.keyboard.press("Enter")
    reads(desk, "Your desk")
    enter(desk, WORDS[:40], then="With the raiser")
    enter(desk, "Look after it", then="You look after it")
    type_in(desk, "Write to the raiser", "Thank you. We have it.")
    enter(desk, "Send this answer", then="Your answer is there for the raiser.")
    tab_to(desk, "Lock")
    desk.keyboard.press("Enter")
    reads(desk, "Unlock")
    page.goto(own("q/back/"))
    type_in(page, "Your receipt", receipt)
    page.keyboard.press("Enter")
    reads(page, "Thank you. We have it.")


def test_one_press_leaves_the_page_and_the_way_back_does_not_lead_to_it(players, own, pick_up):
    listening(players)
    phone = pick_up()
    phone.context.route(
        re.compile("wikipedia"),
        lambda route: route.fulfill(body="<h1>Elsewhere</h1>", content_type="text/html"),
    )
    phone.goto(own("raise/"))
    raise_it(phone, own)
    press(phone, "Leave this page", role="link")
    reads(phone, "Elsewhere")
    receipt = raise_it(phone, own)
    for _press in range(3):
        phone.keyboard.press("Shift")
    reads(phone, "Elsewhere")
    phone.go_back()
    assert WORDS not in phone.content()
    assert receipt not in phone.content()


def test_leaving_is_a_plain_link_without_scripts(players, own, pick_up):
    listening(players)
    phone = pick_up(script=False)
    phone.context.route(
        re.compile("wikipedia"),
        lambda route: route.fulfill(body="<h1>Elsewhere</h1>", content_type="text/html"),
    )
    raise_it(phone, own)
    press(phone, "Leave this page", role="link")
    reads(phone, "Elsewhere")


def test_where_nobody_listens_the_room_hides_and_the_official_routes_show(players, own, pick_up):
    players.network.official_route_name = "Report and Support"
    players.network.official_route_url = "https://report.tidewell.example/"
    players.network.save()
    phone = pick_up()
    phone.goto(own("raise/"))
    reads(phone, "Report and Support")
    never_reads(phone, "A listener, sealed")
    for path in ("q/", "q/write/"):
        assert phone.goto(own(path)).status == 404
    bob = pick_up(players.bob)
    bob.goto(own("listeners/"))
    reads(bob, "Nobody listens here yet")
    assert bob.goto(own("desk/")).status == 404


def test_what_a_listener_types_while_the_desk_locks_is_not_lost(players, own, pick_up, script):
    listening(players)
    raised(players, WORDS)
    desk = pick_up(players.femi, script=script)
    unlock(desk, own)
    follow(desk, WORDS[:40])
    fill(desk, {"Write to the raiser": "A long answer, thought about for an hour."})
    desk.context.clear_cookies(name="desk")
    press(desk, "Send this answer")
    reads(desk, "It was locked while you wrote.")
    fill(desk, {"Your case passphrase": PASSPHRASE})
    press(desk, "Unlock")
    expect(desk.get_by_label("Write to the raiser")).to_have_value(
        re.compile("A long answer, thought about for an hour.")
    )
    press(desk, "Send this answer")
    reads(desk, "Your answer is there for the raiser.")
