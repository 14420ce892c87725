"""What is raised through the years, in a diary: every step on its day, as far as the story has come."""

import heapq
import random
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial

from groundswell.concerns import services as verbs
from groundswell.demo.clock import at, living_at
from groundswell.demo.room import figures, seats
from groundswell.demo.room.acts import Life, act
from groundswell.demo.room.seats import Room
from groundswell.demo.stage import Stage
from groundswell.demo.story.concerns import earlier
from groundswell.demo.story.concerns.lately import LATELY
from groundswell.demo.story.concerns.shapes import Heard, Step

# How many are raised in each year, until what is told step by step.
PER_YEAR = {2021: 16, 2022: 17, 2023: 17, 2024: 17}
LATER = 20
IN_FULL = timedelta(days=550)  # before that, only what a listener had to do
QUIET = timedelta(days=125)  # so long before today the earlier ones end
PLACES = {"hospital": ("Northmere", "Saltfleet"), "surgery": ("Harbour Street", "Quayside")}
# Before the words, so that nobody reads the same beginning twice.
OPENINGS = (
    "",
    "I have waited with this. ",
    "I hope this is the right place. ",
    "This is small, I think. ",
    "I am writing for the first time. ",
    "Please keep this between us. ",
    "It still goes round in my head. ",
)


def open_room(stage: Stage, seed: int) -> Room:
    """The room, with everything that will be in its diary."""
    room = Room(stage, random.Random(f"room {seed}"))
    last = stage.last
    enter(room, at(seats.BEGINS, 8), lambda: seats.seat_the_first(room))
    enter(room, at(seats.STANDS_DOWN, 11), lambda: seats.follow(room))
    enter(room, at(seats.SHARED, 11), lambda: seats.share_keys(room))
    enter(room, at(seats.FROM_OUTSIDE, 11), lambda: seats.ask_outside(room))
    figures.enter_figures(room, enter)
    for number, day in enumerate(days_of_raising(room, last)):
        heard = earlier.HEARD[number % len(earlier.HEARD)]
        tell(room, told_again(room, heard, number), steps_of(room, heard, number, day), day)
    for lately in LATELY:
        words = verbs.Words(lately.heard.text, lately.name, lately.contact)
        life = Life(lately.heard, words, lately.keeps_out, lately.is_printed)
        tell(room, life, lately.steps, last)
    return room


def enter(room: Room, moment: datetime, happens: Callable[[], None]) -> None:
    """One line of the diary."""
    heapq.heappush(room.diary, (moment, room.n_lines, happens))
    room.n_lines += 1


def live_until(room: Room, day: date) -> None:
    """Live what stands in the diary up to the end of a day."""
    while room.diary and room.diary[0][0].date() <= day:
        moment, _number, happens = heapq.heappop(room.diary)
        with living_at(moment):
            happens()
    with living_at(at(day, 6)):
        verbs.carry_down()


def tell(room: Room, life: Life, steps: tuple[Step, ...], last: date) -> None:
    """Raisers write at night, listeners by day; steps of one day keep their order."""
    for place, step in enumerate(steps):
        day = last - timedelta(days=step.days)
        if step.days < 0 and day.weekday() > 4:  # in the years before, weekends were quiet
            day += timedelta(days=7 - day.weekday())
        if day > room.stage.last:
            break
        hour = 7 if step.days == 0 and last == room.stage.last else 9
        moment = at(day, hour, place)
        if moment.date() >= seats.BEGINS:
            enter(room, moment, partial(act, room, life, step))
    if life.is_printed:
        enter(room, at(room.stage.last, 8), lambda: print_it(room, life))


def print_it(room: Room, life: Life) -> None:
    """Note what a visitor may try."""
    seat = room.seats[0]
    room.kept.receipt, room.kept.passphrase = life.receipt, seat.passphrase
    room.kept.listener, room.kept.address = seat.person.name, seat.person.email


def days_of_raising(room: Room, last: date) -> list[date]:
    """So many days in each year, more in term than in summer."""
    days = []
    for year in range(seats.BEGINS.year, last.year + 1):
        weights = [1 if month in (7, 8) else 3 for month in range(1, 13)]
        months = room.die.choices(range(1, 13), weights, k=PER_YEAR.get(year, LATER))
        days += [date(year, month, room.die.randint(1, 28)) for month in months]
    return sorted(day for day in days if seats.BEGINS < day < last - QUIET)


def told_again(room: Room, heard: Heard, number: int) -> Life:
    """The words with a place of this turn; now and then somebody is kept out."""
    turn = number // len(earlier.HEARD)
    text = OPENINGS[number % len(OPENINGS)] + heard.text.format(
        **{kind: names[(turn + number) % 2] for kind, names in PLACES.items()}
    )
    return Life(heard, verbs.Words(text), (2,) if number % 13 == 5 else ())


def steps_of(room: Room, heard: Heard, number: int, day: date) -> tuple[Step, ...]:
    """A usual life: heard, answered, closed with an outcome; a few late, some with more in between."""
    steps = in_brief(room, heard, number)
    if day > room.stage.last - IN_FULL:
        steps = in_full(room, heard, number)
    return tuple(Step(-step.days, step.act, step.words, step.who) for step in steps)


def in_brief(room: Room, heard: Heard, number: int) -> list[Step]:
    """Answered within two days, now and then later; closed with what came of it."""
    who, ends = number % 2, earlier.CLOSED[heard.outcome]
    days = room.die.choice((1, 1, 2, 2, 2, 9))
    return [
        Step(0, "raise"),
        Step(days, "answer", earlier.ANSWERED[number % len(earlier.ANSWERED)], who),
        Step(days + 1, "triage", "", who),
        Step(
            days + room.die.randint(9, 60),
            "close",
            f"{heard.outcome}|{ends[number % len(ends)]}",
            who,
        ),
    ]


def in_full(room: Room, heard: Heard, number: int) -> list[Step]:
    """With what was said in between, words that went out, and how it was afterwards."""
    die, who = room.die, number % 2  # the third seat is the one that is kept out now and then
    late = die.random()
    received = 7 if late < 0.05 else die.choice((1, 1, 2, 2))
    answered = 22 if 0.05 <= late < 0.12 else received + die.choice((2, 4, 5, 6))
    closed = 97 if 0.12 <= late < 0.18 else answered + die.randint(12, 45)
    steps = [
        Step(0, "raise"),
        Step(received, "acknowledge", earlier.RECEIVED[number % len(earlier.RECEIVED)], who),
        Step(received, "take", "", who),
        Step(answered, "triage", "", who),
        Step(answered, "answer", earlier.ANSWERED[number % len(earlier.ANSWERED)], who),
    ]
    if die.random() < 0.5:
        steps.append(Step(answered + 2, "write", earlier.RAISER[number % len(earlier.RAISER)]))
    if die.random() < 0.2:
        steps.append(Step(answered + 4, "note", earlier.NOTES[number % len(earlier.NOTES)], who))
    if heard.open_words:
        steps += [
            Step(answered + 5, "suggest", heard.open_words, who),
            Step(answered + 7, "approve", "14"),
        ]
    if heard.outcome == "referred":
        copy = "What a student told us, in general words, with the request that it is looked at."
        steps += [
            Step(answered + 5, "refer", copy, who),
            Step(answered + 6, "agree"),
            Step(answered + 7, "sent", "", who),
            Step(answered + 11, "returned", "They looked at it and wrote back.", who),
        ]
    ends = earlier.CLOSED[heard.outcome]
    steps.append(Step(closed, "close", f"{heard.outcome}|{ends[number % len(ends)]}", who))
    if die.random() < 0.6:
        steps.append(Step(closed + 1, "worked", die.choice(("helped", "helped", "partly", "no"))))
    if die.random() < 0.3:
        steps.append(Step(closed + 33, "check in", die.choice(("no", "no", "unsure"))))
    return steps
