"""Files in a concern: attached by its raiser, read as cleaned copies, the original only for a reason that is kept."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from groundswell.concerns import sealing
from groundswell.concerns.actors import RAISER, DeskActor, KeyHolder, RaiserActor
from groundswell.concerns.cleaning import Copy, copy_of
from groundswell.concerns.errors import ConcernError, FileRefused, Gone, Held, SealedShut
from groundswell.concerns.models import Concern, File
from groundswell.concerns.models.concern import Part
from groundswell.concerns.services.blobs import drop_blobs, read_blob, write_blob
from groundswell.concerns.services.chain import add_entry
from groundswell.concerns.services.handling import at_work
from groundswell.concerns.services.items import checked, locked, write_item
from groundswell.formats.cleaning import MOST_BYTES
from groundswell.kernel.actors import require
from groundswell.kernel.clock import today
from groundswell.kernel.permissions import Permission
from groundswell.vault.errors import VaultError
from groundswell.vault.keys import PublicKey

MOST_FILES = 20
REFUSED = {"broken", "too large", "mislabelled"}
TRIES = 3


@dataclass(frozen=True)
class Attached:
    """What was typed and chosen in one form."""

    name: str = field(repr=False)
    data: bytes = field(repr=False)


def attach_file(*, by: RaiserActor, attached: Attached, number: UUID | None = None) -> File | None:
    """Seal a file and, where one can be made, its cleaned copy. ``number`` is the form's own: twice is once (None).

    The copy is made and both are on the disk before the transaction begins.
    """
    concern = by.concern
    require(by, Permission.CONCERN_FOLLOW, concern.network, about=concern)
    if number is not None and File.objects.filter(pk=number).exists():
        return None
    _require_fits(concern, attached)
    copy = copy_of(attached.data, PurePosixPath(attached.name.replace("\\", "/")).suffix)
    if copy.why in REFUSED:
        raise FileRefused(copy.why, copy.kind)
    for _attempt in range(TRIES):
        made = _sealed(concern, attached, copy, number)
        try:
            with transaction.atomic():
                concern = locked(concern)
                if made.generation == concern.generation:
                    _save(by, concern, made)
                    return made
        except BaseException:
            _drop(made)
            raise
        _drop(made)  # keys changed hands meanwhile: sealed again, to who may read it now
    raise ConcernError(
        _("Who may read this changed while you sent the file. Please send it again.")
    )


def _require_fits(concern: Concern, attached: Attached) -> None:
    if len(attached.data) > MOST_BYTES:
        raise FileRefused("too large")
    checked(attached.name, 255)
    if File.objects.filter(concern=concern).count() >= MOST_FILES:
        raise FileRefused("too many")


def _sealed(concern: Concern, attached: Attached, copy: Copy, number: UUID | None) -> File:
    made = File(
        id=number or uuid4(),
        concern=concern,
        part=Part.THREAD,
        generation=concern.generation,
        on=today(concern.network.time_zone),
    )
    to = sealing.public_key(concern, Part.THREAD)
    made.original_key, made.original = _store(made, concern, "original", attached.data, to)
    if not copy.why:
        made.copy_key, made.copy = _store(made, concern, "copy", copy.data, to)
        made.state = File.State.CLEAN
    content: dict[str, Any] = {
        "by": RAISER,
        "name": attached.name,
        "size": len(attached.data),
        "kind": copy.kind,
        "suffix": copy.suffix,
        "copy_size": len(copy.data),
        "left": list(copy.left),
        "why": copy.why,
    }
    made.sealed = sealing.seal(made, concern, content, to, concern.generation)
    return made


def _store(
    made: File, concern: Concern, column: str, data: bytes, to: PublicKey
) -> tuple[bytes, UUID]:
    sealed = sealing.seal_file(made, concern, column, [data], to)
    return sealed.key, write_blob(sealed.stream)


def _save(by: RaiserActor, concern: Concern, made: File) -> None:
    files = File.objects.filter(concern=concern)
    if files.count() >= MOST_FILES:
        raise FileRefused("too many")
    made.concern = concern
    made.position = (files.aggregate(last=Max("position"))["last"] or 0) + 1
    made.save(force_insert=True)
    if concern.state != Concern.State.DRAFT:
        said = _("File %(n)s was added.") % {"n": made.position}
        content = {"kind": "file", "by": RAISER, "text": said, "event": True}
        write_item(concern, made.part, content)
        add_entry(by, "raiser added a file", concern, file=made.pk)


def _drop(made: File) -> None:
    drop_blobs(name for name in (made.original, made.copy) if name is not None)


def remove_file(*, by: RaiserActor, file: File) -> None:
    """Take one file back: its row, its bytes and its keys go. Not while a legal hold stands."""
    concern = by.concern
    require(by, Permission.CONCERN_FOLLOW, concern.network, about=concern)
    with transaction.atomic():
        concern = locked(concern)
        if concern.is_held:
            raise Held
        if not File.objects.filter(pk=file.pk, concern=concern).exists():
            raise Gone
        file.delete()
        if concern.state != Concern.State.DRAFT:
            said = _("File %(n)s was taken back.") % {"n": file.position}
            write_item(
                concern, Part.THREAD, {"kind": "file", "by": RAISER, "text": said, "event": True}
            )
            add_entry(by, "raiser took a file back", concern)
        transaction.on_commit(lambda: _drop(file))


def own_file(*, by: RaiserActor, file: File) -> Iterator[bytes]:
    """What its raiser attached, as it was."""
    require(by, Permission.CONCERN_FOLLOW, by.concern.network, about=by.concern)
    return _opened(by, by.concern, file, "original")


def cleaned_copy(*, by: DeskActor, file: File) -> Iterator[bytes]:
    """The copy a listener reads."""
    require(by, Permission.CONCERN_HANDLE, file.concern.network, about=file.concern)
    if file.copy is None:
        raise SealedShut
    return _opened(by, file.concern, file, "copy")


def open_original(*, by: DeskActor, file: File, reason: str) -> Iterator[bytes]:
    """The original, for a reason that stands in the concern's chain of acts before a byte is shown."""
    concern = file.concern
    if not checked(reason, 500).strip():
        raise ConcernError(_("Write why the copy is not enough: a few words will do."))
    pieces = _opened(by, concern, file, "original")
    with at_work(by, concern) as concern:
        add_entry(by, "opened an original", concern, file=file.pk, reason=reason)
    return pieces


def _opened(holder: KeyHolder, concern: Concern, file: File, column: str) -> Iterator[bytes]:
    """All of it, whole and authentic, before the first piece is given: half a file must not reach anybody."""
    name = file.original if column == "original" else file.copy
    if name is None:
        raise SealedShut
    try:
        pieces = list(sealing.open_file(holder, concern, file, column, read_blob(name)))
    except (VaultError, FileNotFoundError):
        raise SealedShut from None
    return iter(pieces)


def content_of(holder: KeyHolder, file: File) -> dict[str, Any]:
    """Name, kind and size, for who holds the key; ``SealedShut`` else."""
    return sealing.unseal(file, file.concern, holder, file.part)
