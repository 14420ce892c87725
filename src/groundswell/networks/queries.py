"""Reads about networks and who is in them."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet, Value

from groundswell.kernel.clock import today
from groundswell.kernel.permissions import Role
from groundswell.networks.models import (
    CalendarEntry,
    Cohort,
    Membership,
    Network,
    Office,
    Sisterhood,
    Term,
)

if TYPE_CHECKING:
    from groundswell.people.models import Person

MemberKind = Membership.Kind


def current(day: date | None = None, prefix: str = "") -> Q:
    """Rows whose started_on/ended_on hold on a day (today by default)."""
    day = day or today()
    return Q(**{f"{prefix}started_on__lte": day}) & (
        Q(**{f"{prefix}ended_on": None}) | Q(**{f"{prefix}ended_on__gt": day})
    )


def current_terms(network_id: int, day: date | None = None) -> QuerySet[Term]:
    """Co-chair terms that hold on a day."""
    day = day or today()
    return Term.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=day), network_id=network_id, starts_on__lte=day
    ).select_related("person")


def roles_in_network(person_id: int, network_id: int) -> frozenset[Role]:
    """The roles a person holds today, in one query. A term counts only while its holder is a member."""
    day = today()
    kinds = Membership.objects.filter(
        current(day), person_id=person_id, network_id=network_id
    ).values_list("kind")
    terms = Term.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=day),
        person_id=person_id,
        network_id=network_id,
        starts_on__lte=day,
    ).values_list(Value(Role.COCHAIR.value))
    found = {Role(name) for (name,) in kinds.union(terms)}
    if not found - {Role.COCHAIR}:
        return frozenset()
    return frozenset(found | {Role.MEMBER})


def networks_of(person: "Person") -> QuerySet[Network]:
    """The networks a person belongs to today."""
    return (
        Network.objects.filter(current(prefix="memberships__"), memberships__person=person)
        .distinct()
        .order_by("name")
    )


def members(network: Network, day: date | None = None) -> QuerySet[Membership]:
    """Memberships that hold on a day, with person and cohort."""
    return (
        Membership.objects.filter(current(day), network=network)
        .select_related("person", "cohort")
        .order_by("person__name", "pk")
    )


def is_member(person_id: int, network: Network) -> bool:
    """Whether somebody belongs today."""
    return Membership.objects.filter(current(), person_id=person_id, network=network).exists()


def cochairs(network: Network) -> "list[Person]":
    """Who chairs today: students first."""
    terms = sorted(
        current_terms(network.pk),
        key=lambda term: (term.side != Term.Side.STUDENT, term.person.name),
    )
    return list(dict.fromkeys(term.person for term in terms))


def student_ids(network: Network) -> set[int]:
    """Person ids of today's students."""
    rows = Membership.objects.filter(current(), network=network, kind=Membership.Kind.STUDENT)
    return set(rows.values_list("person_id", flat=True))


def open_offices(network: Network) -> QuerySet[Office]:
    """Offices that can be asked something."""
    return Office.objects.filter(network=network, is_closed=False)


def closure_days(network: Network) -> set[date]:
    """Days the institution is closed, for the working-day clock."""
    entries = CalendarEntry.objects.filter(network=network, kind=CalendarEntry.Kind.CLOSURE)
    return {
        entry.starts_on + timedelta(days=n)
        for entry in entries
        for n in range(min((entry.ends_on - entry.starts_on).days, 400) + 1)
    }


def public_networks() -> QuerySet[Network]:
    """Networks whose wall anybody may read."""
    return Network.objects.filter(is_wall_public=True).order_by("name")


def sisters(network: Network) -> QuerySet[Network]:
    """Networks that agreed with this one, both ways, and have not ended it."""
    agreed = Sisterhood.objects.filter(agreed_at__isnull=False, ended_at=None)
    return Network.objects.filter(
        Q(pk__in=agreed.filter(one=network).values("other"))
        | Q(pk__in=agreed.filter(other=network).values("one"))
    ).order_by("name")


def cohorts(network: Network) -> QuerySet[Cohort]:
    """Year groups, the next to graduate first."""
    return Cohort.objects.filter(network=network)


def present_cohorts(network: Network, day: date | None = None) -> QuerySet[Cohort]:
    """Year groups that have not graduated yet."""
    return cohorts(network).filter(graduates_on__gte=day or today())


def calendar_between(network: Network, first: date, last: date) -> QuerySet[CalendarEntry]:
    """Closures, exams, placements and observances that touch these days."""
    return CalendarEntry.objects.filter(
        network=network, starts_on__lte=last, ends_on__gte=first
    ).select_related("cohort")
