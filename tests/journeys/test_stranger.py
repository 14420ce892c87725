"""A stranger reads the wall: what changed, what was promised, how to join; nobody's name, no sign-in."""

from playwright.sync_api import expect

from groundswell.projects.services import mark_shown
from groundswell.projects.tests.factories import ChangeFactory
from tests.journeys.hands import follow, never_reads, reads


def test_a_stranger_reads_the_wall(players, site, own, pick_up, script):
    shown = ChangeFactory(network=players.network, title="Hats in every theatre")
    mark_shown(by=players.alice, change=shown)
    ChangeFactory(network=players.network, title="Not to be read yet")
    page = pick_up(script=script)
    page.goto(f"{site}/")
    follow(page, "Tidewell Medical Network")
    reads(page, "You said. We did. Did it work?", "Hats in every theatre")
    never_reads(page, "Not to be read yet")
    follow(page, "Hats in every theatre")
    reads(page, "The hats do not fit over my hair.", "Two more sizes are on every trolley.")
    page.goto(own("about/"))
    reads(page, "Students lead; staff support.", "fewer than 5 of us are students")
    never_reads(page, *(person.name for person in (players.alice, players.bob, players.sade)))
    follow(page, "Ask to join")
    expect(page.get_by_role("heading", name="Join Tidewell Medical Network")).to_be_visible()
    # What is for members sends a stranger to sign in, and says nothing else.
    page.goto(own("people/"))
    expect(page.get_by_role("heading", name="Sign in").first).to_be_visible()
    assert page.goto(f"{site}/n/no-such-network/").status == 404
