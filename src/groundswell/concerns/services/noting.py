"""What listeners keep among themselves: notes, talk about how to go on, and what it was about in coded words."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from groundswell.concerns import codes
from groundswell.concerns.actors import DeskActor
from groundswell.concerns.errors import ConcernError
from groundswell.concerns.models import Concern
from groundswell.concerns.models.concern import Part
from groundswell.concerns.services.chain import add_entry
from groundswell.concerns.services.handling import at_work
from groundswell.concerns.services.items import checked, write_item


def note(*, by: DeskActor, concern: Concern, text: str, number: UUID | None = None) -> None:
    """Keep a note for the record. Never the raiser, only listeners with a key can open it."""
    _write(by, concern, "note", text, number)


def discuss(*, by: DeskActor, concern: Concern, text: str, number: UUID | None = None) -> None:
    """Say something to the other listeners who hold a key."""
    _write(by, concern, "discussed", text, number)


def triage(
    *,
    by: DeskActor,
    concern: Concern,
    chosen: Mapping[str, Sequence[str]],
    number: UUID | None = None,
) -> None:
    """Say in coded words what it is about. The newest stands; earlier ones stay readable."""
    for name, values in chosen.items():
        codes.require_known(name, values)
    coded = {name: list(values) for name, values in chosen.items() if values}
    with at_work(by, concern) as concern:
        content = {"kind": "triage", "by": str(by.listener.pk), "text": "", "codes": coded}
        if write_item(concern, Part.DESK, content, number=number):
            add_entry(by, "triaged", concern)


def _write(by: DeskActor, concern: Concern, kind: str, text: str, number: UUID | None) -> None:
    if not checked(text).strip():
        raise ConcernError(_("Write a few words; one sentence is enough."))
    with at_work(by, concern) as concern:
        content = {"kind": kind, "by": str(by.listener.pk), "text": text}
        if write_item(concern, Part.DESK, content, number=number):
            add_entry(by, kind, concern)
