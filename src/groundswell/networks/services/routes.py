"""Whom to tell at a placement site: its map, and the question whether students know it."""

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from groundswell.analysis.disclose import NETWORK, one_way, protect, to_json
from groundswell.audit.services import record
from groundswell.kernel.actors import SYSTEM, Actor, require
from groundswell.kernel.clock import today
from groundswell.kernel.errors import EditConflict
from groundswell.kernel.events import announce
from groundswell.kernel.permissions import Permission
from groundswell.networks.events import RouteCheckOpened
from groundswell.networks.models import (
    Cohort,
    Membership,
    PlacementSite,
    RouteAsked,
    RouteCheck,
    RouteStep,
)
from groundswell.networks.queries.membership import current
from groundswell.networks.queries.routes import first_day_of_term
from groundswell.networks.services.errors import NetworkError

if TYPE_CHECKING:
    from groundswell.networks.models import Network

Kind = RouteStep.Kind
CHECKS_LAST = timedelta(days=14)
CONTACTS = ("guardian", "guardian_contact", "education_lead", "education_lead_contact")
COUNTERS = {"knows": "n_knows", "not_sure": "n_not_sure", "no": "n_no"}
NOT_THERE = "not_there"
ANSWER = "answer"


@transaction.atomic
def put_route(
    *,
    by: Actor,
    site: PlacementSite,
    steps: Mapping[str, tuple[str, str]],
    guardian: str = "",
    guardian_contact: str = "",
    education_lead: str = "",
    education_lead_contact: str = "",
    version: int = 1,
) -> PlacementSite:
    """Keep a site's map. ``steps`` gives for each kind who it is and how to reach them; empty ones are left out.

    The guardian is a step of the map as well as a contact. A map that says something else than before is new to
    whoever was asked earlier: the next check is due at once.
    """
    require(by, Permission.SITE_ROUTES, site.network)
    same = PlacementSite.objects.filter(pk=site.pk, version=version)
    if not same.update(version=F("version") + 1):
        raise EditConflict(
            _("Somebody else saved this meanwhile. What they saved stands beside yours."),
            theirs=_stands(PlacementSite.objects.get(pk=site.pk)),
        )
    before = _map_of(site)
    site.guardian, site.guardian_contact = guardian.strip(), guardian_contact.strip()
    site.education_lead = education_lead.strip()
    site.education_lead_contact = education_lead_contact.strip()
    site.version = version + 1
    after = _cleaned({**steps, Kind.GUARDIAN: (site.guardian, site.guardian_contact)})
    if after != before:
        site.route_changed_on = today()
        site.steps.all().delete()
        rows = [
            RouteStep(site=site, position=place, kind=kind, who=who, how=how)
            for place, (kind, (who, how)) in enumerate(after.items(), 1)
        ]
        for row in rows:
            row.full_clean(validate_constraints=False)
        RouteStep.objects.bulk_create(rows)
    site.full_clean()
    site.save()
    record(by, "site.route", site, site.network, n_steps=len(after))
    return site


def _cleaned(steps: Mapping[str, tuple[str, str]]) -> dict[str, tuple[str, str]]:
    typed = {kind: (who.strip(), how.strip()) for kind, (who, how) in steps.items()}
    return {kind: typed[kind] for kind in Kind.values if any(typed.get(kind, ()))}


def _map_of(site: PlacementSite) -> dict[str, tuple[str, str]]:
    return {step.kind: (step.who, step.how) for step in site.steps.all()}


def _stands(site: PlacementSite) -> dict[str, object]:
    theirs: dict[str, object] = {name: getattr(site, name) for name in CONTACTS}
    for kind, (who, how) in _map_of(site).items():
        theirs[f"{kind}_who"], theirs[f"{kind}_how"] = who, how
    return theirs | {"version": site.version}


@transaction.atomic
def open_check(*, by: Actor, site: PlacementSite, cohort: Cohort | None = None) -> RouteCheck:
    """Ask students placed at a site (a year group, or all students) whether they know whom to tell there."""
    require(by, Permission.SITE_ROUTES, site.network)
    if not site.steps.exists():
        raise NetworkError(
            _("There is no map for this site yet. Write down whom to tell, then ask.")
        )
    if RouteCheck.objects.filter(site=site, is_open=True).exists():
        raise NetworkError(_("Students are being asked about this site already."))
    students = Membership.objects.filter(
        current(), network=site.network, kind=Membership.Kind.STUDENT
    )
    if cohort is not None:
        students = students.filter(cohort=cohort)
    people = list(students.values_list("person_id", flat=True))
    if not people:
        raise NetworkError(_("There is no student to ask. Choose another year group."))
    day = today()
    check = RouteCheck(
        site=site,
        cohort=cohort,
        term_on=first_day_of_term(day),
        opened_on=day,
        closes_on=day + CHECKS_LAST,
    )
    check.full_clean()
    check.save(force_insert=True)
    RouteAsked.objects.bulk_create(RouteAsked(check_asked=check, person_id=pk) for pk in people)
    record(by, "route.asked", check, site.network, n_asked=len(people))
    announce(RouteCheckOpened(check_id=check.pk, network_id=site.network_id))
    return check


@transaction.atomic
def answer_check(*, by: Actor, check: RouteCheck, answer: str) -> None:
    """Count one answer. That somebody answered is noted until the check ends; what they said is not."""
    network: Network = check.site.network
    require(by, Permission.ROUTE_ANSWER, network, about=check)
    if answer not in {*COUNTERS, NOT_THERE}:
        raise NetworkError(_("Choose one of the answers."))
    if not check.is_open or check.closes_on < today():
        raise NetworkError(_("This question is closed. Nothing was counted."))
    mine = RouteAsked.objects.filter(check_asked=check, person=by.person_id, has_answered=False)
    if not mine.update(has_answered=True):
        raise NetworkError(
            _("You answered this already, or you were not asked. Nothing was counted.")
        )
    if answer in COUNTERS:
        counter = COUNTERS[answer]
        RouteCheck.objects.filter(pk=check.pk).update(**{counter: F(counter) + 1})
    record(by, "route.answered", check, network)


@transaction.atomic
def close_checks(*, by: Actor = SYSTEM) -> int:
    """End every check whose days are over: keep what may be shown of it, forget the rest and who was asked."""
    over = RouteCheck.objects.filter(is_open=True, closes_on__lt=today())
    checks = list(over.select_related("site__network"))
    for check in checks:
        require(by, Permission.SITE_ROUTES, check.site.network)
        numbers = [check.n_knows, check.n_not_sure, check.n_no]
        check.figures = to_json(
            protect(one_way(numbers, (ANSWER, tuple(COUNTERS))), NETWORK).figures
        )
        check.n_knows = check.n_not_sure = check.n_no = 0
        check.is_open = False
        check.save()
        RouteAsked.objects.filter(check_asked=check).delete()
        record(by, "route.counted", check, check.site.network)
    return len(checks)
