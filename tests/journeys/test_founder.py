"""A founder, from an empty installation to a first poll that is on its way and a look at the wall."""

from playwright.sync_api import expect

from groundswell.networks.queries import setup_code
from tests.journeys.hands import fill, follow, press, reads


def test_a_founder_has_a_network_and_a_first_poll_in_one_sitting(
    transactional_db, site, pick_up, link_in, script
):
    page = pick_up(script=script)
    page.goto(f"{site}/")
    fill(page, {"Setup code": setup_code().lower()})
    press(page, "Go on")
    fill(page, {"What is the network called?": "Tidewell", "At which school": "Tidewell School"})
    press(page, "Go on")
    fill(page, {"official reporting route": "Report", "Its web address": "https://example.org/r"})
    press(page, "Go on")
    fill(page, {"Your name": "Amara Obi", "Your e-mail address": "amara@example.org"})
    press(page, "Start the network")
    # Something is wrong in the list: the sentence names the line, and nothing typed is lost.
    fill(page, {"E-mail addresses": "ben@example.org\nzoe at example.org"})
    press(page, "Send the invitations")
    reads(page, "Line 2: “zoe at example.org” is not an e-mail address.")
    fill(page, {"E-mail addresses": "ben@example.org\nzoe@example.org"})
    press(page, "Send the invitations")
    reads(page, "2 invitations on their way.")
    follow(page, "Find a time")
    press(page, "Ask everyone")
    expect(page.get_by_role("heading", name="This is what others see")).to_be_visible()
    follow(page, "Look at the wall")
    expect(page.get_by_role("heading", name="You said. We did. Did it work?")).to_be_visible()
    reads(page, "Nothing has changed here yet", "Report")

    # She is asked like everybody, and whoever joins while the poll is open finds it on their first page.
    assert link_in("amara@example.org", "/l/times/")
    ben = pick_up(script=script)
    ben.goto(link_in("ben@example.org", "/join/"))
    fill(ben, {"Your name": "Ben"})
    press(ben, "Join")
    reads(ben, "Welcome. You are in.", "When can you come?")
