"""Every page, in both themes and at two widths: axe finds nothing, and nothing is wider than the screen.

The pages come from the example-URL registry, so a room that adds a page adds it here too.
"""

import pytest
from axe_playwright_python.sync_playwright import Axe

from groundswell.kernel import registries

RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
}
WIDTHS = (320, 1280)
axe = Axe()


def problems(page) -> list[str]:
    """What axe finds, and sideways scrolling, at each width and in each theme."""
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme=theme)
            for violation in axe.run(page, options=RULES).response["violations"]:
                where = [node["target"] for node in violation["nodes"]][:3]
                found.append(f"{width} {theme}: {violation['id']} at {where}")
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            found.append(f"{width}: the page is {wide} pixels wide")
    return found


@pytest.mark.parametrize("example", registries.example_urls, ids=lambda example: example.name)
def test_a_page_is_accessible_and_fits(example, page, site, players, be):
    address = example.make(players)
    errors = []
    page.on(
        "console", lambda message: errors.append(message.text) if message.type == "error" else None
    )
    if not example.public:
        be(page.context, players.alice)
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
    page.context.add_cookies([{"name": "groundswell_language", "value": "ar", "url": site}])
    page.set_viewport_size({"width": 320, "height": 900})
    page.goto(f"{site}{address}")
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
