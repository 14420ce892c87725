"""One-click sign-in as a synthetic person, and what to try, in the demo alone."""

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


@dataclass(frozen=True)
class DemoTry:
    """Something to try in the demo: where it is, and what has to be typed there, which is printed for all to see."""

    title: str
    help: str
    url: str
    typed: str = ""


# The demo's story appends a function that lists its people.
demo_doors: list[Callable[[], Iterable[DemoDoor]]] = []

demo_tries: list[Callable[[], Iterable[DemoTry]]] = []


def things_to_try() -> list[DemoTry]:
    """What the demo shows on its page of doors; nothing anywhere else."""
    if not settings.DEMO:
        return []
    return [one for listed in demo_tries for one in listed()]


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
