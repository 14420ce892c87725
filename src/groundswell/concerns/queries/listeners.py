"""Who listens, and who could be given a key."""

from typing import TYPE_CHECKING

from django.core.cache import cache
from django.db.models import Exists, OuterRef, QuerySet

from groundswell.concerns.models import Concern, KeyRow, Listener
from groundswell.networks.queries import current_memberships

if TYPE_CHECKING:
    from groundswell.concerns.exclusions import Exclusions
    from groundswell.networks.models import Network
    from groundswell.people.models import Person

State = Listener.State
A_MINUTE = 60


def listeners_of(network: "Network") -> QuerySet[Listener]:
    """Everybody who listens here, is away, or was asked to; those who ended are left out."""
    rows = Listener.objects.filter(network=network).exclude(state=State.ENDED)
    return rows.select_related("person").order_by("is_alternate", "person__name", "pk")


def ready_listeners(network: "Network") -> list[Listener]:
    """Listeners with a key who are members today, with what they belong to: whom a concern may be sealed to."""
    members = current_memberships(network).filter(person=OuterRef("person"))
    rows = listeners_of(network).filter(Exists(members), state=State.READY, person__is_active=True)
    return list(rows.prefetch_related("departments", "sites"))


def listeners_without_key(
    concern: Concern, network: "Network", kept_out: "Exclusions"
) -> QuerySet[Listener]:
    """Who listens today, cannot read what is written in a concern now, and is not kept out of it."""
    rows = KeyRow.objects.filter(
        concern=concern, key__generation=concern.generation, listener=OuterRef("pk")
    )
    members = current_memberships(network).filter(person=OuterRef("person"))
    return (
        listeners_of(network)
        .filter(Exists(members), ~Exists(rows), state=State.READY, person__is_active=True)
        .filter(is_alternate=False)
        .exclude(person__in=kept_out.people)
        .exclude(departments__in=kept_out.departments)
        .exclude(sites__in=kept_out.sites)
    )


def is_open(network: "Network") -> bool:
    """Whether somebody listens here today. Without listeners the room does not show."""
    members = current_memberships(network).filter(person=OuterRef("person"))
    return Listener.objects.filter(
        Exists(members),
        network=network,
        state=State.READY,
        person__is_active=True,
        is_alternate=False,
    ).exists()


def listener_ids(network: "Network") -> frozenset[int]:
    """Persons who listen here; every member may know. Known for a minute, so that nobody else's page costs a query."""
    found: frozenset[int] | None = cache.get(f"listeners-{network.pk}")
    if found is None:
        rows = Listener.objects.filter(network=network, state=State.READY)
        found = frozenset(rows.values_list("person", flat=True))
        cache.set(f"listeners-{network.pk}", found, A_MINUTE)
    return found


def forget_listener_ids(network_id: int) -> None:
    """Somebody began to listen or ended: this process asks again."""
    cache.delete(f"listeners-{network_id}")


def listener_of(person: "Person", network: "Network") -> Listener | None:
    """Somebody as a listener here, if they are one."""
    return listeners_of(network).filter(person=person).first()


def listener_by_ids(person_id: int, network_id: int) -> Listener | None:
    """The same, for news, which carries ids alone."""
    rows = Listener.objects.filter(person=person_id, network=network_id).exclude(state=State.ENDED)
    return rows.select_related("network").first()


def names_of_listeners(concern: Concern) -> dict[str, str]:
    """Names of everybody who ever listened in the network of a concern, by the id that stands in sealed items."""
    rows = Listener.objects.filter(network=concern.network_id).select_related("person")
    return {str(one.pk): one.person.name for one in rows}


def with_key(concern: Concern) -> QuerySet[Listener]:
    """Who holds a key of a concern as it stands: who can read what is written now."""
    rows = KeyRow.objects.filter(
        concern=concern, key__generation=concern.generation, listener=OuterRef("pk")
    )
    return (
        Listener.objects.filter(Exists(rows))
        .annotate(is_handling=Exists(rows.filter(is_handling=True)))
        .select_related("person")
        .order_by("person__name", "pk")
    )
