"""One address for each page of this room, with something on it: the generated tests visit them."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.urls import reverse

from groundswell.kernel.actors import VISITOR
from groundswell.kernel.clock import today
from groundswell.kernel.permissions import Permission
from groundswell.networks import queries, services
from groundswell.networks.models import PlacementSite
from groundswell.networks.services.tokens import token_for
from groundswell.people.services import issue_link

if TYPE_CHECKING:
    from tests.cast import Cast

    Page = Callable[[Cast], str]

PUBLIC = {"privacy", "join", "join_asked", "look_in_mail", "accept", "begin", "route", "route_link"}
SHEET = (
    "Full name,Email,Role,Year group,Date joined\n"
    "Wren Osei,wren@example.org,student,Class of 2029,4 Oct 2024\n"
    "Bob Okafor-Lim,bob2@example.org,student,Class of 2028,04/10/2021\n"
    "Kai,not an address,student,,2023-10-02\n"
)


def _plain(name: str) -> "Page":
    def make(cast: "Cast") -> str:
        return reverse(f"networks:{name}", args=[cast.network.slug])

    return make


def _of_bob(name: str) -> "Page":
    def make(cast: "Cast") -> str:
        mine = queries.memberships_of(cast.bob.pk, cast.network)[0]
        return reverse(f"networks:{name}", args=[cast.network.slug, mine.pk])

    return make


def _of_cohort(name: str) -> "Page":
    def make(cast: "Cast") -> str:
        return reverse(f"networks:{name}", args=[cast.network.slug, cast.cohort.pk])

    return make


def _accept(cast: "Cast") -> str:
    link = services.make_join_link(
        by=cast.alice, network=cast.network, kind="student", cohort=cast.cohort
    )
    return reverse("networks:accept", args=[token_for(link)])


def _poster(cast: "Cast") -> str:
    link = services.make_join_link(by=cast.alice, network=cast.network, kind="student")
    return reverse("networks:poster", args=[cast.network.slug, link.pk])


def _asked(cast: "Cast") -> int:
    asked = services.ask_to_join(
        by=VISITOR,
        network=cast.network,
        name="Ines Duarte",
        address="ines@example.org",
        kind="student",
        words="I heard about the headwear.",
    )
    return asked.pk if asked else 0


def _answer(cast: "Cast") -> str:
    return reverse("networks:answer", args=[cast.network.slug, _asked(cast)])


def _joining(cast: "Cast") -> str:
    _asked(cast)
    services.invite_many(by=cast.alice, network=cast.network, addresses=[("jo@example.org", "Jo")])
    services.make_join_link(by=cast.alice, network=cast.network, kind="staff")
    return reverse("networks:joining", args=[cast.network.slug])


def _draft(name: str) -> "Page":
    def make(cast: "Cast") -> str:
        draft = services.start_import(
            by=cast.alice, network=cast.network, content=SHEET.encode(), file_name="members.csv"
        )
        return reverse(f"networks:{name}", args=[cast.network.slug, draft.pk])

    return make


def _directory(cast: "Cast") -> str:
    services.put_office(
        by=cast.alice, network=cast.network, name="Head of School", email="head@example.org"
    )
    services.add_department(by=cast.alice, network=cast.network, name="Anatomy")
    services.add_site(by=cast.alice, network=cast.network, name="Tidewell General")
    return reverse("networks:directory", args=[cast.network.slug])


def _office(cast: "Cast") -> str:
    office = services.put_office(by=cast.alice, network=cast.network, name="Library")
    return reverse("networks:office", args=[cast.network.slug, office.pk])


def _calendar(cast: "Cast") -> str:
    services.add_entry(
        by=cast.alice,
        network=cast.network,
        kind="observance",
        name="Eid al-Fitr",
        starts_on=today() + timedelta(days=30),
        cohort=cast.cohort,
    )
    return reverse("networks:calendar", args=[cast.network.slug])


def _handover(cast: "Cast") -> str:
    services.make_cohort(
        by=cast.alice, network=cast.network, name="Class of 2027", graduates_on=date(2027, 7, 15)
    )
    return reverse("networks:handover", args=[cast.network.slug])


def _sisters(cast: "Cast") -> str:
    services.ask_sister(by=cast.charlie, network=cast.other_network, other=cast.network)
    return reverse("networks:sisters", args=[cast.network.slug])


def _privacy(cast: "Cast") -> str:
    services.put_protection(
        by=cast.alice,
        network=cast.network,
        controller="University of Tidewell",
        contact="data@tidewell.example",
        officer="Data Protection Officer, University Office",
        basis="public_task",
        condition="equality",
        hosted_by="",
        backups_kept_days=35,
        reviewed_on=today(),
    )
    return reverse("networks:privacy", args=[cast.network.slug])


def _site(cast: "Cast") -> PlacementSite:
    site = services.add_site(by=cast.alice, network=cast.network, name="Tidewell General")
    return services.put_route(
        by=cast.alice,
        site=site,
        steps={
            "charge": ("The nurse in charge of the shift", "At the ward desk"),
            "university": ("Placements office", "placements@tidewell.example"),
        },
        guardian="Freedom to Speak Up guardian",
        guardian_contact="speakup@tidewell-general.example",
    )


def _of_site(name: str) -> "Page":
    def make(cast: "Cast") -> str:
        return reverse(f"networks:{name}", args=[cast.network.slug, _site(cast).pk])

    return make


def _routes(cast: "Cast") -> str:
    _site(cast)
    return reverse("networks:routes", args=[cast.network.slug])


def _route_answer(cast: "Cast") -> str:
    check = services.open_check(by=cast.alice, site=_site(cast))
    return reverse("networks:route_answer", args=[cast.network.slug, check.pk])


def _route_link(cast: "Cast") -> str:
    check = services.open_check(by=cast.alice, site=_site(cast))
    token = issue_link(
        verb=Permission.ROUTE_ANSWER, about=check, network=cast.network, person=cast.bob
    )
    return reverse("networks:route_link", args=[token])


def _setup(step: str) -> "Page":
    def make(cast: "Cast") -> str:
        return reverse("networks:setup", args=[cast.network.slug, step])

    return make


PAGES: "dict[str, Page]" = {
    **{
        name: _plain(name)
        for name in (
            "people", "growth", "cohorts", "join", "join_asked", "look_in_mail", "invite", "import",
            "settings", "office_new", "found", "protection",
        )
    },
    **{name: _of_bob(name) for name in ("member", "edit", "end", "term", "pack")},
    **{name: _of_cohort(name) for name in ("graduate", "rehearsal")},
    **{name: _draft(name) for name in ("import_match", "import_check")},
    "accept": _accept,
    "poster": _poster,
    "answer": _answer,
    "joining": _joining,
    "directory": _directory,
    "office": _office,
    "calendar": _calendar,
    "handover": _handover,
    "sisters": _sisters,
    "privacy": _privacy,
    **{name: _of_site(name) for name in ("route", "route_edit")},
    "routes": _routes,
    "route_answer": _route_answer,
    "route_link": _route_link,
    "setup": _setup("people"),
    "setup poll": _setup("poll"),
    "setup wall": _setup("wall"),
}  # fmt: skip
