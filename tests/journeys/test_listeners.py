"""Becoming somebody who listens, the words that bring a key back, and standing down."""

from datetime import timedelta

from playwright.sync_api import expect

from groundswell.concerns.models import KeyRow, Listener
from groundswell.concerns.services import rehearse_shares
from groundswell.concerns.tests.factories import TEXT, listening, opened, raised
from groundswell.kernel.clock import today
from tests.journeys.hands import fill, follow, never_reads, press, reads

FIRST, SECOND = "otter gravel lantern sunday", "velvet kiosk thimble monday"


def ask_and_agree(players, own, pick_up, script):
    """A student co-chair proposes Bob; a staff co-chair records his training and agrees."""
    alice, sade = pick_up(players.alice, script=script), pick_up(players.sade, script=script)
    alice.goto(own("listeners/"))
    alice.get_by_label("Whom do you propose?").select_option(label="Bob Okafor-Lim")
    press(alice, "Ask them")
    reads(alice, "Bob Okafor-Lim")
    sade.goto(own("listeners/"))
    follow(sade, "Bob Okafor-Lim")
    fill(sade, {"What training": "Half a day with the student guardian"})
    fill(sade, {"On which day": (today() - timedelta(days=9)).isoformat()})
    press(sade, "Record the training")
    sade.get_by_label("Yes, I am sure").first.check()
    press(sade, "I agree, as the second co-chair")


def test_a_member_becomes_a_listener_shares_the_key_and_stands_down(
    players, own, pick_up, post, link_in, script
):
    ask_and_agree(players, own, pick_up, script)
    letters = " ".join(letter.subject + letter.text for letter in post(players.bob))
    for word in ("listen", "concern", "sealed", "passphrase"):
        assert word not in letters.lower()  # mail lies open on many desks

    bob = pick_up(players.bob, script=script)
    bob.goto(link_in(players.bob, "/desk/"))
    reads(bob, "Your training is recorded", "The network has agreed.")
    fill(bob, {"Your new case passphrase": FIRST, "The same again": "something else entirely"})
    press(bob, "Make my key and listen")
    reads(bob, "The two are not the same.")
    fill(bob, {"Your new case passphrase": FIRST, "The same again": FIRST})
    press(bob, "Make my key and listen")
    reads(bob, "Word shares", "Nobody keeps a share yet.")

    follow(bob, "Give shares to two or three people")
    for name in ("Femi Adeyemi", "Sade O'Brien"):
        bob.get_by_label(name).check()
    fill(bob, {"Your case passphrase": FIRST})
    press(bob, "Make the shares")
    reads(bob, "Give each their code")
    codes = {
        name: bob.locator("section").filter(has_text=name).locator("output").inner_text()
        for name in ("Femi Adeyemi", "Sade O'Brien")
    }
    follow(bob, "I have written them down")
    reads(bob, "has not read it yet: give them their code")

    words = []
    for person in (players.femi, players.sade):
        custodian = pick_up(person, script=script)
        custodian.goto(own("desk/keeping/"))
        follow(custodian, "For Bob Okafor-Lim")
        fill(custodian, {"The code you were given": codes[person.name]})
        press(custodian, "Show me the words, once")
        reads(custodian, "These words are shown once, now.")
        words.append(" ".join(custodian.locator(".shown-words li").all_inner_texts()))
        fill(custodian, {"Its 33 words, typed from your paper": words[-1]})
        press(custodian, "Check it")
        reads(custodian, "Checked on")
        never_reads(custodian, words[-1].split()[0] + "\n" + words[-1].split()[1])
    listener = Listener.objects.get(person=players.bob)
    assert rehearse_shares(listener, words)

    bob.goto(own("desk/keys/again/"))
    fill(bob, {"Share 1: its 33 words": words[0], "Share 2: its 33 words": words[1]})
    fill(bob, {"Your new case passphrase": SECOND, "The same again": SECOND})
    press(bob, "Bring my key back")
    reads(bob, "Your key is yours again")
    bob.goto(own("desk/keys/"))
    reads(bob, "This key was recovered with word shares")

    listening(players, players.alice)  # not alone, so that what he reads stays readable
    concern, receipt = raised(players)
    bob.goto(own("desk/"))
    fill(bob, {"Your case passphrase": SECOND})
    press(bob, "Unlock")
    reads(bob, TEXT)
    bob.goto(own("desk/keys/"))
    bob.locator("summary").filter(has_text="Stand down").click()
    bob.locator("details").filter(has_text="Stand down").get_by_label("Yes, I am sure").check()
    press(bob, "Stand down")
    assert not KeyRow.objects.filter(listener=listener).exists()
    assert bob.goto(own("desk/")).status == 404
    assert opened(players, receipt).concern.generation == concern.generation + 1
    raiser = pick_up(script=script)
    raiser.goto(own("q/back/"))
    fill(raiser, {"Your receipt": receipt})
    press(raiser, "Open")
    access = raiser.locator("h2", has_text="Who has access now").locator("xpath=following::ul[1]")
    expect(access).to_contain_text("Alice Amoako")
    expect(access).not_to_contain_text("Bob")


def test_who_is_asked_may_say_no_and_nothing_is_kept(players, own, pick_up, script):
    alice = pick_up(players.alice, script=script)
    alice.goto(own("listeners/"))
    alice.get_by_label("Whom do you propose?").select_option(label="Femi Adeyemi")
    press(alice, "Ask them")
    femi = pick_up(players.femi, script=script)
    femi.goto(own("desk/keys/"))
    reads(femi, "Say no freely; nobody is told why.")
    press(femi, "No, thank you")
    reads(femi, "Nothing")
    assert not Listener.objects.exists()
