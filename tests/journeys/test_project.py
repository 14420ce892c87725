"""A student leads a project that adapts, meets resistance, and becomes a change that strangers read."""

from playwright.sync_api import expect

from tests.journeys.hands import choose, fill, follow, never_reads, press, reads


def move(page, to, reason=""):
    follow(page, "Move it on")
    choose(page, to)
    fill(page, {"Why, or what came of it": reason})
    press(page, "Move it")


def test_a_project_adapts_and_becomes_a_change_on_the_wall(players, own, pick_up, script):
    bob = pick_up(players.bob, script=script)
    bob.goto(own("projects/"))
    follow(bob, "Start a project")
    fill(bob, {"What is it called?": "Hats that fit"})
    press(bob, "Start it")  # forgot the kind: it is asked for, and the name is still there
    expect(bob.get_by_label("What is it called?")).to_have_value("Hats that fit")
    choose(bob, "Placement")
    fill(bob, {"What is the plan?": "Ask the trust to buy two more sizes."})
    press(bob, "Start it")
    reads(bob, "The project is on the board.", "Bob Okafor-Lim")

    move(bob, "Consulting")
    follow(bob, "Note what resists")
    fill(bob, {"What resists?": "Infection control asked for a trial."})
    press(bob, "Note it")
    follow(bob, "What moved it?")
    fill(bob, {"What moved it?": "A month in one theatre."})
    press(bob, "Keep it")
    move(bob, "Doing")
    follow(bob, "Adapt the plan")
    fill(
        bob,
        {
            "The plan from now on": "Try two more sizes in one theatre.",
            "Why does it change?": "A trial convinces faster than a letter.",
        },
    )
    press(bob, "Keep both")
    reads(bob, "The plan was adapted", "A trial convinces faster than a letter.", "Old plan")
    move(bob, "Changed", "Every main theatre stocks four sizes.")
    follow(bob, "Record the change")
    choose(bob, "Practice")
    press(bob, "Go on")
    fill(
        bob,
        {
            "What changed, in one line?": "Hats in every theatre",
            "You said": "The hats do not fit over braids.",
            "We did": "Every main theatre stocks four sizes.",
            "Did it work?": "Nobody has had to leave theatre since.",
        },
    )
    press(bob, "Put it on record")
    reads(bob, "The change is on record.")
    change = bob.url

    stranger = pick_up(script=script)
    stranger.goto(own("changed/"))
    never_reads(stranger, "Hats in every theatre")
    alice = pick_up(players.alice, script=script)
    alice.goto(change)
    press(alice, "Show it on the wall")
    stranger.goto(own(""))
    follow(stranger, "Hats in every theatre")
    reads(stranger, "The hats do not fit over braids.", "Nobody has had to leave theatre since.")
    never_reads(stranger, "Bob Okafor-Lim")
