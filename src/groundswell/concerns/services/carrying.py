"""Into change: words a raiser approves go on the agenda after a delay, and nothing leads back from there.

What waits is sealed to a key made from a secret outside the database. Its row knows no concern; its id stands in the
sealed thread alone, so that whoever holds the receipt can follow it. See docs/decisions/0016.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from groundswell.concerns import sealing
from groundswell.concerns.actors import RAISER, DeskActor, RaiserActor
from groundswell.concerns.errors import ConcernError
from groundswell.concerns.models import Carried, Concern
from groundswell.concerns.models.concern import Part
from groundswell.concerns.queries import Message, messages
from groundswell.concerns.services.chain import add_entry
from groundswell.concerns.services.handling import at_work
from groundswell.concerns.services.items import checked, locked, write_item
from groundswell.kernel.actors import SYSTEM, Actor, require
from groundswell.kernel.clock import today
from groundswell.kernel.permissions import Permission
from groundswell.meetings.services import drop_item, propose_item

if TYPE_CHECKING:
    from groundswell.networks.models import Network

State = Carried.State
MOST_TITLE, MOST_TEXT = 160, 4000
DELAYS = (7, 14, 28, 56, 84)  # days a raiser may choose
JITTER = 7  # days added at random, so that a day of going says little about a day of agreeing
KINDS = ("matter", "project", "ask")


def suggest_words(
    *, by: DeskActor, concern: Concern, title: str, text: str = "", number: UUID | None = None
) -> None:
    """Suggest to the raiser what could be said in the open. Nothing goes anywhere without their yes."""
    require(by, Permission.CONCERN_CARRY, concern.network, about=concern)
    words = _words(title, text)
    with at_work(by, concern) as concern:
        content = {"kind": "suggested", "by": str(by.listener.pk), **words}
        if write_item(concern, Part.THREAD, content, number=number):
            add_entry(by, "suggested words", concern)


def approve_words(
    *, by: RaiserActor, suggested: UUID, title: str, text: str, kind: str, days: int
) -> None:
    """The raiser's own words, changed or not, may go: as what, and after how long. Said twice, they go once."""
    words = _words(title, text)
    if kind not in KINDS or days not in DELAYS:
        raise ConcernError(_("Choose from the list what it becomes, and when."))
    with agreeing(by) as concern:
        _require_open(by, concern, suggested)
        carried = _new_carried(concern, {**words, "kind": kind}, days)
        content = {"kind": "approved", "by": RAISER, "suggested": str(suggested), "as": kind}
        write_item(concern, Part.THREAD, {**content, **words, "carried": str(carried.pk)})
        add_entry(by, "raiser approved words", concern)


def refuse_words(*, by: RaiserActor, suggested: UUID, text: str = "") -> None:
    """Not these words. A reason helps the listener to find others, and is not asked for."""
    checked(text, MOST_TEXT)
    with agreeing(by) as concern:
        _require_open(by, concern, suggested)
        content = {"kind": "refused words", "by": RAISER, "suggested": str(suggested), "text": text}
        write_item(concern, Part.THREAD, content)
        add_entry(by, "raiser refused words", concern)


def take_back(*, by: RaiserActor, carried_id: UUID) -> str:
    """The raiser's veto. Before the words went they never go; later they leave the agenda, if not yet talked about.

    What members have read or a project has begun stays. The listeners then read that no public line is wanted.
    Returns what was done: ``never`` · ``dropped`` · ``asked``.
    """
    with agreeing(by) as concern:
        if str(carried_id) not in carried_ids(messages(by, concern)):
            raise ConcernError(_("There is nothing of yours to take back here."))
        done = _stop(concern.network, carried_id)
        content = {"kind": "took back", "by": RAISER, "carried": str(carried_id), "done": done}
        write_item(concern, Part.THREAD, {**content, "text": ""})
        add_entry(by, "raiser took words back", concern)
    return done


def _stop(network: "Network", carried_id: UUID) -> str:
    carried = (
        Carried.objects.select_for_update(of=("self",))
        .select_related("agenda_item")
        .get(pk=carried_id)
    )
    item = carried.agenda_item
    if carried.state == State.WAITING:
        carried.state, carried.sealed = State.VETOED, b""
        carried.save(update_fields=["state", "sealed"])
        return "never"
    if item is not None and item.state in (item.State.WAITING, item.State.SCHEDULED):
        drop_item(by=SYSTEM, item=item, why=_("Taken back by whoever raised it."))
        return "dropped"
    return "asked"


def carry_down(*, by: Actor = SYSTEM) -> int:
    """Put every approved text whose day has come on its network's agenda. Once each, in no order."""
    due = Carried.objects.filter(state=State.WAITING, go_on__lte=today()).order_by("pk")
    return sum(_carry(by, pk) for pk in list(due.values_list("pk", flat=True)))


@transaction.atomic
def _carry(by: Actor, pk: UUID) -> bool:
    carried = Carried.objects.select_for_update().select_related("network").get(pk=pk)
    require(by, Permission.CONCERN_CARRY, carried.network)
    if carried.state != State.WAITING:
        return False
    words = sealing.open_waiting(carried)
    carried.agenda_item = propose_item(
        by=by,
        network=carried.network,
        title=words["title"],
        text=words["text"],
        kind=words["kind"],
        raised_as=_("Raised with a listener"),
        is_student_led=False,
    )
    carried.state, carried.sealed = State.GONE, b""
    carried.save(update_fields=["agenda_item", "state", "sealed"])
    return True


def carried_ids(thread: list[Message]) -> list[str]:
    """Ids of what a raiser approved, oldest first."""
    return [one.content["carried"] for one in thread if one.kind == "approved"]


def open_suggestions(thread: list[Message]) -> list[Message]:
    """What was suggested and has no answer yet."""
    answered = {one.content.get("suggested") for one in thread}
    return [one for one in thread if one.kind == "suggested" and str(one.pk) not in answered]


def _require_open(by: RaiserActor, concern: Concern, suggested: UUID) -> None:
    if suggested not in {one.pk for one in open_suggestions(messages(by, concern))}:
        raise ConcernError(_("These words were answered already. Below is where they stand."))


def _new_carried(concern: Concern, words: dict[str, Any], days: int) -> Carried:
    delay = timedelta(days=days + secrets.randbelow(JITTER))
    carried = Carried(
        network=concern.network,
        generation=settings.SEALED_AUDIT_KEYS.newest.version,
        go_on=today(concern.network.time_zone) + delay,
    )
    carried.sealed = sealing.seal_waiting(carried, words)
    carried.full_clean()
    carried.save(force_insert=True)
    return carried


def _words(title: str, text: str) -> dict[str, str]:
    title = " ".join(title.split())
    if not title:
        raise ConcernError(_("Write in one line what it is about."))
    return {"title": checked(title, MOST_TITLE), "text": checked(text, MOST_TEXT)}


@contextmanager
def agreeing(by: RaiserActor) -> Iterator[Concern]:
    """A transaction in which a raiser answers about their own sent concern, and nobody else acts on it."""
    require(by, Permission.CONCERN_AGREE, by.concern.network, about=by.concern)
    with transaction.atomic():
        concern = locked(by.concern)
        if concern.state == Concern.State.DRAFT:
            raise ConcernError(_("A draft is sent before anything else happens with it."))
        yield concern
