"""Somebody new: by a link on a poster, and by asking."""

from playwright.sync_api import expect

from tests.journeys.hands import choose, fill, follow, press, reads


def test_a_newcomer_joins_from_a_link_for_many(players, own, pick_up, link_in, script):
    alice = pick_up(players.alice, script=script)
    alice.goto(own("people/joining/"))
    alice.locator("summary", has_text="Make a link").click()
    press(alice, "Make the link")
    expect(alice.get_by_role("heading", name="Join Tidewell Medical Network")).to_be_visible()
    poster = alice.url
    link = alice.get_by_label("The link, ready to paste").input_value()

    newcomer = pick_up(script=script)
    newcomer.goto(link)
    fill(newcomer, {"Your name": "Nkechi Ọkọ́", "Your e-mail address": "nkechi@example.org"})
    press(newcomer, "Join")
    reads(newcomer, "One more tap, in your mail")
    mailed = link_in("nkechi@example.org", "/join/")
    newcomer.goto(mailed)
    press(newcomer, "Join")
    reads(newcomer, "Welcome. You are in.")
    newcomer.goto(own("people/"))
    reads(newcomer, "Nkechi Ọkọ́")

    # The same letter again, on another phone: it lets nobody in, and says where to go.
    another = pick_up(script=script)
    another.goto(mailed)
    expect(another.get_by_role("button", name="Join", exact=True)).to_have_count(0)
    expect(another.get_by_role("link", name="Sign in").first).to_be_visible()
    # The link on the poster is ended: it says so, and how else to come in.
    alice.goto(poster)
    press(alice, "End this link")
    another.goto(link)
    expect(another.get_by_role("button", name="Join", exact=True)).to_have_count(0)
    expect(another.get_by_role("link", name="Ask to join").first).to_be_visible()


def test_a_newcomer_asks_and_is_let_in(players, own, pick_up, link_in, script):
    newcomer = pick_up(script=script)
    newcomer.goto(own(""))
    follow(newcomer, "Ask to join")
    fill(newcomer, {"Your name": "Wei", "Your e-mail address": "wei@example.org"})
    choose(newcomer, "Student")
    fill(newcomer, {"Anything you would like to say": "I sat beside Bob."})
    press(newcomer, "Ask to join")
    reads(newcomer, "Thank you. The co-chairs have it.")

    alice = pick_up(players.alice, script=script)
    alice.goto(link_in(players.alice, "/people/joining/"))
    reads(alice, "I sat beside Bob.")
    press(alice, "Yes, invite them")
    reads(alice, "They are told by mail.")

    newcomer.goto(link_in("wei@example.org", "/join/"))
    press(newcomer, "Join")
    reads(newcomer, "Welcome. You are in.")
