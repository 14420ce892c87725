"""Receipts that people keep in their own accounts."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import UUID

from groundswell.concerns import sealing
from groundswell.concerns.errors import SealedShut
from groundswell.concerns.models import Concern, OwnThread
from groundswell.vault import receipts

if TYPE_CHECKING:
    from groundswell.networks.models import Network
    from groundswell.people.models import Person


@dataclass(frozen=True)
class Own:
    """One kept receipt; ``concern`` is None once it was withdrawn or its time was over."""

    pk: UUID
    receipt: str = field(repr=False)
    concern: Concern | None


def own_threads(person: "Person", network: "Network", *, for_update: bool = False) -> list[Own]:
    """What somebody keeps in a network, and how each stands; in no order that tells when it was put there."""
    rows = OwnThread.objects.filter(
        owner__in=sealing.owner_marks(person.pk), network=network
    ).order_by("pk")
    if for_update:
        rows = rows.select_for_update()
    opened = {row.pk: text for row in rows if (text := _receipt(row, person.pk))}
    locators = {pk: receipts.read(text).locator for pk, text in opened.items()}
    rows_there = Concern.objects.filter(network=network, locator__in=locators.values())
    concerns = {one.locator: one for one in rows_there}
    return [Own(pk, text, concerns.get(locators[pk])) for pk, text in opened.items()]


def n_own(person_id: int) -> int:
    """How many receipts somebody keeps, in all networks together."""
    return OwnThread.objects.filter(owner__in=sealing.owner_marks(person_id)).count()


def _receipt(row: OwnThread, person_id: int) -> str:
    """The receipt, when it was put here by this very person; a row that was moved is nobody's."""
    try:
        content = sealing.open_own(row)
    except SealedShut:
        return ""
    return str(content["receipt"]) if content.get("person") == person_id else ""
