"""Reads of accounts. Rooms hold person ids and ask here for names."""

import json
from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from groundswell.kernel.registries import (
    Responsibility,
    belongings,
    personal_data,
    responsibilities,
)
from groundswell.people.models import Person, SignIn


def names_of(pseudonyms: Iterable[str]) -> dict[str, str]:
    """Names behind audit pseudonyms, for those still here; the rest are simply absent."""
    wanted = set(pseudonyms)
    prefixes = {value.removeprefix("p-") for value in wanted if value.startswith("p-")}
    if not prefixes:
        return {}
    people = Person.objects.filter(erased_at=None).only("public_id", "name", "email")
    return {p.pseudonym: str(p) for p in people.iterator() if p.public_id.hex[:16] in prefixes}


def person(person_id: int | None) -> Person | None:
    """One account, if it is still open."""
    return Person.objects.filter(pk=person_id, is_active=True).first() if person_id else None


def people_by_id(person_ids: Iterable[int]) -> dict[int, Person]:
    """Accounts by id, in one query."""
    return Person.objects.in_bulk(list(person_ids))


def person_by_address(address: str) -> Person | None:
    """Whose account an address belongs to, whichever of their addresses it is."""
    wanted = address.strip().lower()
    found = Person.objects.filter(email=wanted).first()
    if found:
        return found
    return Person.objects.filter(
        emailaddress__email__iexact=wanted, emailaddress__verified=True
    ).first()


def preferences_of(person: Person) -> dict[str, str]:
    """What the preferences page starts from."""
    return {
        "name": person.name,
        "pronouns": person.pronouns,
        "language": person.language,
        "theme": person.theme,
        "digest": person.digest,
    }


def sign_ins_of(person: Person) -> QuerySet[SignIn]:
    """Where somebody is signed in, newest first."""
    return SignIn.objects.filter(person=person).order_by("-began_on", "-pk")


def open_responsibilities_of(person_id: int) -> list[Responsibility]:
    """Everything open that somebody holds, in all their networks."""
    networks = {pk for known in belongings for pk in known(person_id)}
    return [
        held
        for network_id in sorted(networks)
        for room in responsibilities
        for held in room.held(person_id, network_id)
    ]


def export_of(person: Person) -> str:
    """All that every room keeps about a person, as JSON for them to take away."""
    rooms: list[dict[str, Any]] = [
        {
            "room": kept.room,
            "what": str(kept.label),
            "how long and why": str(kept.kept),
            "rows": list(kept.export(person.pk)),
        }
        for kept in personal_data
    ]
    whole = {"made at": timezone.now(), "about": person.name, "rooms": rooms}
    return json.dumps(whole, default=str, ensure_ascii=False, indent=2)
