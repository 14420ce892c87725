"""Counting what a step asks of a tired person on a phone: taps, and screens they look at."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal

from playwright.sync_api import Frame, Locator, Page

MOST = 3  # taps in any step of a member; the promise of the weekly loop
# (step, taps, screens) as counted in this run; printed under it.
counted: list[tuple[str, int, int]] = []


@dataclass
class Thumb:
    """A thumb on a phone. Every ``tap`` counts; so does every page that opens."""

    page: Page
    taps: int = 0
    screens: list[str] = field(default_factory=list)

    def saw(self, frame: Frame) -> None:
        if frame == self.page.main_frame and frame.url != "about:blank":
            self.screens.append(frame.url)

    def open(self, url: str) -> None:
        """A page that is there already, such as a bookmark: a screen, no tap."""
        self.page.goto(url)

    def tap_link_in_mail(self, url: str) -> None:
        """The tap in the mail program that opens the link."""
        self.taps += 1
        self.page.goto(url)

    def tap(
        self, role: Literal["button", "link"], name: str, *, within: Locator | None = None
    ) -> None:
        """Tap what has this role and begins with this name, as somebody would find it by reading."""
        self.taps += 1
        (within or self.page).get_by_role(role, name=name).first.click()
        self.page.wait_for_load_state()

    def tap_words(self, words: str, *, within: Locator) -> None:
        """Tap a choice by its words."""
        self.taps += 1
        within.get_by_text(words, exact=True).first.click()

    def type(self, label: str, words: str, *, within: Locator | None = None) -> None:
        """Tap a field and type."""
        self.taps += 1
        (within or self.page).get_by_label(label).first.fill(words)


@contextmanager
def step(name: str, page: Page, *, taps: int, screens: int) -> Iterator[Thumb]:
    """One step, with how many taps and screens it may take at most."""
    thumb = Thumb(page)
    page.on("framenavigated", thumb.saw)
    yield thumb
    page.remove_listener("framenavigated", thumb.saw)
    counted.append((name, thumb.taps, len(thumb.screens)))
    assert thumb.taps <= taps, f"{name} takes {thumb.taps} taps, {taps} allowed"
    assert len(thumb.screens) <= screens, f"{name} takes {thumb.screens}, {screens} allowed"
