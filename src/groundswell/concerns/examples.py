"""Pages of this room for the tests that visit every page."""

from typing import TYPE_CHECKING

from django.urls import reverse

from groundswell.kernel.registries import ExampleUrl

if TYPE_CHECKING:
    from tests.cast import Cast


def _listened_to(cast: "Cast", name: str) -> str:
    from groundswell.concerns.tests.factories import listening

    if "listener" not in cast.notes:
        cast.notes["listener"] = listening(cast)
    return reverse(name, args=[cast.network.slug])


def before(cast: "Cast") -> str:
    return _listened_to(cast, "concerns:before")


def write(cast: "Cast") -> str:
    return _listened_to(cast, "concerns:write")


def back(cast: "Cast") -> str:
    return _listened_to(cast, "concerns:back")


pages = [
    ExampleUrl("concerns:before", before, public=True),
    ExampleUrl("concerns:write", write, public=True),
    ExampleUrl("concerns:back", back, public=True),
]
