"""Summer: a year group graduates, and each thing its members hold is passed on first."""

from datetime import UTC, date, datetime

import time_machine
from playwright.sync_api import expect

from groundswell.meetings.tests.factories import ActionFactory
from groundswell.networks.tests.factories import MembershipFactory
from groundswell.people.tests.factories import PersonFactory
from groundswell.projects.services import start_project
from tests.journeys.hands import follow, press, reads

SPRING = datetime(2028, 4, 3, 12, tzinfo=UTC)


def test_everything_a_leaving_year_holds_is_passed_on(players, own, pick_up, post, script):
    with time_machine.travel(SPRING, tick=True):
        heir = PersonFactory(name="Ines Next", email="ines@example.org")
        MembershipFactory(
            network=players.network, person=heir, kind="student", started_on=date(2027, 10, 1)
        )
        ActionFactory(network=players.network, owner=players.bob, text="Write to the trust.")
        start_project(
            by=players.bob,
            network=players.network,
            title="Hats that fit",
            kind="placement",
            lead=players.bob,
        )
        sade = pick_up(players.sade, script=script)
        sade.goto(own("people/handover/"))
        reads(sade, "Class of 2028", "Bob Okafor-Lim", "Write to the trust.", "Hats that fit")
        follow(sade, "If Class of 2028 left today")
        reads(sade, "things would lie where they fell")
        sade.goto(own("people/handover/"))
        follow(sade, "Bob Okafor-Lim")
        while sade.get_by_role("button", name="Pass on").count():
            left = sade.get_by_role("button", name="Pass on").count()
            sade.get_by_label("Passed on to").select_option(label="Ines Next (Student)")
            press(sade, "Pass on")
            expect(sade.get_by_role("button", name="Pass on")).to_have_count(left - 1)
        reads(sade, "Nothing left to pass on")
        told = "".join(letter.text for letter in post(heir))
        assert "Write to the trust." in told

        sade.goto(own("people/cohorts/"))
        follow(sade, "Graduate")
        reads(sade, "Bob Okafor-Lim", "Alice Amoako")
        press(sade, "They graduated")
        bob = pick_up(players.bob, script=script)
        bob.goto(own("today/"))
        expect(bob.get_by_role("heading", level=1)).to_contain_text("Bob")
        ines = pick_up(heir, script=script)
        ines.goto(own("today/"))
        reads(ines, "Write to the trust.")
