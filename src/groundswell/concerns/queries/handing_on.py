"""What leaves the room, or may: approved words on their way, referrals hop by hop, what two listeners passed on."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from groundswell.concerns.models import Carried, Concern, Referral, Risk
from groundswell.concerns.queries.thread import Message
from groundswell.networks.queries import sites
from groundswell.projects.queries import thread_of_item

MOST_SITES = 40


@dataclass(frozen=True)
class Way:
    """Where one approved text stands. ``steps`` are those of the thread, once it is on the agenda."""

    pk: str
    title: str = field(repr=False)
    stands: str
    can_stop: bool
    steps: list[dict[str, Any]]


def ways_of(thread: Sequence[Message]) -> list[Way]:
    """Every text a raiser approved, oldest first. Only somebody who opened the thread knows the ids."""
    approved = {one.content["carried"]: one for one in thread if one.kind == "approved"}
    stopped = {one.content["carried"] for one in thread if one.kind == "took back"}
    rows = Carried.objects.filter(pk__in=approved).select_related("agenda_item__meeting")
    found = {str(row.pk): row for row in rows}
    return [
        _way(found[pk], one, is_stopped=pk in stopped)
        for pk, one in approved.items()
        if pk in found
    ]


def _way(carried: Carried, one: Message, *, is_stopped: bool) -> Way:
    item = carried.agenda_item
    steps = thread_of_item(item) if item else []
    return Way(str(carried.pk), one.content["title"], _stands(carried), not is_stopped, steps)


def _stands(carried: Carried) -> str:
    item = carried.agenda_item
    if carried.state == Carried.State.VETOED:
        return _("Taken back before it went. It never goes.")
    if carried.state == Carried.State.WAITING:
        return _("Waiting. It goes on the agenda soon after the time you chose.")
    if item is None:
        return _("It went, and is no longer on record.")
    return str(item.get_state_display())


@dataclass(frozen=True)
class Hop:
    """One passing on: its plain state beside its sealed words."""

    row: Referral
    to: str = field(repr=False)
    text: str = field(repr=False)
    news: tuple[tuple[str, str], ...]

    @property
    def key(self) -> str:
        """Its id as a form sends it back."""
        return str(self.row.pk)


def hops_of(concern: Concern, thread: Sequence[Message]) -> list[Hop]:
    """Referrals of a concern, oldest first, with what a listener can say of each next."""
    asked = [one for one in thread if one.kind == "asked to refer"]
    if not asked:
        return []
    rows = {str(row.pk): row for row in Referral.objects.filter(concern=concern)}
    return [
        Hop(row, one.content["to"], one.text, _next(row))
        for one in asked
        if (row := rows.get(one.content["referral"]))
    ]


def _next(row: Referral) -> tuple[tuple[str, str], ...]:
    state = Referral.State(row.state)
    chased = ("chased", _("I asked them again"))
    returned = ("returned", _("The outcome came back"))
    return {
        Referral.State.AGREED: (("sent", _("I passed it on")),),
        Referral.State.SENT: (("received", _("They acknowledged it")), chased, returned),
        Referral.State.RECEIVED: (chased, returned),
    }.get(state, ())


def risks_asked(concern: Concern, inside: Sequence[Message]) -> list[Message]:
    """What waits for a second listener."""
    asked = [one for one in inside if one.kind == "risk asked"]
    if not asked:
        return []
    open_ones = Risk.objects.filter(concern=concern, state=Risk.State.ASKED)
    waiting = {str(pk) for pk in open_ones.values_list("pk", flat=True)}
    return [one for one in asked if one.content.get("risk") in waiting]


def guardians_in(concern: Concern) -> list[str]:
    """Guardians the directory knows, with how to reach them."""
    rows = sites(concern.network).exclude(guardian="", guardian_contact="")[:MOST_SITES]
    return [
        " · ".join(filter(None, [site.name, site.guardian, site.guardian_contact])) for site in rows
    ]
