"""An alumna returns: the university address is gone, her account and her place are not."""

import pytest
from playwright.sync_api import expect

from groundswell.mail.services import note_bounce
from groundswell.networks.tests.factories import MembershipFactory
from groundswell.people.tests.factories import PersonFactory
from tests.journeys.hands import fill, follow, press, reads


@pytest.fixture
def zainab(players):
    """A student of the year that graduates, with only her university address."""
    person = PersonFactory(name="Zainab", email="z123@uni.example.org")
    MembershipFactory(network=players.network, person=person, kind="student", cohort=players.cohort)
    return person


def test_an_alumna_comes_back_by_her_other_address(
    players, zainab, site, own, pick_up, link_in, script
):
    page = pick_up(script=script)
    page.goto(f"{site}/accounts/login/?next=/me/")
    fill(page, {"Your e-mail address": zainab.email})
    press(page, "Mail me a sign-in link")
    page.goto(link_in(zainab.email, "/l/enter/"))
    press(page, "Sign in", exact=True)
    page.goto(f"{site}/me/")
    follow(page, "Addresses")
    page.locator("form").filter(has=page.get_by_role("button", name="Add it")).get_by_role(
        "textbox"
    ).fill("zainab@example.org")
    press(page, "Add it")
    page.goto(link_in("zainab@example.org", "/accounts/confirm-email/"))
    press(page, "Yes, it is mine")

    alice = pick_up(players.alice, script=script)
    alice.goto(own("people/cohorts/"))
    follow(alice, "Graduate")
    press(alice, "They graduated")

    # Two years on, another phone; the university has closed her mailbox.
    note_bounce(address=zainab.email, why="550 no such user")
    phone = pick_up(script=script)
    phone.goto(own("today/"))
    fill(phone, {"Your e-mail address": "zainab@example.org"})
    press(phone, "Mail me a sign-in link")
    phone.goto(link_in("zainab@example.org", "/l/enter/"))
    press(phone, "Sign in", exact=True)
    phone.goto(own("today/"))
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Zainab")
    phone.goto(own("people/"))
    row = phone.get_by_role("listitem").filter(has_text="Zainab").first
    reads(row, "Alumni")
