"""The great stories once more, told by keyboard alone: no step needs a mouse, none holds the focus."""

from datetime import timedelta

from groundswell.kernel.clock import today
from groundswell.meetings.tests.factories import ActionFactory
from groundswell.networks.queries import setup_code
from groundswell.networks.tests.factories import MembershipFactory, OfficeFactory
from groundswell.people.tests.factories import PersonFactory
from groundswell.projects.services import draft_ask, mark_shown, send_ask
from groundswell.projects.tests.factories import ChangeFactory
from tests.journeys.keys import enter, pick, type_in


def test_a_founder_starts_a_network(transactional_db, site, pick_up, link_in, script):
    page = pick_up(script=script)
    page.goto(f"{site}/")
    type_in(page, "Setup code", setup_code().lower())
    enter(page, "Go on", then="What is the network called?")
    type_in(page, "What is the network called?", "Tidewell")
    type_in(page, "At which", "Tidewell School")
    enter(page, "Go on", then="official reporting route")
    enter(page, "Go on", then="Your e-mail address")
    type_in(page, "Your name", "Amara Obi")
    type_in(page, "Your e-mail address", "amara@example.org")
    enter(page, "Start the network", then="E-mail addresses")
    type_in(page, "E-mail addresses", "ben@example.org")
    enter(page, "Send the invitations", then="1 invitation on its way.")
    enter(page, "Find a time", then="Ask everyone")
    enter(page, "Ask everyone", then="This is what others see")
    assert link_in("amara@example.org", "/l/times/")


def test_a_student_leads_a_project_that_becomes_a_change(players, own, pick_up, script):
    page = pick_up(players.bob, script=script)
    page.goto(own("projects/"))
    enter(page, "Start a project", then="What is it called?")
    type_in(page, "What is it called?", "Hats that fit")
    pick(page, "Placement")
    type_in(page, "What is the plan?", "Ask the trust to buy two more sizes.")
    enter(page, "Start it", then="The project is on the board.")
    enter(page, "Move it on", then="Why, or what came of it")
    pick(page, "Doing")
    enter(page, "Move it", then="Adapt the plan")
    enter(page, "Adapt the plan", then="Why does it change?")
    type_in(page, "The plan from now on", "Try two more sizes in one theatre.")
    type_in(page, "Why does it change?", "A trial convinces faster than a letter.")
    enter(page, "Keep both", then="The plan was adapted")
    enter(page, "Move it on", then="Why, or what came of it")
    pick(page, "Changed")
    type_in(page, "Why, or what came of it", "Every main theatre stocks four sizes.")
    enter(page, "Move it", then="Record the change")
    enter(page, "Record the change", then="Go on")
    pick(page, "Practice")
    enter(page, "Go on", then="What changed, in one line?")
    type_in(page, "What changed, in one line?", "Hats in every theatre")
    type_in(page, "You said", "The hats do not fit over braids.")
    type_in(page, "We did", "Every main theatre stocks four sizes.")
    type_in(page, "Did it work?", "Nobody has had to leave theatre since.")
    enter(page, "Put it on record", then="The change is on record.")


def test_a_leader_answers_an_ask(players, pick_up, link_in, script):
    office = OfficeFactory(network=players.network, name="Head", email="head@example.org")
    ask = draft_ask(
        by=players.alice, network=players.network, office=office, title="A student on every panel",
        text="Give students a seat on every panel.",
    )  # fmt: skip
    send_ask(by=players.alice, ask=ask)
    page = pick_up(script=script, width=1280)
    page.goto(link_in("head@example.org", "/l/ask/"))
    enter(page, "Yes, we will", then="What will your office do?")
    type_in(page, "What will your office do?", "Two seats.")
    type_in(page, "By when?", f"1212{today().year + 1}")  # read alike wherever the day stands first
    enter(page, "Commit to it", then="Your office said yes")


def test_a_leaver_hands_over_in_summer(players, own, pick_up, script):
    players.cohort.graduates_on = today() + timedelta(days=60)
    players.cohort.save()
    heir = PersonFactory(name="Ines Next")
    MembershipFactory(network=players.network, person=heir, kind="student")
    ActionFactory(network=players.network, owner=players.bob, text="Write to the trust.")
    page = pick_up(players.sade, script=script)
    page.goto(own("people/handover/"))
    enter(page, "Bob Okafor-Lim", then="Write to the trust.")
    type_in(page, "Passed on to", "Ines")
    enter(page, "Pass on", then="Nothing left to pass on")
    page.goto(own("people/cohorts/"))
    enter(page, "Graduate", then="Alice Amoako")
    enter(page, "They graduated", then="alumni")


def test_a_newcomer_joins(players, own, pick_up, link_in, script):
    alice = pick_up(players.alice, script=script)
    alice.goto(own("people/joining/"))
    enter(alice, "Make a link", then="Make the link")
    enter(alice, "Make the link", then="The link, ready to paste")
    newcomer = pick_up(script=script)
    newcomer.goto(alice.get_by_label("The link, ready to paste").input_value())
    type_in(newcomer, "Your name", "Nkechi")
    type_in(newcomer, "Your e-mail address", "nkechi@example.org")
    enter(newcomer, "Join", then="One more tap, in your mail")
    newcomer.goto(link_in("nkechi@example.org", "/join/"))
    enter(newcomer, "Join", then="Welcome. You are in.")


def test_an_alumna_comes_back(players, site, own, pick_up, link_in, script):
    page = pick_up(script=script)
    page.goto(own("today/"))
    type_in(page, "Your e-mail address", players.dalia.email)
    enter(page, "Mail me a sign-in link", then="Look at your mail")
    page.goto(link_in(players.dalia.email, "/l/enter/"))
    enter(page, "Sign in", then="Dalia")
    page.goto(f"{site}/me/")
    enter(page, "Addresses", then="Add it")
    type_in(page, "E-mail address", "dalia@example.com")
    enter(page, "Add it", then="dalia@example.com")
    page.goto(link_in("dalia@example.com", "/accounts/confirm-email/"))
    enter(page, "Yes, it is mine", then="dalia@example.com")


def test_a_stranger_reads_the_wall_and_asks_to_join(players, site, own, pick_up, script):
    change = ChangeFactory(network=players.network, title="Hats in every theatre")
    mark_shown(by=players.alice, change=change)
    page = pick_up(script=script, width=1280)
    page.goto(f"{site}/")
    enter(page, players.network.name, then="You said. We did. Did it work?")
    enter(page, "Hats in every theatre", then="Two more sizes are on every trolley.")
    page.go_back()
    enter(page, "Ask to join", then="Your e-mail address")
    type_in(page, "Your name", "Wei")
    type_in(page, "Your e-mail address", "wei@example.org")
    pick(page, "Student")
    enter(page, "Ask to join", then="The co-chairs have it.")
