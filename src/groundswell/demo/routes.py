"""Placement sites: whom to tell there, and whether students who go there know."""

import random
from datetime import timedelta
from typing import TYPE_CHECKING

from groundswell.demo.clock import at, living_at
from groundswell.demo.stage import Stage
from groundswell.demo.story.names import SITES
from groundswell.networks import services
from groundswell.networks.queries import sites

if TYPE_CHECKING:
    from datetime import date

    from groundswell.networks.models import PlacementSite

GUARDIANS = (
    "Olwen Adeyinka",
    "Marcus Lindholm",
    "Perpetua Shah",
    "Dr Anselm Kaur",
    "Freya Nyambura",
)
LEADS = (
    "Dr Imelda Krishnan",
    "Sister Carys Bonnington",
    "Dr Oyin Falk",
    "Dr Rhona Bashir",
    "Peter Mbatha",
)
# Of ten students: knows, is not sure, does not know.
KNOWN = ("knows",) * 5 + ("not_sure",) * 3 + ("no",) * 2


def draw_maps(stage: Stage) -> None:
    """Each site's map, a check of last term that is over, and one that is open."""
    with living_at(at(stage.last - timedelta(days=320), 12)):
        for number, site in enumerate(sites(stage.network).order_by("pk")):
            draw(stage, site, number)
    chosen = list(sites(stage.network).order_by("pk")[:2])
    ask(stage, chosen[0], stage.last - timedelta(days=140), random.Random("routes"))
    with living_at(at(stage.last - timedelta(days=120), 3)):
        services.close_checks()
    ask(stage, chosen[1], stage.last - timedelta(days=3), random.Random("routes again"))


def draw(stage: Stage, site: "PlacementSite", number: int) -> None:
    """Whom to tell, in the order in which to try."""
    host = f"{SITES[number % len(SITES)][2].split()[0].lower()}.example"
    guardian, lead = GUARDIANS[number % len(GUARDIANS)], LEADS[number % len(LEADS)]
    steps = {
        "charge": ("Whoever is in charge that day", "Ask at the desk; nobody needs a reason"),
        "educator": (lead, f"education@{host}"),
        "university": ("The placement office", "placements@tidewell.example"),
    }
    if site.kind == "hospital":
        steps["system"] = ("The incident system", "Any computer on the ward; tick “discrimination”")
    services.put_route(
        by=stage.chair,
        site=site,
        steps=steps,
        guardian=guardian,
        guardian_contact=f"speak-up@{host}",
        education_lead=lead,
        education_lead_contact=f"education@{host}",
        version=site.version,
    )


def ask(stage: Stage, site: "PlacementSite", day: "date", die: random.Random) -> None:
    """Students are asked whether they know, and most answer."""
    with living_at(at(day, 12)):
        check = services.open_check(by=stage.chair, site=site)
        asked = [row.person for row in check.asked.select_related("person").order_by("person")]
        for person in die.sample(asked, len(asked) * 2 // 3):
            services.answer_check(by=person, check=check, answer=die.choice(KNOWN))
