"""What a person does on a page, and what they read there."""

from typing import Literal

from playwright.sync_api import Locator, Page, expect


def fill(page: Page | Locator, words: dict[str, str]) -> None:
    """Type into fields, found by their labels."""
    for label, typed in words.items():
        page.get_by_label(label).first.fill(typed)


def press(
    page: Page, name: str, *, role: Literal["button", "link"] = "button", exact: bool = False
) -> None:
    """Press the first button (or follow the first link) of that name; the next page is there afterwards."""
    page.get_by_role(role, name=name, exact=exact).first.click()
    page.wait_for_load_state()


def follow(page: Page, name: str) -> None:
    """Follow a link."""
    press(page, name, role="link")


def choose(page: Page | Locator, words: str) -> None:
    """Tap the card or button of a choice."""
    page.locator("label.choice, .taps label").filter(has_text=words).first.click()


def reads(page: Page | Locator, *words: str) -> None:
    """These words can be seen."""
    for each in words:
        expect(page.get_by_text(each).first).to_be_visible()


def never_reads(page: Page, *words: str) -> None:
    """These words are nowhere on the page."""
    for each in words:
        expect(page.get_by_text(each)).to_have_count(0)
