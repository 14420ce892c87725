"""What this room gives to the registries: its own pages, as examples."""

from groundswell.kernel import registries
from groundswell.kernel.registries import ExampleUrl

registries.example_urls += [
    ExampleUrl("home:front", lambda cast: "/", public=True),
    ExampleUrl("home:network", lambda cast: f"/n/{cast.network.slug}/today/"),
    ExampleUrl("ui:gallery", lambda cast: "/style/", public=True),
]
