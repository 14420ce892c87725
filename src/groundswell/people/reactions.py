"""What this room gives to the registries: what it keeps about people, and its pages for the tests."""

from groundswell.kernel.registries import ExampleUrl, example_urls, personal_data
from groundswell.people import examples, personal

personal_data.extend(personal.ENTRIES)
example_urls.extend(
    ExampleUrl(name, make, public=name in examples.PUBLIC) for name, make in examples.PAGES.items()
)
