"""The weekly loop, entire, on phones: raised, timed, written down, mailed, done, told.

Each ``step`` says how many taps and screens it may take; one that grows fails here.
"""

from datetime import timedelta

import time_machine
from playwright.sync_api import expect

from groundswell.meetings.models import Meeting
from tests.journeys.taps import MOST, counted, step

HATS = "The hats in theatre do not fit over braids."


def matter(page):
    """The item of the minutes that Bob raised."""
    return page.locator("section.matter").filter(has=page.get_by_role("heading", name=HATS))


def test_a_matter_goes_round_the_whole_loop(players, own, pick_up, post, link_in, script):
    alice, bob, sade = (
        pick_up(person, script=script) for person in (players.alice, players.bob, players.sade)
    )
    somebody = pick_up(script=script)  # a phone on which nobody is signed in

    with step("raise", bob, taps=2, screens=2) as thumb:
        thumb.open(own("raise/"))
        thumb.type("In your own words", HATS)
        thumb.tap("button", "Send to the group")
    expect(bob.get_by_text("Thank you. It has arrived.")).to_be_visible()
    bobs_page = bob.url

    with step("ask everyone when", alice, taps=1, screens=2) as thumb:
        thumb.open(own("meetings/plan/"))
        thumb.tap("button", "Ask everyone")
    meeting = Meeting.objects.get()

    with step("can come, to all", somebody, taps=2, screens=2) as thumb:
        thumb.tap_link_in_mail(link_in(players.bob, "/l/times/"))
        thumb.tap("button", "I can make all of these")
    expect(somebody.get_by_text("You have answered")).to_be_visible()
    with step("can come, to one", somebody, taps=3, screens=2) as thumb:
        thumb.tap_link_in_mail(link_in(players.sade, "/l/times/"))
        thumb.tap_words("If need be", within=somebody.locator("form.poll fieldset").first)
        thumb.tap("button", "Send my answer")
    expect(somebody.get_by_text("You have answered")).to_be_visible()

    with step("choose the time", alice, taps=1, screens=2) as thumb:
        thumb.open(own(f"meetings/{meeting.pk}/times/results/"))
        thumb.tap("button", "Choose this time")
    assert any(letter.enclosures.filter(name__endswith=".ics") for letter in post(players.bob))
    alice.goto(own(f"meetings/{meeting.pk}/"))
    expect(alice.get_by_role("link", name=HATS)).to_be_visible()
    meeting.refresh_from_db()
    assert meeting.starts_at

    with time_machine.travel(meeting.starts_at + timedelta(minutes=10), tick=True):
        minutes = own(f"meetings/{meeting.pk}/minutes/")
        for page in (alice, sade):
            page.goto(minutes)
        # Both type before either sends.
        matter(sade).get_by_label("What was said or agreed").fill("Two trusts stock larger hats.")
        with step("write a decision", alice, taps=2, screens=1) as thumb:
            thumb.type(
                "What was said or agreed", "We ask for two more sizes.", within=matter(alice)
            )
            thumb.tap("button", "Decision", within=matter(alice))
        expect(matter(alice).get_by_text("We ask for two more sizes.").first).to_be_visible()
        matter(sade).get_by_role("button", name="Note").click()
        expect(matter(sade).get_by_text("Two trusts stock larger hats.").first).to_be_visible()
        with step("write an action of one's own", alice, taps=2, screens=1) as thumb:
            thumb.type("What was said or agreed", "Write to the trust.", within=matter(alice))
            thumb.tap("button", "Action", within=matter(alice))
        expect(matter(alice).get_by_role("link", name="Write to the trust.")).to_be_visible()
        with step("write an action of another", sade, taps=2, screens=1) as thumb:
            thumb.type("What was said or agreed", "Femi: count the hats.", within=matter(sade))
            thumb.tap("button", "Action", within=matter(sade))
        expect(matter(sade).get_by_role("link", name="Count the hats.")).to_be_visible()
        for page in (alice, sade):
            page.goto(minutes)
            expect(matter(page).locator("li.said")).to_have_count(4)

        with step("close and send", alice, taps=2, screens=2) as thumb:
            thumb.tap("link", "Close and send")
            thumb.tap("button", "Close and send to 6 members")
        expect(alice.get_by_role("heading", name="The minutes are out")).to_be_visible()
        evening = next(letter for letter in post(players.femi) if letter.kind == "minutes").text
        for words in ("DECIDED", "We ask for two more sizes.", "YOURS", "NEXT", "READY"):
            assert words in evening.replace("ready to paste", "READY")
        yours = evening.split("YOURS")[1].split("NEXT")[0]
        assert "Count the hats." in yours
        assert "Write to the trust." not in yours
        chat = evening.split("ready to paste")[1]
        assert "Count the hats." in chat

    with time_machine.travel(meeting.starts_at + timedelta(days=3), tick=True):
        femis_link = link_in(players.femi, "/l/action/")
        with step("stuck", somebody, taps=3, screens=2) as thumb:
            thumb.tap_link_in_mail(f"{femis_link}?stuck")
            thumb.type("What is in the way?", "Nobody lets me into the store.")
            thumb.tap("button", "Say it is stuck")
        expect(somebody.get_by_text("It goes on the next agenda.")).to_be_visible()
        assert "Something is in the way" in post(players.bob)[0].text
        alice.goto(own("meetings/agenda/"))
        expect(alice.get_by_text("Nobody lets me into the store.").first).to_be_visible()

        for link in (link_in(players.alice, "/l/action/"), femis_link):
            with step("done", somebody, taps=2, screens=2) as thumb:
                thumb.tap_link_in_mail(link)
                thumb.tap("button", "Done")
            expect(somebody.get_by_text("It leaves the next agenda.")).to_be_visible()

        told = post(players.bob)[0]
        assert "What was agreed is done" in told.text
        with step("say whether it worked", somebody, taps=2, screens=2) as thumb:
            thumb.tap_link_in_mail(link_in(players.bob, "/l/did-it-work/"))
            thumb.tap("button", "It helped")
        expect(somebody.get_by_role("heading", name="Thank you")).to_be_visible()
        assert "It helped" in post(players.alice)[0].text + post(players.sade)[0].text
        bob.goto(bobs_page)
        for words in ("The meeting decided", "What was agreed is done", "It helped"):
            expect(bob.get_by_text(words).first).to_be_visible()

    assert all(taps <= MOST for _name, taps, _n in counted)
