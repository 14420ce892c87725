"""Reads of accounts. Rooms hold person ids and ask here for names."""

from collections.abc import Iterable

from groundswell.people.models import Person


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
