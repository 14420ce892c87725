"""Raising a concern in two steps: a sealed draft and its receipt, then sending once the receipt is kept.

Keys are derived before the transaction, and nothing is said to be sent before it is committed.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction

from groundswell.concerns import sealing
from groundswell.concerns.actors import RAISER, RaiserActor
from groundswell.concerns.errors import ConcernError, NobodyLeft, WrongTail
from groundswell.concerns.exclusions import Exclusions, eligible, from_content
from groundswell.concerns.models import Concern, Item
from groundswell.concerns.models.concern import Part
from groundswell.concerns.queries import items_of, listeners_of, ready_listeners
from groundswell.concerns.services.chain import add_entry
from groundswell.concerns.services.clocks import clocks_from
from groundswell.concerns.services.items import checked, locked, write_first
from groundswell.concerns.services.keys import save_keys
from groundswell.kernel.actors import Actor, require
from groundswell.kernel.clock import today
from groundswell.kernel.permissions import Permission
from groundswell.vault.receipts import Receipt, new_receipt

if TYPE_CHECKING:
    from groundswell.networks.models import Network

DRAFT = "draft"
DRAFTS_LIVE = timedelta(days=7)
SENDING_CHANGES = (
    *("state", "raised_on", "kept_for", "due_on"),
    *("ack_due_on", "reply_due_on", "outcome_due_on"),
)
TRIES = 5  # a locator has 30 bits: two tries in a row that meet a taken one will not be seen


@dataclass(frozen=True)
class Words:
    """What a raiser wrote: ``name`` and ``contact`` only if they chose to give them."""

    text: str = field(repr=False)
    name: str = field(default="", repr=False)
    contact: str = field(default="", repr=False)


def write_draft(
    *, by: Actor, network: "Network", words: Words, exclusions: Exclusions
) -> tuple[Concern, Receipt]:
    """Seal a draft that only its receipt opens. Nobody else gets a key before it is sent."""
    require(by, Permission.CONCERN_RAISE, network)
    listeners = ready_listeners(network)
    if not eligible(listeners, exclusions):
        raise NobodyLeft
    content: dict[str, Any] = {
        "kind": DRAFT,
        "by": RAISER,
        "text": checked(words.text),
        "name": checked(words.name, 200),
        "contact": checked(words.contact, 300),
        "exclusions": exclusions.as_content(),
        "shown": [str(one.pk) for one in listeners],
    }
    checked(exclusions.others, 1000)
    for _attempt in range(TRIES):
        receipt = new_receipt()
        concern = _new_concern(network, receipt)
        try:
            with transaction.atomic():
                _save_draft(concern, content)
        except IntegrityError:
            if Concern.objects.filter(locator=receipt.locator).exists():
                continue
            raise
        return concern, receipt
    raise ConcernError("No receipt could be made.")


def _new_concern(network: "Network", receipt: Receipt) -> Concern:
    issued = sealing.issue_receipt(receipt)
    concern = Concern(
        network=network,
        raised_on=today(network.time_zone),
        locator=receipt.locator,
        kept=issued.kept,
        receipt_key=issued.public.raw,
    )
    concern.receipt_stamp = sealing.stamp_receipt(concern)
    return concern


def _save_draft(concern: Concern, content: dict[str, Any]) -> None:
    concern.clean_fields(exclude=["network"])
    concern.save(force_insert=True)
    keys = sealing.new_concern_keys(concern, [], parts=[Part.THREAD])
    save_keys(keys)
    write_first(concern, Part.THREAD, [content], to=keys.public(Part.THREAD))


def send_draft(*, by: RaiserActor, typed: str) -> Concern:
    """Send what the receipt opens, once its last four characters were typed back. Sent twice, it is sent once."""
    concern = by.concern
    require(by, Permission.CONCERN_FOLLOW, concern.network, about=concern)
    if concern.state != Concern.State.DRAFT:
        return concern
    if not by.receipt.ends_with(typed):
        raise WrongTail
    with transaction.atomic():
        concern = locked(concern)
        if concern.state == Concern.State.DRAFT:
            _send(by, concern)
    return concern


def _send(by: RaiserActor, concern: Concern) -> None:
    draft = items_of(concern, Part.THREAD).get()
    draft.concern = concern
    content = sealing.open_item(by, draft)
    exclusions = from_content(content.pop("exclusions"))
    shown = content.pop("shown")
    # Who came since the draft was written could not be kept out by name: they get no key by themselves.
    there = [one for one in ready_listeners(concern.network) if str(one.pk) in shown]
    hearers = eligible(there, exclusions)
    if not hearers:
        raise NobodyLeft
    day = today(concern.network.time_zone)
    clocks = clocks_from(concern.network, day)
    concern.state, concern.raised_on = Concern.State.SENT, day
    concern.ack_due_on, concern.reply_due_on = clocks.ack_due_on, clocks.reply_due_on
    concern.outcome_due_on, concern.due_on = clocks.outcome_due_on, clocks.ack_due_on
    if content.get("name") or content.get("contact"):
        concern.kept_for = Concern.Kept.LONG
    concern.clean_fields(exclude=["network"])
    desk = sealing.new_concern_keys(concern, hearers, parts=[Part.DESK])
    thread = concern.keys.get(part=Part.THREAD)
    private = by.key(concern, Part.THREAD, thread.generation)
    desk.rows.extend(sealing.rows_for(thread, private, concern, hearers))
    save_keys(desk)
    Item.objects.filter(pk=draft.pk).delete()
    by_name = exclusions.by_name(listeners_of(concern.network))
    kept_out = {"kind": "exclusions", "by": RAISER, "shown": shown, **by_name.as_content()}
    said = {**content, "kind": "raised"}
    write_first(concern, Part.THREAD, [said, kept_out], to=private.public)
    add_entry(
        *(by, "sent", concern),
        to=desk.public(Part.DESK),
        saving=SENDING_CHANGES,
        n_listeners=len(hearers),
    )
