"""Counting what a step asks of a tired person on a phone: taps, and screens they look at."""

from dataclasses import dataclass, field

from playwright.sync_api import Page


@dataclass
class Thumb:
    """A thumb on a phone. Every ``tap`` counts; so does every page that opens."""

    page: Page
    taps: int = 0
    screens: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on(
            "framenavigated",
            lambda frame: self._saw(frame.url) if frame == self.page.main_frame else None,
        )

    def _saw(self, url: str) -> None:
        if url != "about:blank":
            self.screens.append(url)

    def tap_link_in_mail(self, url: str) -> None:
        """The tap in the mail program that opens the link."""
        self.taps += 1
        self.page.goto(url)

    def tap(self, role: str, name: str, *, nth: int = 0) -> None:
        """Tap what has this role and name, as somebody would find it by reading."""
        self.taps += 1
        self.page.get_by_role(role, name=name).nth(nth).click()
        self.page.wait_for_load_state()
