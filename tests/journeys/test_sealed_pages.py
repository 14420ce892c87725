"""Pages of the sealed room that are only ever the answer to a form: axe, in both themes and at two widths.

They stand in no registry of addresses, because nothing of a receipt may stand in an address.
"""

from datetime import timedelta

import pytest
import time_machine

from groundswell.concerns import services as verbs
from groundswell.concerns.models import Hold
from groundswell.concerns.tests.factories import PASSPHRASE, at_desk, listening, opened, raised
from groundswell.demo.room.acts import picture
from groundswell.kernel import limits
from groundswell.kernel.clock import now, today
from tests.journeys.hands import fill, follow, press, reads
from tests.journeys.test_every_page import problems

WORDS = "It was said again in the ward round today."


@pytest.fixture(autouse=True)
def unhurried():
    limits.forget()


def looks_right(page):
    """Nothing for axe, nothing too wide; it says who sees what is typed, and how to leave."""
    assert problems(page) == []
    assert page.title() == "Notes"
    reads(page, "Leave this page")
    for form in page.locator("form").filter(has=page.locator("textarea:visible")).all():
        assert form.get_by_text("Who will see this").count(), form.inner_text()


def come_back(page, own, receipt):
    page.goto(own("q/back/"))
    fill(page, {"Your receipt": receipt})
    press(page, "Open")


def test_the_pages_of_a_draft_and_of_its_mistakes(players, own, pick_up):
    listening(players)
    page = pick_up()
    page.goto(own("q/write/"))
    press(page, "Go on to my receipt")
    looks_right(page)  # something is missing
    fill(page, {"What happened, in your own words": WORDS})
    press(page, "Go on to my receipt")
    looks_right(page)
    receipt = page.locator("p.receipt output").inner_text()
    fill(page, {"Its last four characters": "XXXX"})
    press(page, "Send it to the listeners")
    looks_right(page)
    come_back(page, own, receipt)
    looks_right(page)
    press(page, "Throw this draft away")
    looks_right(page)
    press(page, "Yes, withdraw it")
    looks_right(page)
    come_back(page, own, receipt)
    looks_right(page)  # opens nothing any more


def test_the_pages_of_a_thread_with_all_that_may_hang_on_it(players, own, pick_up):
    one, two = listening(players), listening(players, players.alice)
    concern, receipt = raised(players, WORDS, name="Amal", contact="At the advice desk")
    first, second = at_desk(one), at_desk(two)
    verbs.take(by=first, concern=concern)
    verbs.acknowledge(by=first, concern=concern, text="Thank you.")
    verbs.pause(by=first, concern=concern, reason="You asked us to wait.")
    verbs.suggest_words(by=first, concern=concern, title="Covers", text="For everybody.")
    number = Hold().pk
    verbs.ask_to_refer(
        by=first,
        concern=concern,
        route="guardian",
        to="The guardian",
        text="A copy.",
        number=number,
    )
    hold = verbs.ask_hold(
        by=first, concern=concern, reason="A claim.", review_on=today() + timedelta(days=90)
    )
    verbs.answer_hold(by=second, hold=hold, agrees=True)
    page = pick_up()
    come_back(page, own, receipt)
    looks_right(page)
    press(page, "Withdraw", exact=True) if page.get_by_role(
        "button", name="Withdraw", exact=True
    ).is_visible() else None
    press(page, "Add or take back files")
    looks_right(page)
    for name, data in (("a.png", picture()), ("words.odt", b"PK\x03\x04 not really")):
        page.get_by_label("A file from your device").set_input_files(
            {"name": name, "mimeType": "application/octet-stream", "buffer": data}
        )
        press(page, "Seal it and add it")
        looks_right(page)
    desk = pick_up(players.femi, width=1280)
    desk.goto(own(f"desk/{concern.pk}/"))
    fill(desk, {"Your case passphrase": "not this one at all"})
    press(desk, "Unlock")
    looks_right(desk)
    fill(desk, {"Your case passphrase": PASSPHRASE})
    press(desk, "Unlock")
    for folded in desk.locator("summary").all():
        folded.click()
    looks_right(desk)
    follow(desk, "Open the original, with a reason")
    looks_right(desk)

    raiser = opened(players, receipt)
    verbs.answer_referral(by=raiser, referral_id=number, is_agreed=True)
    suggested = verbs.open_suggestions(verbs.messages_of(by=raiser))[-1]
    verbs.approve_words(
        by=raiser, suggested=suggested.pk, title="Covers", text="All.", kind="matter", days=7
    )
    verbs.close(by=at_desk(one), concern=concern, outcome="referred", text="It went on.")
    come_back(page, own, receipt)
    looks_right(page)
    desk.goto(own(f"desk/{concern.pk}/"))
    looks_right(desk)
    with time_machine.travel(now() + timedelta(days=40), tick=True):
        verbs.carry_down()
        come_back(page, own, receipt)
        looks_right(page)


def test_the_pages_of_a_key_and_of_its_shares(players, own, pick_up):
    one = listening(players)
    femi = pick_up(players.femi)
    femi.goto(own("desk/keys/shares/"))
    for name in ("Alice Amoako", "Bob Okafor-Lim"):
        femi.get_by_label(name).check()
    fill(femi, {"Your case passphrase": "not this one at all"})
    press(femi, "Make the shares")
    looks_right(femi)
    fill(femi, {"Your case passphrase": PASSPHRASE})
    press(femi, "Make the shares")
    looks_right(femi)
    section = femi.locator("section").filter(has_text="Bob Okafor-Lim")
    code = section.locator("output").inner_text()
    follow(femi, "I have written them down")
    looks_right(femi)
    bob = pick_up(players.bob)
    bob.goto(own(f"desk/keeping/{one.shares.get(person=players.bob).pk}/"))
    fill(bob, {"The code you were given": code})
    press(bob, "Show me the words, once")
    looks_right(bob)
    fill(bob, {"Its 33 words, typed from your paper": "not these"})
    press(bob, "Check it")
    looks_right(bob)
    femi.goto(own("desk/keys/"))
    femi.locator("summary").filter(has_text="Stand down").click()
    femi.get_by_label("Yes, I am sure").check()
    press(femi, "Stand down")
    looks_right(femi)
    asked = verbs.propose_listener(by=players.alice, network=players.network, person=players.bob)
    bob.goto(own("desk/keys/"))
    looks_right(bob)
    verbs.record_training(by=players.sade, listener=asked, training="A day", trained_on=today())
    verbs.consent_to_listener(by=players.sade, listener=asked)
    bob.goto(own("desk/keys/"))
    looks_right(bob)
