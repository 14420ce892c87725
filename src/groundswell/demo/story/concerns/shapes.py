"""The shape of what is told to listeners in the demo. All of it is made up; none of it happened to anybody."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Heard:
    """What was raised, in which coded words listeners filed it, and what came of it."""

    text: str
    kind: str
    source: str
    setting: str
    wish: str
    outcome: str
    route: str = "here"
    open_words: str = ""  # a title and a text that tell nobody's story

    @property
    def codes(self) -> dict[str, list[str]]:
        """As a listener ticks them."""
        return {
            "kind": self.kind.split(),
            "source": [self.source],
            "setting": [self.setting],
            "role": ["experienced"],
            "wish": [self.wish],
            "route": [self.route],
            "urgency": ["routine"],
        }


@dataclass(frozen=True)
class Step:
    """One thing that happens, so many days before the story's last day. ``words`` are said with it."""

    days: int
    act: str
    words: str = ""
    who: int = 0  # which of those who listen


@dataclass(frozen=True)
class Lately:
    """A concern of the last months, told step by step."""

    heard: Heard
    steps: tuple[Step, ...]
    name: str = ""
    contact: str = ""
    keeps_out: tuple[int, ...] = ()  # which of those who listen must not see it
    is_printed: bool = False  # the one whose receipt the demo prints
