"""Files of a concern, opened by somebody who holds its key."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet

from groundswell.concerns import sealing
from groundswell.concerns.actors import KeyHolder
from groundswell.concerns.errors import SealedShut
from groundswell.concerns.models import Concern, File


@dataclass(frozen=True)
class Attachment:
    """One file as who may read it sees it. ``content`` has its name, kind, sizes and what stays in the copy."""

    file: File
    number: int
    on: date
    content: dict[str, Any] = field(repr=False)


def files_of(concern: Concern) -> QuerySet[File]:
    """All files of a concern, in order."""
    return File.objects.filter(concern=concern).order_by("position")


def attachments(holder: KeyHolder, concern: Concern) -> list[Attachment]:
    """Every file whose description this holder can open."""
    found = []
    for file in files_of(concern):
        file.concern = concern
        try:
            content = sealing.unseal(file, concern, holder, file.part)
        except SealedShut:
            continue
        found.append(Attachment(file, file.position, file.on, content))
    return found
