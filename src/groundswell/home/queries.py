"""One person's day in one network, gathered from every room."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from groundswell.kernel import registries
from groundswell.kernel.registries import Attention, Occurrence
from groundswell.meetings.queries import agenda_of, next_meeting, open_agenda
from groundswell.networks.queries import HOUR, MemberKind, kept, members_by_month
from groundswell.ui import charts
from groundswell.ui.blocks import part

if TYPE_CHECKING:
    from groundswell.meetings.models import Meeting
    from groundswell.networks.models import Network
    from groundswell.people.models import Person

MOST_OCCURRENCES = 12
SHOWN_OF_A_KIND = 3
LOOK_BACK = timedelta(days=30)


@dataclass(frozen=True)
class Needs:
    """What needs somebody, of one kind: the first few, and those folded away behind them."""

    kind: str
    first: list[Attention]
    more: list[Attention]


@dataclass(frozen=True)
class Shared:
    """The part of home that is the same for every member."""

    happened: list[Occurrence]
    meeting: "Meeting | None"
    agenda: list[str]


@dataclass(frozen=True)
class Day:
    """What home shows."""

    greeting: str
    needs: list[Needs]
    happened: list[Occurrence]
    meeting: "Meeting | None"
    agenda: list[str]
    growth: SafeString


def day_of(person: "Person", network: "Network") -> Day:
    """What needs somebody, most pressing first; what happened, newest first; when we meet."""
    shared = kept(network, "home-shared", lambda: shared_by_all(network))
    return Day(
        greeting=greeting(person.name, timezone.now().astimezone(ZoneInfo(network.time_zone))),
        needs=by_kind(registries.needs_of(registries.looking(person.pk, network))),
        happened=shared.happened,
        meeting=shared.meeting,
        agenda=shared.agenda,
        growth=kept(network, "home-growth", lambda: growth_of(network), HOUR),
    )


def shared_by_all(network: "Network") -> Shared:
    """What every member finds: what happened, newest first, and the next meeting."""
    happened = registries.happened_in(network, timezone.now() - LOOK_BACK)
    meeting = next_meeting(network) or open_agenda(network)
    return Shared(
        happened=sorted(happened, key=lambda news: news.at, reverse=True)[:MOST_OCCURRENCES],
        meeting=meeting,
        agenda=[str(item) for item in agenda_of(meeting)[:6]] if meeting else [],
    )


def by_kind(needs: list[Attention]) -> list[Needs]:
    """Most pressing first; twelve of one kind must not bury what takes one tap."""
    kinds: dict[str, list[Attention]] = {}
    for need in sorted(needs, key=lambda need: (need.order, need.due_on or date.max)):
        kinds.setdefault(need.kind, []).append(need)
    return [
        Needs(kind, found[:SHOWN_OF_A_KIND], found[SHOWN_OF_A_KIND:])
        for kind, found in kinds.items()
    ]


def greeting(name: str, at: datetime) -> str:
    """By the hour where the network is; the whole name, since names are not split."""
    if at.hour < 12:
        return _("Good morning, %(name)s") % {"name": name}
    if at.hour < 18:
        return _("Good afternoon, %(name)s") % {"name": name}
    return _("Good evening, %(name)s") % {"name": name}


def growth_of(network: "Network") -> SafeString:
    """Members by kind since the first month, drawn; nothing for a network of one month."""
    growth = members_by_month(network).in_brief()
    if len(growth.months) < 3:
        return SafeString()
    labels = dict(MemberKind.choices)
    shown = {str(labels[kind]): counts for kind, counts in growth.kinds.items() if any(counts)}
    chart = charts.area_growth(
        [date_format(month, "M Y") for month in growth.months],
        shown,
        title=_("How we grew"),
        month_heading=_("Month"),
        total_heading=_("All members"),
    )
    return part("chart_frame", chart=chart)
