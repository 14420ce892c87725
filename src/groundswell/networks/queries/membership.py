"""Reads about who belongs and who chairs."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q, QuerySet, Value

from groundswell.kernel.clock import today
from groundswell.kernel.permissions import Role
from groundswell.kernel.prepared import Slot, prepared
from groundswell.networks.models import Cohort, Membership, Network, Term

if TYPE_CHECKING:
    from groundswell.people.models import Person

MemberKind = Membership.Kind


def current(day: date | Slot | None = None, prefix: str = "") -> Q:
    """Rows whose started_on/ended_on hold on a day (today by default)."""
    day = day or today()
    return Q(**{f"{prefix}started_on__lte": day}) & (
        Q(**{f"{prefix}ended_on": None}) | Q(**{f"{prefix}ended_on__gt": day})
    )


def current_memberships(
    network: Network | Slot, day: date | Slot | None = None
) -> QuerySet[Membership]:
    """Memberships that hold on a day, bare."""
    return Membership.objects.filter(current(day), network=network)


def current_terms(network_id: int | Slot, day: date | Slot | None = None) -> QuerySet[Term]:
    """Co-chair terms that hold on a day."""
    day = day or today()
    return Term.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=day), network_id=network_id, starts_on__lte=day
    ).select_related("person")


def open_terms(network: Network) -> QuerySet[Term]:
    """Terms that hold today or begin later: overlap shows. Students first."""
    return (
        Term.objects.filter(Q(ends_on=None) | Q(ends_on__gte=today()), network=network)
        .select_related("person", "followed_by__person")
        .order_by("-side", "starts_on", "person__name")
    )


@prepared
def _roles(person_id: Slot, network_id: Slot, day: Slot) -> QuerySet[Membership, Any]:
    kinds = Membership.objects.filter(current(day), person_id=person_id, network_id=network_id)
    terms = Term.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=day),
        person_id=person_id,
        network_id=network_id,
        starts_on__lte=day,
    )
    return kinds.values_list("kind").union(terms.values_list(Value(Role.COCHAIR.value)))


def roles_in_network(person_id: int, network_id: int) -> frozenset[Role]:
    """The roles a person holds today, in one query. A term counts only while its holder is a member."""
    rows = _roles(person_id=person_id, network_id=network_id, day=today())
    found = {Role(name) for (name,) in rows}
    if not found - {Role.COCHAIR}:
        return frozenset()
    return frozenset(found | {Role.MEMBER})


def network_ids_of(person_id: int) -> list[int]:
    """Ids of the networks somebody belongs to today."""
    rows = Membership.objects.filter(current(), person=person_id)
    return list(rows.values_list("network_id", flat=True).distinct())


def networks_of(person: "Person") -> QuerySet[Network]:
    """The networks a person belongs to today."""
    return (
        Network.objects.filter(current(prefix="memberships__"), memberships__person=person)
        .distinct()
        .order_by("name")
    )


def members(network: Network | Slot, day: date | Slot | None = None) -> QuerySet[Membership]:
    """Memberships that hold on a day, with person and cohort."""
    return (
        current_memberships(network, day)
        .select_related("person", "cohort")
        .order_by("person__name", "pk")
    )


def find_members(network: Network, *, words: str = "", kind: str = "") -> QuerySet[Membership]:
    """Members by name and kind."""
    rows = members(network)
    if words.strip():
        rows = rows.filter(person__name__icontains=words.strip())
    return rows.filter(kind=kind) if kind in MemberKind.values else rows


def counts_by_kind(network: Network) -> dict[str, int]:
    """How many of each kind belong today; every kind is there, in the order of the list."""
    rows = current_memberships(network).values_list("kind").annotate(n=Count("pk"))
    found = dict(rows.order_by("kind"))
    return {kind: found.get(kind, 0) for kind in MemberKind.values}


@prepared
def _membership(person_id: Slot, network_id: Slot, day: Slot) -> QuerySet[Membership, int]:
    rows = Membership.objects.filter(current(day), person_id=person_id, network_id=network_id)
    return rows.values_list("pk", flat=True)


def is_member(person_id: int, network: Network) -> bool:
    """Whether somebody belongs today."""
    return bool(_membership(person_id=person_id, network_id=network.pk, day=today()))


def memberships_of(person_id: int, network: Network) -> QuerySet[Membership]:
    """Every stretch somebody belonged, newest first."""
    rows = Membership.objects.filter(person_id=person_id, network=network)
    return rows.select_related("cohort").order_by("-started_on", "-pk")


def terms_of(person_id: int, network: Network) -> QuerySet[Term]:
    """Every term somebody held or will hold, newest first."""
    rows = Term.objects.filter(person_id=person_id, network=network)
    return rows.select_related("followed_by__person").order_by("-starts_on")


def cochairs(network: Network) -> "list[Person]":
    """Who chairs today: students first."""
    terms = sorted(
        current_terms(network.pk),
        key=lambda term: (term.side != Term.Side.STUDENT, term.person.name),
    )
    return list(dict.fromkeys(term.person for term in terms))


@prepared
def _student_ids(network_id: Slot, day: Slot) -> QuerySet[Membership, int]:
    rows = Membership.objects.filter(current(day), network_id=network_id)
    return rows.filter(kind=Membership.Kind.STUDENT).values_list("person_id", flat=True)


def student_ids(network: Network) -> set[int]:
    """Person ids of today's students."""
    return set(_student_ids(network_id=network.pk, day=today()))


def cohorts(network: Network) -> QuerySet[Cohort]:
    """Year groups, soonest to graduate first, with how many students each has today."""
    is_student = current(prefix="memberships__") & Q(memberships__kind=MemberKind.STUDENT)
    return (
        Cohort.objects.filter(network=network)
        .annotate(n_students=Count("memberships", filter=is_student))
        .order_by("graduates_on", "name")
    )


def present_cohorts(network: Network, day: date | None = None) -> QuerySet[Cohort]:
    """Year groups that have not graduated yet."""
    return Cohort.objects.filter(network=network, graduates_on__gte=day or today())


def side_of(person: "Person", network: Network) -> str:
    """Whether somebody chairs as a student or as staff: what they are in a network they start beside it."""
    rows = current_terms(network.pk).filter(person=person).values_list("side", flat=True)
    return str(rows.first() or Term.Side.STUDENT)
