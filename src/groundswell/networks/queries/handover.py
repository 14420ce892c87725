"""Who leaves next, and what they hold: asked of every room through the registry."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from groundswell.kernel.clock import today
from groundswell.kernel.prepared import Slot
from groundswell.kernel.registries import Responsibility, held_by_many
from groundswell.networks.models import Cohort, Membership, Network, Term
from groundswell.networks.queries.membership import cohorts, current_memberships, current_terms

NOTICE = timedelta(days=60)
HORIZON = timedelta(days=400)
MOST_LEAVERS = 500


@dataclass(frozen=True)
class Leaver:
    """One member who leaves soon, and what they hold."""

    membership: Membership
    holds: list[Responsibility]


@dataclass(frozen=True)
class Leaving:
    """A year group that graduates next."""

    cohort: Cohort
    leavers: list[Leaver] = field(default_factory=list)

    @property
    def n_people(self) -> int:
        return len(self.leavers)

    @property
    def n_held(self) -> int:
        return sum(len(leaver.holds) for leaver in self.leavers)

    @property
    def by_kind(self) -> list[tuple[str, int]]:
        """How many of each kind of responsibility go with them; no names."""
        return Counter(thing.kind for one in self.leavers for thing in one.holds).most_common()


def held_by(person_ids: Collection[int], network: Network) -> dict[int, list[Responsibility]]:
    """What each of these people holds in a network, from every room."""
    return held_by_many(person_ids, network.pk)


def leaving_next(network: Network, within: timedelta = HORIZON) -> list[Leaving]:
    """Year groups that graduate within a year or so (or should have), with who and what. Constant queries."""
    return _with_holdings(network, cohorts(network).filter(graduates_on__lte=today() + within))


def if_left_today(cohort: Cohort) -> Leaving:
    """The rehearsal: what would be left lying if this year group were gone today."""
    return (_with_holdings(cohort.network, [cohort]) or [Leaving(cohort)])[0]


def _with_holdings(network: Network, due: Iterable[Cohort]) -> list[Leaving]:
    groups = list(due)
    if not groups:
        return []
    students = list(
        current_memberships(network)
        .filter(cohort__in=groups, kind=Membership.Kind.STUDENT)
        .select_related("person", "cohort")
        .order_by("person__name", "pk")[:MOST_LEAVERS]
    )
    held = held_by([one.person_id for one in students], network)
    return [
        Leaving(group, [Leaver(one, held.get(one.person_id, [])) for one in of_group])
        for group in groups
        if (of_group := [one for one in students if one.cohort_id == group.pk])
    ]


def graduating_soon(
    network_id: int | Slot, since: date | Slot, until: date | Slot
) -> QuerySet[Cohort]:
    """Year groups that graduate within the notice, or should have, with students who are still here."""
    students = Membership.objects.filter(
        cohort=OuterRef("pk"), kind=Membership.Kind.STUDENT, ended_on=None
    )
    return Cohort.objects.filter(
        Exists(students), network_id=network_id, graduates_on__range=(since, until)
    )


def ending_terms(network_id: int) -> QuerySet[Term]:
    """Co-chair terms that end within the notice and that nobody follows."""
    return current_terms(network_id).filter(ends_on__lte=today() + NOTICE, followed_by=None)
