"""The stage the story is played on: the network, its people, and a seeded die."""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from groundswell.networks.models import Cohort, Network
    from groundswell.people.models import Person

T = TypeVar("T")
ADDRESS = "demo.groundswell.example"


@dataclass
class Stage:
    """Who is here now, and what is under way."""

    network: "Network"
    die: random.Random
    students: "list[Person]" = field(default_factory=list)
    staff: "list[Person]" = field(default_factory=list)
    alumni: "list[Person]" = field(default_factory=list)
    cohort_of: "dict[int, Cohort]" = field(default_factory=dict)
    chairs: "dict[str, list[Person]]" = field(default_factory=lambda: {"student": [], "staff": []})
    offices: dict[str, Any] = field(default_factory=dict)
    running: list[Any] = field(default_factory=list)
    open_actions: list[Any] = field(default_factory=list)
    asks: list[Any] = field(default_factory=list)
    today: date = date(2020, 3, 1)
    last: date = date(2026, 11, 1)
    heard_until: date = date(2020, 3, 1)
    said: set[str] = field(default_factory=set)
    turns: dict[tuple[str, ...], int] = field(default_factory=dict)

    @property
    def is_recent(self) -> bool:
        """Whether this is told in full: the last year and a half."""
        return self.today > self.last - timedelta(days=550)

    @property
    def chair(self) -> "Person":
        """A student co-chair; a staff one while there is none."""
        return (self.chairs["student"] or self.chairs["staff"])[0]

    @property
    def here(self) -> "list[Person]":
        """Everybody who could come to a meeting."""
        return [*self.students, *self.staff, *self.alumni]

    def next_of(self, words: tuple[str, ...]) -> str:
        """Each in turn, so that nothing is said again before everything was said."""
        turn = self.turns.get(words, 0)
        self.turns[words] = turn + 1
        return words[turn % len(words)]

    def some(self, people: list[T], n: int) -> list[T]:
        """A few of them, by chance, each once."""
        return self.die.sample(people, min(n, len(people)))


def address_of(name: str, number: int) -> str:
    """An address in a domain that does not exist, whatever script the name is in."""
    plain = "".join(
        letter
        for letter in name.lower()
        if (letter.isascii() and letter.isalpha()) or letter == " "
    )
    stem = ".".join(plain.split()[-2:]) or "member"
    return f"{stem}.{number}@{ADDRESS}"
