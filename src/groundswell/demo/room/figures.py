"""Counting after each quarter, and publishing what some years came to."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial

from groundswell.analysis.disclose import Period
from groundswell.concerns import services as verbs
from groundswell.concerns.queries import unpublished
from groundswell.demo.clock import at
from groundswell.demo.room.seats import BEGINS, Room

Enter = Callable[[Room, datetime, Callable[[], None]], None]
# What is published, once its last quarter is counted. The newest quarters are left for whoever looks around.
RELEASES = (
    Period(date(2021, 1, 1), date(2023, 9, 30)),
    Period(date(2023, 10, 1), date(2026, 6, 30)),
)


def enter_figures(room: Room, enter: Enter) -> None:
    """Somebody counts twice a year, ten days after a quarter; a week later, now and then, they publish."""
    halves = {date(year, *end) for year in range(BEGINS.year, 2026) for end in ((6, 30), (12, 31))}
    for day in sorted(halves | {period.last for period in RELEASES}):
        enter(room, at(day + timedelta(days=10), 16), partial(count, room))
    for period in RELEASES:
        enter(room, at(period.last + timedelta(days=17), 16), partial(ask, room, period))
        enter(room, at(period.last + timedelta(days=18), 16), partial(publish, room))


def count(room: Room) -> None:
    """Whoever can open most counts what is closed."""
    verbs.count_closed(by=room.seats[0].actor(), network=room.stage.network)


def ask(room: Room, period: Period) -> None:
    """Have the figures of a period worked out."""
    by = room.seats[0].actor()
    verbs.ask_release(by=by, network=room.stage.network, period=period, policy="network")
    verbs.work_out_releases()


def publish(room: Room) -> None:
    """Looked at, and published."""
    release = unpublished(room.stage.network).first()
    if release is not None and release.state == release.State.READY:
        verbs.publish_release(by=room.seats[0].actor(), release=release)
