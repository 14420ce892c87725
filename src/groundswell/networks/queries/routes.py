"""Reads about whom to tell at a placement site, and how many students know."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from groundswell.analysis.disclose import from_json
from groundswell.kernel.clock import today
from groundswell.kernel.prepared import Slot
from groundswell.networks.models import Network, PlacementSite, RouteAsked, RouteCheck

MOST_CHECKS = 12


def first_day_of_term(day: date) -> date:
    """Three terms a year: from September, from January, from May."""
    return date(day.year, (1, 5, 9)[(day.month - 1) // 4], 1)


def name_of_term(first: date) -> str:
    """A term in words."""
    words = {1: _("Spring %(year)s"), 5: _("Summer %(year)s"), 9: _("Autumn %(year)s")}
    return words[first.month] % {"year": first.year}


def sites_with_routes(network: Network) -> QuerySet[PlacementSite]:
    """Every site with its map."""
    return PlacementSite.objects.filter(network=network).prefetch_related("steps")


def unchecked_sites(
    network_id: int | Slot, term: date | Slot | None = None
) -> QuerySet[PlacementSite]:
    """Sites nobody was asked about this term, or whose map changed since."""
    asked = RouteCheck.objects.filter(
        Q(site__route_changed_on=None) | Q(opened_on__gte=OuterRef("route_changed_on")),
        site=OuterRef("pk"),
        opened_on__gte=term or first_day_of_term(today()),
    )
    return PlacementSite.objects.filter(~Exists(asked), network_id=network_id)


def open_check_of(site: PlacementSite) -> RouteCheck | None:
    """The question being asked about a site now."""
    return RouteCheck.objects.filter(site=site, is_open=True, closes_on__gte=today()).first()


def open_questions_to(
    person_id: int | Slot, network_id: int | Slot, day: date | Slot
) -> QuerySet[RouteAsked]:
    """What somebody is asked and has not answered."""
    return RouteAsked.objects.filter(
        person=person_id,
        has_answered=False,
        check_asked__is_open=True,
        check_asked__closes_on__gte=day,
        check_asked__site__network=network_id,
    )


def is_asked(person_id: int | None, check: RouteCheck) -> bool:
    """Whether an answer of theirs would be counted."""
    asked = RouteAsked.objects.filter(check_asked=check, person=person_id, has_answered=False)
    return person_id is not None and check.closes_on >= today() and asked.exists()


def route_check(pk: int) -> RouteCheck | None:
    """One question, with its site and network."""
    return RouteCheck.objects.filter(pk=pk).select_related("site__network").first()


def asked_people(check: RouteCheck) -> QuerySet[RouteAsked]:
    """Who is asked and has not answered, with the person."""
    return check.asked.filter(has_answered=False).select_related("person")


@dataclass(frozen=True)
class Counted:
    """One check's answers as they may be shown: small ones, and what would give them away, are hidden."""

    term: str
    opened_on: date
    knows: str
    not_sure: str
    no: str
    total: str


def counted(site: PlacementSite) -> list[Counted]:
    """What came of the checks of a site that are over, newest first. An open one still moves: it is not shown."""
    checks = RouteCheck.objects.filter(site=site, is_open=False).exclude(figures=None)
    return [_counted(check) for check in checks[:MOST_CHECKS]]


def _counted(check: RouteCheck) -> Counted:
    _headings, *rows = from_json(check.figures or {}).to_rows(_)
    return Counted(name_of_term(check.term_on), check.opened_on, *(words for _label, words in rows))
