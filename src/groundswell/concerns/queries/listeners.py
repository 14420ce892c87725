"""Who listens, and who could be given a key."""

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.cache import cache
from django.db.models import BooleanField, Exists, F, OuterRef, QuerySet, Value

from groundswell.concerns.models import Concern, KeyRow, Listener, Share
from groundswell.kernel.clock import today
from groundswell.kernel.prepared import Slot, prepared
from groundswell.networks.queries import current_memberships

if TYPE_CHECKING:
    from groundswell.concerns.exclusions import Exclusions
    from groundswell.networks.models import Membership, Network
    from groundswell.people.models import Person

State = Listener.State
A_MINUTE = 60
ALUMNI = "alumni"  # they left: who listens is a student, a member of staff or a partner


def listeners_of(network: "Network | Slot") -> QuerySet[Listener]:
    """Everybody who listens here, is away, or was asked to; those who ended are left out."""
    rows = Listener.objects.filter(network=network).exclude(state=State.ENDED)
    return rows.select_related("person").order_by("is_alternate", "person__name", "pk")


def ready_listeners(network: "Network") -> list[Listener]:
    """Listeners with a key who are members today, with what they belong to: whom a concern may be sealed to."""
    found = _ready(network=network.pk, day=today())
    belongs = _belongs(network=network.pk)
    for one in found:
        mine = [(what, pk) for listener, what, pk in belongs if listener == one.pk]
        one.department_ids = frozenset(pk for what, pk in mine if what == "department")
        one.site_ids = frozenset(pk for what, pk in mine if what == "site")
    return found


# Every raise asks these, some of them twice: they are compiled once.


def _ready_rows(network: Slot, day: Slot) -> QuerySet[Listener]:
    members = _who_may(network, day).filter(person=OuterRef("person"))
    return listeners_of(network).filter(Exists(members), state=State.READY, person__is_active=True)


@prepared
def _ready(network: Slot, day: Slot) -> QuerySet[Listener]:
    return _ready_rows(network, day)


@prepared
def _belongs(network: Slot) -> QuerySet[Any, Any]:
    """Which departments and places listeners belong to: listener, which of the two, its id."""
    parts = Listener.departments.through.objects.filter(listener__network=network)
    places = Listener.sites.through.objects.filter(listener__network=network)
    return parts.values_list("listener_id", Value("department"), "department_id").union(
        places.values_list("listener_id", Value("site"), "placementsite_id"), all=True
    )


@prepared
def _first_open(network: Slot, day: Slot) -> QuerySet[Any, Any]:
    return _ready_rows(network, day).filter(is_alternate=False).values_list("pk")[:1]


@prepared
def _by_name(network: Slot, concern: Slot, generation: Slot) -> QuerySet[Listener]:
    return _by_key(_key_of(concern, generation), Listener.objects.filter(network=network))


def listeners_without_key(
    concern: Concern, network: "Network", kept_out: "Exclusions"
) -> QuerySet[Listener]:
    """Who listens today, cannot read what is written in a concern now, and is not kept out of it."""
    rows = KeyRow.objects.filter(
        concern=concern, key__generation=concern.generation, listener=OuterRef("pk")
    )
    members = _who_may(network).filter(person=OuterRef("person"))
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
    return bool(_first_open(network=network.pk, day=today()))


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


def _who_may(network: "Network | Slot", day: Slot | None = None) -> "QuerySet[Membership]":
    return current_memberships(network, day).exclude(kind=ALUMNI)


def may_listen(person_id: int, network: "Network") -> bool:
    """Whether somebody is a member today who may be asked to listen."""
    return _who_may(network).filter(person=person_id).exists()


def has_gone() -> list[Listener]:
    """Whoever still stands as a listener, but is no member any more, or an alumnus now."""
    rows = Listener.objects.exclude(state=State.ENDED).select_related("network")
    return [one for one in rows if not may_listen(one.person_id, one.network)]


def listener_by_pk(network: "Network", pk: UUID) -> Listener | None:
    """One of a network's listeners."""
    return listeners_of(network).filter(pk=pk).select_related("person", "network").first()


def ended_listeners(network: "Network") -> QuerySet[Listener]:
    """Who listened once, newest end first: raisers of that time may ask."""
    rows = Listener.objects.filter(network=network, state=State.ENDED, ready_on__isnull=False)
    return rows.select_related("person").order_by("-ended_on", "pk")


def shares_of(listener: Listener) -> QuerySet[Share]:
    """Who keeps a share of this listener's present key."""
    rows = Share.objects.filter(listener=listener, generation=listener.generation)
    return rows.select_related("person").order_by("number")


def shares_kept_by(person: "Person", network: "Network") -> QuerySet[Share]:
    """The shares somebody keeps for listeners of a network."""
    rows = Share.objects.filter(person=person, listener__network=network)
    return rows.select_related("listener__person", "listener__network").order_by("given_on", "pk")


def without_shares(network: "Network") -> list[Listener]:
    """Listeners with a key that too few custodians have confirmed to keep a share of."""
    rows = listeners_of(network).filter(state__in=[State.READY, State.AWAY])
    return [one for one in rows.prefetch_related("shares") if not _is_covered(one)]


def _is_covered(listener: Listener) -> bool:
    kept = [one for one in listener.shares.all() if one.confirmed_on and one.shown_on]
    return bool(kept) and len(kept) >= kept[0].threshold


def possible_custodians(listener: Listener) -> QuerySet["Membership"]:
    """Members who may keep a share: neither the listener nor anybody who listens here or was asked to."""
    involved = Listener.objects.filter(network=listener.network).exclude(state=State.ENDED)
    rows = _who_may(listener.network).exclude(person__in=involved.values("person"))
    return rows.select_related("person").order_by("person__name", "pk")


def listener_of(person: "Person", network: "Network") -> Listener | None:
    """Somebody as a listener here, if they are one."""
    return listeners_of(network).filter(person=person).first()


def listener_today(person: "Person", network: "Network") -> Listener | None:
    """The same, only while they may listen: who graduated this morning has no desk, whenever that is tidied up."""
    members = _who_may(network).filter(person=OuterRef("person"))
    return listeners_of(network).filter(Exists(members), person=person).first()


def listener_by_ids(person_id: int, network_id: int) -> Listener | None:
    """The same, for news, which carries ids alone."""
    rows = Listener.objects.filter(person=person_id, network=network_id).exclude(state=State.ENDED)
    return rows.select_related("network").first()


def names_and_readers(concern: Concern) -> tuple[dict[str, str], list[Listener]]:
    """Names of everybody who ever listened in a concern's network, by the id in sealed items; and ``with_key``."""
    everybody = _by_name(
        network=concern.network_id, concern=concern.pk, generation=concern.generation
    )
    names = {str(one.pk): one.person.name for one in everybody}
    return names, [one for one in everybody if getattr(one, "has_key", False)]


def with_key(concern: Concern) -> QuerySet[Listener]:
    """Who holds a key of a concern as it stands: who can read what is written now."""
    keys = _key_of(concern, concern.generation)
    return _by_key(keys, Listener.objects.filter(Exists(keys)))


def _key_of(concern: Concern | Slot, generation: int | Slot) -> QuerySet[KeyRow]:
    return KeyRow.objects.filter(
        concern=concern, key__generation=generation, listener=OuterRef("pk")
    )


def _by_key(keys: QuerySet[KeyRow], rows: QuerySet[Listener]) -> QuerySet[Listener]:
    return (
        rows.annotate(has_key=Exists(keys), is_handling=Exists(keys.filter(is_handling=True)))
        .select_related("person")
        .order_by("person__name", "pk")
    )


def listens_for(
    person_ids: Collection[int], network_id: int
) -> Iterator[tuple[int, str, str, bool]]:
    """Who of these people listens, or keeps a share, in a network: person, its slug, a key, whether they listen."""
    listening = Listener.objects.filter(person__in=person_ids, network=network_id)
    listening = listening.filter(state__in=[State.READY, State.AWAY])
    keeping = Share.objects.filter(person__in=person_ids, listener__network=network_id)
    rows = listening.values_list(
        "person_id", "pk", F("network__slug"), Value(True, output_field=BooleanField())
    ).union(
        keeping.values_list(
            "person_id",
            "pk",
            F("listener__network__slug"),
            Value(False, output_field=BooleanField()),
        ),
        all=True,
    )
    for person_id, pk, slug, listens in rows:
        yield person_id, slug, f"{'listener' if listens else 'share'}:{pk}", bool(listens)


def listeners_to_rehearse(slug: str = "", address: str = "") -> list[Listener]:
    """Everybody with a key; of one network, or one person, where that is asked for."""
    rows = Listener.objects.filter(state__in=[State.READY, State.AWAY])
    if slug:
        rows = rows.filter(network__slug=slug)
    if address:
        rows = rows.filter(person__email__iexact=address)
    return list(rows.select_related("person", "network").order_by("network__slug", "pk"))
