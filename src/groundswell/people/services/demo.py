"""One-click sign-in as a synthetic person, in the demo alone."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings

from groundswell.people.models import Person


@dataclass(frozen=True)
class DemoDoor:
    """Somebody one can be in the demo: their role in plain words, and what to try as them."""

    public_id: UUID
    role: str
    try_this: str = ""


# The demo's story appends a function that lists its people.
demo_doors: list[Callable[[], Iterable[DemoDoor]]] = []


def open_doors() -> list[tuple[DemoDoor, Person]]:
    """Doors that open: only in the demo, only to synthetic people."""
    if not settings.DEMO:
        return []
    doors = [door for listed in demo_doors for door in listed()]
    people = {
        person.public_id: person
        for person in Person.objects.filter(
            public_id__in=[door.public_id for door in doors], is_synthetic=True, is_active=True
        )
    }
    return [(door, people[door.public_id]) for door in doors if door.public_id in people]
