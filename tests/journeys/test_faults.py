"""What goes wrong on real phones: no net, a double tap, two tabs, a session that ended, an old link."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import expect

from groundswell.meetings.models import Action, Minute
from groundswell.meetings.services import assign_action
from groundswell.meetings.tests.factories import MeetingFactory
from groundswell.networks.tests.factories import OfficeFactory
from groundswell.projects.services import close_ask, draft_ask, resend_ask, send_ask
from groundswell.suggestions.models import Suggestion
from tests.journeys.hands import fill, follow, never_reads, press, reads

SAID = "What was said or agreed"


@pytest.fixture
def minutes(players, own):
    """The address of the minutes of a meeting that is going on."""
    began = timezone.now() - timedelta(minutes=10)
    meeting = MeetingFactory(network=players.network, starts_at=began)
    return own(f"meetings/{meeting.pk}/minutes/")


@pytest.fixture
def deed(players):
    return assign_action(
        by=players.alice, network=players.network, text="Count the hats.", owner=players.bob,
        due_on=None,
    )  # fmt: skip


def test_offline_in_the_middle_of_minutes_keeps_the_words(players, minutes, pick_up):
    page = pick_up(players.bob)
    page.goto(minutes)
    fill(page, {SAID: "Two trusts stock larger hats."})
    page.context.set_offline(True)
    page.get_by_role("button", name="Note").first.click()
    expect(page.locator("#toasts")).to_contain_text("That did not reach us.")
    expect(page.get_by_label(SAID).first).to_have_value("Two trusts stock larger hats.")
    page.context.set_offline(False)
    page.get_by_role("button", name="Note").first.click()
    expect(page.locator("li.said .words")).to_have_text("Two trusts stock larger hats.")
    assert Minute.objects.count() == 1


def test_words_survive_a_phone_that_closes_the_page(players, own, pick_up):
    page = pick_up(players.bob)
    page.goto(own("raise/"))
    fill(page, {"In your own words": "The hats do not fit."})
    page.goto(own("today/"))
    page.goto(own("raise/"))
    expect(page.get_by_label("In your own words")).to_have_value("The hats do not fit.")
    reads(page, "What you typed before is back.")
    press(page, "Send to the group")
    reads(page, "Thank you. It has arrived.")
    page.goto(own("raise/"))
    expect(page.get_by_label("In your own words")).to_have_value("")


def test_a_double_tap_is_taken_once(players, own, pick_up, script):
    page = pick_up(players.bob, script=script)
    page.goto(own("raise/"))
    fill(page, {"In your own words": "The hats do not fit."})
    page.get_by_role("button", name="Send to the group").dblclick()
    reads(page, "The hats do not fit.")
    expect(page.get_by_role("heading", name="What happened since")).to_be_visible()
    assert Suggestion.objects.count() == 1


def test_two_tabs_on_one_line_show_both_texts(players, minutes, pick_up, script):
    alice = pick_up(players.alice, script=script)
    alice.goto(minutes)
    fill(alice, {SAID: "Larger hats."})
    press(alice, "Note")
    reads(alice, "Larger hats.")
    tabs = [alice, alice.context.new_page()]
    tabs[1].goto(minutes)
    for tab in tabs:
        follow(tab, "Change")
    fill(tabs[0], {"The line": "Larger hats by May."})
    press(tabs[0], "Save")
    expect(tabs[0].get_by_role("heading", name="Who is here")).to_be_visible()
    fill(tabs[1], {"The line": "Larger hats, four sizes."})
    press(tabs[1], "Save")
    reads(tabs[1], "Somebody else saved this meanwhile", "Larger hats by May.")
    expect(tabs[1].get_by_label("The line")).to_have_value("Larger hats, four sizes.")


def test_a_session_that_ends_while_typing_gives_the_words_back(players, own, pick_up, be, script):
    page = pick_up(players.bob, script=script)
    page.goto(own("meetings/agenda/"))
    fill(page, {"What should we talk about?": "Hats that fit"})
    Session.objects.all().delete()
    press(page, "Put it on the agenda")
    reads(page, "You were signed out")
    be(page.context, players.bob)  # as the sign-in in a new tab does
    press(page, "Send what I typed")
    reads(page, "Hats that fit")
    page.goto(own("meetings/agenda/"))
    reads(page, "Hats that fit")


def test_a_link_says_what_became_of_it(players, deed, site, pick_up, post, link_in, script):
    """Used, expired, replaced, cut off: never a dead end."""
    page = pick_up(script=script)
    link = link_in(players.bob, "/l/action/")
    for _time in range(2):
        page.goto(link)
        if page.get_by_role("button", name="Done", exact=True).count():
            press(page, "Done", exact=True)
        reads(page, "It leaves the next agenda.")
    assert Action.objects.get().state == "done"

    assert page.goto(link[:-4]).status == 404
    reads(page, "part of it was cut off")
    with time_machine.travel(timezone.now() + timedelta(days=60), tick=True):
        assert page.goto(link).status == 410
        reads(page, "This link has expired.")
        press(page, "Send me a new link")
        reads(page, "A new link is on its way")
        fresh = re.findall(r"http\S+/l/\S+", post(players.bob)[0].text)[0]
        assert fresh != link
        page.goto(fresh)
        reads(page, "It leaves the next agenda.")


def test_a_replaced_link_explains_itself_and_mails_a_fresh_one(
    players, pick_up, post, link_in, script
):
    """An ask was sent again, so the office's first link has ended; much later the second has run out."""
    office = OfficeFactory(network=players.network, name="Head", email="head@example.org")
    ask = draft_ask(
        by=players.alice, network=players.network, office=office, title="A student on every panel",
        text="Give students a seat on every panel.",
    )  # fmt: skip
    send_ask(by=players.alice, ask=ask)
    first = link_in(office, "/l/ask/")
    resend_ask(by=players.alice, ask=ask)
    second = link_in(office, "/l/ask/")
    page = pick_up(script=script)
    for link, days, why in (
        (first, 0, "replaced by a newer one"),
        (second, 200, "This link has expired."),
    ):
        with time_machine.travel(timezone.now() + timedelta(days=days), tick=True):
            assert page.goto(link).status == 410
            reads(page, why)
            never_reads(page, "Give students a seat", "head@example.org")
            press(page, "Send me a new link")
            reads(page, "A new link is on its way")
            fresh = re.findall(r"http\S+/l/ask/\S+", post(office)[0].text)[0]
            assert fresh not in {first, second}
            page.goto(fresh)
            reads(page, "Give students a seat on every panel.", "Yes, we will")
    # It was ended, and nothing stands in its place: it says so, and no letter goes out.
    close_ask(by=players.alice, ask=ask, outcome="The school gave the seats.")
    before = len(post(office))
    assert page.goto(second).status == 404
    reads(page, "This link was ended")
    expect(page.get_by_role("button", name="Send me a new link")).to_have_count(0)
    assert len(post(office)) == before


def test_passing_on_shuts_the_old_link_kindly(players, deed, own, pick_up, link_in, script):
    link = link_in(players.bob, "/l/action/")
    alice = pick_up(players.alice, script=script)
    alice.goto(own(f"actions/{deed.pk}/"))
    alice.locator("summary", has_text="Pass it on").click()
    alice.get_by_label("Who takes it on?").select_option(label="Femi Adeyemi")
    press(alice, "Pass it on")
    page = pick_up(script=script)
    page.goto(link)
    reads(page, "It was passed to Femi Adeyemi. You need do nothing.")


def test_opening_a_link_changes_nothing(players, deed, own, pick_up, link_in):
    """Mail programs open links before people do."""
    alice = pick_up(players.alice)
    alice.goto(own("meetings/plan/"))
    press(alice, "Ask everyone")
    page = pick_up()
    for path in ("/l/action/", "/l/times/"):
        page.goto(link_in(players.bob, path))
    deed.refresh_from_db()
    assert deed.state == "open"
    page.goto(link_in(players.bob, "/l/times/"))
    expect(page.get_by_text("You have answered")).to_have_count(0)
