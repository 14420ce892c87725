"""The main forms by keyboard alone: Tab reaches everything, the focus shows, Enter and Space do it."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from groundswell.meetings.services import assign_action, propose_item
from groundswell.meetings.tests.factories import MeetingFactory
from tests.journeys.hands import fill, press, reads
from tests.journeys.keys import tab_to


@pytest.fixture
def meeting(players):
    """It began ten minutes ago, with one item."""
    began = timezone.now() - timedelta(minutes=10)
    meeting = MeetingFactory(network=players.network, starts_at=began)
    propose_item(
        by=players.bob, network=players.network, title="Hats that fit", meeting=meeting,
        proposed_by=players.bob,
    )  # fmt: skip
    return meeting


def test_the_first_tab_skips_to_the_content(players, own, pick_up):
    page = pick_up(players.bob, width=1280)
    page.goto(own("today/"))
    tab_to(page, "Skip to content")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_raising_by_keyboard(players, own, pick_up, script):
    page = pick_up(players.bob, script=script)
    page.goto(own("raise/"))
    tab_to(page, "In your own words")
    page.keyboard.type("The hats do not fit.")
    tab_to(page, "Send to the group")
    page.keyboard.press("Enter")
    reads(page, "Thank you. It has arrived.")


def test_answering_a_poll_by_keyboard(players, own, pick_up, link_in, script):
    alice = pick_up(players.alice)
    alice.goto(own("meetings/plan/"))
    press(alice, "Ask everyone")
    page = pick_up(script=script)
    page.goto(link_in(players.bob, "/l/times/"))
    tab_to(page, "Yes")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("radio", name="If need be").first).to_be_checked()
    tab_to(page, "Send my answer")
    page.keyboard.press("Enter")
    reads(page, "You have answered")


def test_writing_minutes_by_keyboard(players, own, pick_up, meeting, script):
    page = pick_up(players.bob, script=script)
    page.goto(own(f"meetings/{meeting.pk}/minutes/"))
    line = page.get_by_label("What was said or agreed").first
    tab_to(page, "What was said or agreed")
    page.keyboard.type("We tried them on.")
    page.keyboard.press("Enter")  # Enter is a note, the least that a line can be
    expect(page.locator("li.note .words")).to_have_text("We tried them on.")
    if script:
        # The focus is in the fresh line, ready for the next one, and a live region said what happened.
        expect(line).to_be_focused()
        expect(page.locator("#toasts")).to_have_text("Saved.")
    else:
        tab_to(page, "What was said or agreed")
    page.keyboard.type("We ask for two more sizes.")
    tab_to(page, "Decision")
    page.keyboard.press("Space")
    expect(page.locator("li.decision .words")).to_have_text("We ask for two more sizes.")


def test_done_and_stuck_by_keyboard(players, own, pick_up, link_in, script):
    assign_action(
        by=players.alice, network=players.network, text="Count the hats.", owner=players.bob,
        due_on=None,
    )  # fmt: skip
    link = link_in(players.bob, "/l/action/")
    page = pick_up(script=script)
    page.goto(link)
    tab_to(page, "Stuck")
    page.keyboard.press("Enter")
    tab_to(page, "What is in the way?")
    page.keyboard.type("The store is locked.")
    tab_to(page, "Say it is stuck")
    page.keyboard.press("Enter")
    reads(page, "It goes on the next agenda.")
    tab_to(page, "Done")
    page.keyboard.press("Enter")
    reads(page, "It leaves the next agenda.")


def test_signing_in_by_keyboard(players, site, pick_up, link_in, script):
    page = pick_up(script=script)
    page.goto(f"{site}/accounts/login/?next=/me/")
    tab_to(page, "Your e-mail address")
    page.keyboard.type(players.bob.email)
    page.keyboard.press("Enter")
    reads(page, "Look at your mail")
    page.goto(link_in(players.bob, "/l/enter/"))
    tab_to(page, "Sign in")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Sign in as")).to_have_count(0)


def test_an_error_is_reached_at_once_by_keyboard(players, own, pick_up, script):
    """What is wrong stands on top as a list of links to the fields."""
    page = pick_up(script=script)
    page.goto(own("join/"))
    fill(page, {"Your name": "Wei", "Your e-mail address": "wei@example.org"})
    page.locator("form[method=post]").first.evaluate("form => form.noValidate = true")
    press(page, "Ask to join")
    expect(page.get_by_label("Your name").first).to_have_value("Wei")
    expect(page.locator(".field.bad").first).to_be_visible()
