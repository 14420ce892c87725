"""When something is announced below, do this; and what this room gives to the registries."""

from typing import TYPE_CHECKING

from django.urls import reverse

from groundswell.kernel.registries import ExampleUrl, example_urls

if TYPE_CHECKING:
    from tests.cast import Cast


def index_page(cast: "Cast") -> str:
    """The address the accessibility, door and query tests visit."""
    return reverse("roomname:index", args=[cast.network.slug])


example_urls.append(ExampleUrl("roomname:index", index_page))
