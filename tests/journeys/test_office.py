"""A leader answers an ask from a mailed link without an account; the verdict reaches the office first."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from groundswell.kernel.clock import today
from groundswell.networks.tests.factories import OfficeFactory
from tests.journeys.hands import choose, fill, follow, never_reads, press, reads

HEAD = "head@example.org"


@pytest.fixture
def office(players):
    return OfficeFactory(network=players.network, name="Head of School", email=HEAD)


def open_way(page, words):
    """The way to answer, opened, and what is in it."""
    page.locator("summary", has_text=words).click()
    return page.locator("details[open]").filter(has_text=words)


def test_an_office_answers_delivers_and_reads_the_verdict_first(
    players, office, own, pick_up, link_in, post, script
):
    alice = pick_up(players.alice, script=script)
    alice.goto(own("asks/"))
    follow(alice, "Ask an office")
    alice.get_by_label("Which office can decide it?").select_option(label="Head of School")
    fill(
        alice,
        {
            "In one line": "A student on every panel",
            "What do you ask the office to do?": "Give students a seat on every panel.",
        },
    )
    press(alice, "Write it down")
    assert not post(HEAD)
    ask = alice.url
    press(alice, "Send it to the office")

    head = pick_up(script=script, width=1280)
    head.goto(link_in(HEAD, "/l/ask/"))
    reads(head, "Give students a seat on every panel.", "No account is needed to answer.")
    never_reads(head, "Alice Amoako")
    yes = open_way(head, "Yes, we will")
    fill(yes, {"What will your office do?": "Two seats.", "By when?": "2020-01-01"})
    press(head, "Commit to it")  # a day that has passed: said in a sentence, nothing lost
    expect(head.get_by_label("What will your office do?")).to_have_value("Two seats.")
    later = today() + timedelta(days=60)
    fill(head.locator("#yes"), {"By when?": later.isoformat()})
    press(head, "Commit to it")
    reads(head, "Your office said yes")
    assert "says yes" in post(players.alice)[0].subject
    done = open_way(head, "It was done")
    fill(
        done,
        {
            "How can one see that it was done?": "The panel list of May.",
            "Since which day?": today().isoformat(),
        },
    )
    press(head, "Record it")
    reads(head, "It is recorded as done.")

    somebody = pick_up(script=script)
    for person, answer in ((players.bob, "Partly"), (players.femi, "No, nothing is different")):
        somebody.goto(link_in(person, "/l/verdict/"))
        choose(somebody, answer)
        press(somebody, "Send my answer")
        reads(somebody, "Thank you.")
    alice.goto(ask)
    follow(alice, "Close the round")
    fill(alice, {"What do those affected say": "One seat was there, one was not."})
    press(alice, "Close, and show the office first")

    # The office first: members and strangers do not read it yet.
    bob = pick_up(players.bob, script=script)
    bob.goto(ask)
    never_reads(bob, "One seat was there, one was not.")
    stranger = pick_up(script=script)
    stranger.goto(own("commitments/"))
    reads(stranger, "A student on every panel")
    never_reads(stranger, "partly felt")
    head.goto(link_in(HEAD, "/l/reply/"))
    reads(head, "One seat was there, one was not.")
    fill(head, {"What do you reply?": "The second seat is there from June."})
    press(head, "Reply, and let both be public")
    bob.goto(ask)
    reads(bob, "One seat was there, one was not.", "The second seat is there from June.")
    # Then it stands beside the office's own claim, for everybody.
    stranger.goto(own("commitments/"))
    expect(stranger.get_by_text("those affected: partly felt")).to_be_visible()
