"""Tell the whole story, from the first meeting to today."""

import random
from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from groundswell.demo import (
    asking,
    gatherings,
    people,
    present,
    printed,
    room,
    routes,
    voices,
    work,
)
from groundswell.demo.clock import at, living_at, month, month_number
from groundswell.demo.doors import doors
from groundswell.demo.stage import Stage
from groundswell.demo.story import names
from groundswell.kernel.actors import SYSTEM
from groundswell.kernel.events import deliver_all_news
from groundswell.kernel.models import News
from groundswell.networks.queries import synthetic_network
from groundswell.networks.services import (
    add_department,
    add_site,
    found_network,
    give_term,
    put_office,
)

if TYPE_CHECKING:
    from groundswell.networks.models import Network
    from groundswell.people.models import Person

ABOUT = (
    "We began in March 2020 as six people on a call. Today we are students, staff and doctors who once studied here, "
    "and we change what we can: what is taught, who chooses, what a rule says, what hangs on the wall.\n\n"
    "Everybody here is invented. This is a demonstration."
)
__all__ = ["build", "doors", "is_built", "printed"]
Progress = Callable[[str, float], None]


def is_built() -> bool:
    """Whether the demo's network is here already."""
    return synthetic_network() is not None


@transaction.atomic
def build(
    *, seed: int = 2020, until: date | None = None, progress: Progress = lambda words, share: None
) -> "Network":
    """Live through the years. All or nothing: a telling that was interrupted leaves no trace."""
    last = until or timezone.localdate()
    people.start_again()
    stage = begin(random.Random(seed))
    stage.last = last
    months = month_number(last)
    sealed = None
    for number in range(months + 1):
        live_month(stage, number, last)
        if month(number) == room.BEGINS.replace(day=1):
            sealed = room.open_room(stage, seed)
        if sealed is not None:
            room.live_until(sealed, min(month(number + 1) - timedelta(days=1), last))
        progress(f"{month(number):%B %Y}", (number + 1) / (months + 2))
    voices.tell_stories(stage)
    routes.draw_maps(stage)
    present.live_now(stage)
    if sealed is not None:
        printed.keep(sealed.kept)
    progress(f"{last:%B %Y}", 1.0)
    return stage.network


def begin(die: random.Random) -> Stage:
    """Six people, one call."""
    with living_at(at(date(2020, 3, 5), 19)):
        (first, kind), *others = names.FOUNDERS
        network = found_network(
            by=SYSTEM,
            name="Tidewell Medical Network",
            founder=people.make_person(first),
            founder_kind=kind,
            is_synthetic=True,
            institution="Tidewell School of Medicine",
            about=ABOUT,
            official_route_name="Tidewell Report and Support",
            official_route_url="https://report.tidewell.example/",
            emergency_text="In danger now? Call 999.",
        )
        stage = Stage(network=network, die=die)
        founder = network.memberships.get().person
        stage.students.append(founder)
        stage.chairs["student"].append(founder)
        settle_founder(stage, founder)
        for name, side in others:
            people.join_student(
                stage, name, die.choice((2022, 2023))
            ) if side == "student" else people.join_staff(stage, name)
        give_term(
            by=founder,
            network=network,
            person=stage.staff[0],
            side="staff",
            starts_on=date(2020, 3, 5),
        )
        stage.chairs["staff"].append(stage.staff[0])
        fill_directory(stage)
    return stage


def settle_founder(stage: Stage, founder: "Person") -> None:
    """The founder belongs to a year group like everybody else."""
    group = people.cohort(stage, 2023)
    stage.network.memberships.update(cohort=group)
    stage.cohort_of[founder.pk] = group


def fill_directory(stage: Stage) -> None:
    for number, (name, holder) in enumerate(names.OFFICES):
        stage.offices[name] = put_office(
            by=stage.chair,
            network=stage.network,
            name=name,
            holder=holder,
            email=f"office{number}@tidewell.example",
        )
    for name in names.DEPARTMENTS:
        add_department(by=stage.chair, network=stage.network, name=name)
    for name, kind, provider in names.SITES:
        add_site(by=stage.chair, network=stage.network, name=name, kind=kind, provider=provider)


def live_month(stage: Stage, number: int, last: date) -> None:
    """One month: people, work, a meeting; and the news of it, which for long ago is left undelivered."""
    first = month(number)
    stage.today = max(min(first + timedelta(days=3), last), date(2020, 3, 6))
    with living_at(at(stage.today, 9)):
        people.live_month(stage, number)
    with living_at(at(stage.today, 10)):
        work.live_month(stage, number)
        asking.live_month(stage, number)
    before, stage.heard_until = stage.heard_until, min(first + timedelta(days=30), last)
    voices.raise_since(stage, (last - before).days, (last - stage.heard_until).days)
    day = meeting_day(first)
    if day <= last:
        gatherings.meet(stage, day)
    if stage.is_recent and first > last - timedelta(days=75):
        with living_at(at(min(first + timedelta(days=29), last), 22)):
            deliver_all_news()
    News.objects.filter(delivered_at=None).delete()


def meeting_day(first: date) -> date:
    """The second Wednesday."""
    return first + timedelta(days=(2 - first.weekday()) % 7 + 7)
