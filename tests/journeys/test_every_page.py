"""Every page, in both themes and at two widths: axe finds nothing, and nothing is wider than the screen.

The pages come from the example-URL registry, so a room that adds a page adds it here too.
"""

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from groundswell.kernel import registries

WCAG = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
# A theme changes colours and nothing else, so the second theme is asked only what depends on them.
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
WIDTHS = (320, 1280)
RUN = """async rules => (await axe.run(document, {runOnly: rules, resultTypes: ["violations"]}))
    .violations.map(found => [found.id, found.nodes.slice(0, 3).map(node => node.target)])"""


def problems(page) -> list[str]:
    """What axe finds, and sideways scrolling, at each width and in each theme."""
    found = []
    page.evaluate(AXE_SCRIPT)
    for theme, rules in (("light", WCAG), ("dark", COLOURS)):
        page.emulate_media(color_scheme=theme)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            found += [
                f"{width} {theme}: {rule} at {where}" for rule, where in page.evaluate(RUN, rules)
            ]
            wide = page.evaluate("document.documentElement.scrollWidth")
            if wide > width:
                found.append(f"{width}: the page is {wide} pixels wide")
    return found


def held(example, players, site) -> list[dict[str, str]]:
    """What the browser holds beyond the sign-in."""
    return [
        {"name": name, "value": value, "url": site}
        for name, value in example.cookies(players).items()
    ]


@pytest.mark.parametrize("example", registries.example_urls, ids=lambda example: example.name)
def test_a_page_is_accessible_and_fits(example, page, site, players, be):
    address = example.make(players)
    errors = []
    page.on(
        "console", lambda message: errors.append(message.text) if message.type == "error" else None
    )
    if not example.public:
        be(page.context, players.alice)
    page.context.add_cookies(held(example, players, site))
    response = page.goto(f"{site}{address}")
    assert response is not None
    assert response.status == 200, address
    assert problems(page) == []
    assert errors == []


@pytest.mark.parametrize("example", registries.example_urls[::7], ids=lambda example: example.name)
def test_a_page_reads_from_right_to_left(example, page, site, players, be):
    """Arabic turns the page round; nothing may leave the screen on the other side."""
    address = example.make(players)
    if not example.public:
        be(page.context, players.alice)
    page.context.add_cookies(held(example, players, site))
    page.context.add_cookies([{"name": "groundswell_language", "value": "ar", "url": site}])
    page.set_viewport_size({"width": 320, "height": 900})
    page.goto(f"{site}{address}")
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
