"""The only file of this room that calls the vault for content. What it raises carries no word of anybody's.

An item opens for whoever holds the private key of its part (thread or desk) and of its generation, and at no other
row, column, network or generation than its own.
"""

import json
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.db import models

from groundswell.concerns.errors import SealedShut
from groundswell.concerns.models import (
    Carried,
    Concern,
    File,
    Item,
    Key,
    KeyRow,
    Listener,
    OwnThread,
    Share,
    Unlocked,
)
from groundswell.concerns.models.concern import Part
from groundswell.kernel.clock import now, today
from groundswell.vault import (
    boxes,
    content_keys,
    costs,
    files,
    items,
    passphrase,
    receipts,
    rotation,
    secrets,
    sessions,
    shares,
)
from groundswell.vault.errors import OpeningFailed, VaultError
from groundswell.vault.headers import Stored
from groundswell.vault.keys import KeyPair, PrivateKey, PublicKey, new_pair
from groundswell.vault.places import Place

if TYPE_CHECKING:
    from groundswell.concerns.actors import KeyHolder

SCHEMA: Final = 1
PARTS: Final = (Part.THREAD, Part.DESK)
Content = dict[str, Any]


def place_of(row: models.Model, network_id: int, column: str, generation: int) -> Place:
    """Where one column of one row belongs."""
    return Place(
        application="groundswell",
        network=str(network_id),
        table=row._meta.db_table,
        column=column,
        row=row.pk,
        schema=SCHEMA,
        generation=generation,
    )


# ------------------------------------------------------------------ content


def seal(
    row: models.Model, concern: Concern, content: Content, to: PublicKey, generation: int
) -> bytes:
    """Any row's column ``sealed``, for the holders of one key of a concern."""
    return items.seal_item(
        as_bytes(content), to=to, place=place_of(row, concern.network_id, "sealed", generation)
    )


def unseal(row: Any, concern: Concern, holder: "KeyHolder", part: str) -> Content:
    """What ``seal`` sealed, for somebody who holds the key; else ``SealedShut``."""
    try:
        private = holder.key(concern, part, items.key_generation(row.sealed))
        plain = items.open_item(
            row.sealed,
            private=private,
            place=place_of(row, concern.network_id, "sealed", row.generation),
        )
    except VaultError:
        raise SealedShut from None
    return as_content(plain)


def seal_item(
    concern: Concern,
    part: str,
    content: Content,
    *,
    to: PublicKey | None = None,
    pk: uuid.UUID | None = None,
) -> Item:
    """A new item, sealed to the newest key of its part and not saved yet. ``position`` is the caller's to give.

    ``content`` says at least its ``kind``, who it is ``by`` and its ``text``; when it was written is added here.
    """
    item = Item(
        id=pk or uuid.uuid4(), concern=concern, part=part, generation=concern.generation, on=today()
    )
    content = {"at": now().isoformat(timespec="seconds"), **content}
    item.sealed = seal(item, concern, content, to or public_key(concern, part), concern.generation)
    item.said = content
    return item


def open_item(actor: "KeyHolder", item: Item) -> Content:
    """What an item says, for a raiser or a listener who holds its key; ``SealedShut`` for anybody else."""
    return unseal(item, item.concern, actor, item.part)


def as_bytes(content: Mapping[str, Any]) -> bytes:
    """Canonical JSON. Half a surrogate pair, which a form can send, survives."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()


def as_content(plain: bytes) -> Content:
    """Back from canonical JSON."""
    try:
        found = json.loads(plain)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise SealedShut
    return found


# ------------------------------------------------------------------ what waits for its day


def seal_waiting(carried: Carried, content: Content) -> bytes:
    """Approved words, sealed until their day: this server opens them then, and a copy of the database never."""
    pair = _pair_of_waiting(carried)
    return items.seal_item(as_bytes(content), to=pair.public, place=_waiting_at(carried))


def open_waiting(carried: Carried) -> Content:
    """What ``seal_waiting`` sealed; ``SealedShut`` when the secret is gone or the row was changed."""
    try:
        private = _pair_of_waiting(carried).private
        plain = items.open_item(carried.sealed, private=private, place=_waiting_at(carried))
    except VaultError:
        raise SealedShut from None
    return as_content(plain)


def seal_own(row: OwnThread, content: Content) -> bytes:
    """A receipt, for its owner's account: this server opens it for who is signed in, a copy of the database never."""
    pair = _pair_of_own(row)
    return items.seal_item(as_bytes(content), to=pair.public, place=_own_at(row))


def open_own(row: OwnThread) -> Content:
    """What ``seal_own`` sealed; ``SealedShut`` when the secret is gone or the row was changed."""
    try:
        return as_content(
            items.open_item(row.sealed, private=_pair_of_own(row).private, place=_own_at(row))
        )
    except VaultError:
        raise SealedShut from None


def owner_marks(person_id: int) -> list[bytes]:
    """What stands in ``OwnThread.owner`` for somebody, by each version of the secret, the newest first."""
    return secrets.stamps(b"own thread of %d" % person_id, secrets=settings.SEALED_AUDIT_KEYS)


def _pair_of_own(row: OwnThread) -> KeyPair:
    return secrets.pair_from(settings.SEALED_AUDIT_KEYS, row.generation, purpose=b"own thread")


def _own_at(row: OwnThread) -> Place:
    return place_of(row, row.network_id, "sealed", row.generation)


def _pair_of_waiting(carried: Carried) -> KeyPair:
    return secrets.pair_from(settings.SEALED_AUDIT_KEYS, carried.generation, purpose=b"carried")


def _waiting_at(carried: Carried) -> Place:
    return place_of(carried, carried.network_id, "sealed", carried.generation)


# ------------------------------------------------------------------ keys of a concern


@dataclass(frozen=True)
class NewKeys:
    """A generation's keys, not saved yet, and their private halves, which live as long as this request."""

    keys: dict[str, Key]
    rows: list[KeyRow]
    private: dict[str, PrivateKey]

    def public(self, part: str) -> PublicKey:
        """The public half of one part."""
        return PublicKey(bytes(self.keys[part].public_key))


def new_concern_keys(
    concern: Concern, listeners: Iterable[Listener], *, parts: Sequence[str] = PARTS
) -> NewKeys:
    """Fresh pairs for ``concern.generation``, sealed to each listener and, for the thread, to the raiser."""
    made = NewKeys({}, [], {})
    for part in parts:
        pair = new_pair()
        key = Key(
            concern=concern, generation=concern.generation, part=part, public_key=pair.public.raw
        )
        key.stamp = _stamp(_stamped_key(key, concern))
        if part == Part.THREAD:
            key.for_raiser = _seal_for_raiser(pair.private, key, concern)
        made.keys[part], made.private[part] = key, pair.private
        made.rows.extend(rows_for(key, pair.private, concern, listeners))
    return made


def rows_for(
    key: Key, private: PrivateKey, concern: Concern, listeners: Iterable[Listener]
) -> list[KeyRow]:
    """Key rows, not saved yet, that give one private half to each of these listeners."""
    rows = []
    for listener in listeners:
        row = KeyRow(concern=concern, key=key, listener=listener)
        (row.sealed,) = boxes.seal_key(
            private, to=[listener_key(listener)], place=_place_of_row(row, concern, key.generation)
        )
        rows.append(row)
    return rows


def open_row(row: KeyRow, private: PrivateKey) -> PrivateKey:
    """The private half a key row gives to its listener."""
    return boxes.open_key(
        row.sealed, private=private, place=_place_of_row(row, row.concern, row.key.generation)
    )


def open_for_raiser(key: Key, pair: KeyPair) -> PrivateKey:
    """The thread's private half, for whoever's receipt gave this pair."""
    return boxes.open_key(
        key.for_raiser or b"",
        private=pair.private,
        place=place_of(key, key.concern.network_id, "for_raiser", key.generation),
    )


def public_key(concern: Concern, part: str) -> PublicKey:
    """What is sealed now in this part is sealed to this."""
    row = Key.objects.get(concern=concern, part=part, generation=concern.generation)
    return checked_key(row, concern)


def checked_key(key: Key, concern: Concern) -> PublicKey:
    """A concern's public key, after a look at its stamp; ``SealedShut`` for one that somebody else put there."""
    _check_stamp(key.stamp, _stamped_key(key, concern))
    return PublicKey(bytes(key.public_key))


def stamp_receipt(concern: Concern) -> bytes:
    """Proof that this server wrote the raiser's public key."""
    return _stamp(_stamped_receipt(concern))


def receipt_key(concern: Concern) -> PublicKey:
    """The raiser's public key, after a look at its stamp."""
    _check_stamp(concern.receipt_stamp, _stamped_receipt(concern))
    return PublicKey(bytes(concern.receipt_key))


def _stamped_key(key: Key, concern: Concern) -> bytes:
    """All that a key is for: moved to another concern, part or generation its stamp does not fit."""
    place = place_of(key, concern.network_id, "public_key", key.generation)
    return place.encode() + concern.pk.bytes + str(key.part).encode() + bytes(key.public_key)


def _stamped_receipt(concern: Concern) -> bytes:
    place = place_of(concern, concern.network_id, "receipt_key", 1)  # a receipt has one generation
    return place.encode() + concern.locator.encode() + bytes(concern.receipt_key)


def _stamp(message: bytes) -> bytes:
    return secrets.stamp(message, secrets=settings.SEALED_AUDIT_KEYS)


def _check_stamp(stamp: Stored | None, message: bytes) -> None:
    try:
        secrets.check_stamp(stamp or b"", message, secrets=settings.SEALED_AUDIT_KEYS)
    except OpeningFailed:
        raise SealedShut from None


def _seal_for_raiser(private: PrivateKey, key: Key, concern: Concern) -> bytes:
    place = place_of(key, concern.network_id, "for_raiser", key.generation)
    (sealed,) = boxes.seal_key(private, to=[receipt_key(concern)], place=place)
    return sealed


def _place_of_row(row: KeyRow, concern: Concern, generation: int) -> Place:
    return place_of(row, concern.network_id, "sealed", generation)


# ------------------------------------------------------------------ keys of a listener


def wrap(listener: Listener, private: PrivateKey, words: str) -> bytes:
    """A listener's private half under their passphrase: a good tenth of a second, outside any transaction."""
    cost = settings.VAULT_COST or costs.PASSPHRASE
    return passphrase.wrap(
        private,
        words,
        place=_wrapped_at(listener),
        cost=cost,
        lowest=settings.VAULT_COST or costs.LOWEST,
    )


def unwrap(listener: Listener, words: str) -> PrivateKey:
    """The listener's private half, or ``OpeningFailed``."""
    return passphrase.unwrap(
        listener.wrapped or b"",
        words,
        place=_wrapped_at(listener),
        lowest=settings.VAULT_COST or costs.LOWEST,
    )


def needs_growth(listener: Listener) -> bool:
    """Whether the passphrase is stretched less than is usual today."""
    cost = settings.VAULT_COST or costs.PASSPHRASE
    return passphrase.needs_growth(listener.wrapped or b"", cost=cost)


def begin_session(session: Unlocked, private: PrivateKey) -> str:
    """Put an unlocked key into a session's row. Returns what the browser keeps: neither opens without the other."""
    begun = sessions.begin(private, place=_held_at(session), now=session.opened_at)
    session.ciphertext = begun.stored
    return begun.cookie


def resume_session(session: Unlocked, held: str) -> PrivateKey:
    """The unlocked key, with what the browser kept; ``OpeningFailed`` when that is wrong or its time is over."""
    return sessions.resume(session.ciphertext, held, place=_held_at(session), now=now())


def extend_session(session: Unlocked, held: str) -> None:
    """Another half hour from now, within the longest a session may last."""
    session.ciphertext = sessions.extend(
        session.ciphertext, held, place=_held_at(session), now=now()
    )


def _held_at(session: Unlocked) -> Place:
    listener = session.listener
    return place_of(session, listener.network_id, "ciphertext", listener.generation)


def stamp_key(listener: Listener) -> bytes:
    """Proof that this server wrote the public key: a thief who writes into the database cannot make one."""
    return _stamp(_stamped(listener))


def listener_key(listener: Listener) -> PublicKey:
    """A listener's public key, after a look at its stamp; ``SealedShut`` for one that we did not write."""
    _check_stamp(listener.stamp, _stamped(listener))
    return PublicKey(bytes(listener.public_key or b""))


def _stamped(listener: Listener) -> bytes:
    place = place_of(listener, listener.network_id, "public_key", listener.generation)
    return place.encode() + str(listener.person_id).encode() + bytes(listener.public_key or b"")


def _wrapped_at(listener: Listener) -> Place:
    return place_of(listener, listener.network_id, "wrapped", listener.generation)


# ------------------------------------------------------------------ receipts


def issue_receipt(receipt: receipts.Receipt) -> receipts.Issued:
    """What is kept of a new receipt. Takes its time: outside any transaction."""
    return receipts.issue(receipt, peppers=settings.RECEIPT_PEPPERS, cost=_receipt_cost())


def present_receipt(receipt: receipts.Receipt, concern: Concern | None) -> KeyPair:
    """The raiser's pair; ``OpeningFailed`` after the same work for a wrong receipt and for one nobody has."""
    return receipts.present(
        receipt,
        None if concern is None else concern.kept,
        peppers=settings.RECEIPT_PEPPERS,
        cost=_receipt_cost(),
        lowest=settings.VAULT_COST or costs.RECEIPT_LOWEST,
    )


def _receipt_cost() -> costs.Cost:
    return settings.VAULT_COST or costs.RECEIPT


# ------------------------------------------------------------------ files


def seal_file(
    row: File, concern: Concern, column: str, pieces: Iterable[bytes], to: PublicKey
) -> files.SealedFile:
    """A file's bytes and the key that opens them, for one column of its row."""
    place = place_of(row, concern.network_id, column, row.generation)
    return files.seal_file(pieces, to=to, place=place)


def open_file(
    holder: "KeyHolder", concern: Concern, row: File, column: str, stream: Iterable[bytes]
) -> Iterator[bytes]:
    """The bytes again. Only the end proves that they are whole."""
    sealed = bytes(getattr(row, f"{column}_key") or b"")
    private = holder.key(concern, row.part, content_keys.key_generation(sealed))
    place = place_of(row, concern.network_id, column, row.generation)
    return files.open_file(sealed, stream, private=private, place=place)


# ------------------------------------------------------------------ word shares


def share_key(listener: Listener, private: PrivateKey, needed: int, among: int) -> tuple[str, ...]:
    """Put the listener's own key under a fresh recovery pair, and give that pair's private half as word shares."""
    pair = new_pair()
    place = place_of(listener, listener.network_id, "recovery", listener.generation)
    (listener.recovery,) = boxes.seal_key(private, to=[pair.public], place=place)
    return shares.split(pair.private, needed=needed, among=among)


def recover_key(listener: Listener, typed: Sequence[str]) -> PrivateKey:
    """The listener's own key, from as many word shares as are needed.

    ``SharesRefused`` says what is wrong with the words; ``OpeningFailed`` that they belong to something else.
    """
    place = place_of(listener, listener.network_id, "recovery", listener.generation)
    found = boxes.open_key(listener.recovery or b"", private=shares.recover(typed), place=place)
    if found.public.raw != bytes(listener.public_key or b""):
        raise OpeningFailed
    return found


def seal_share(share: Share, words: str, issued: receipts.Issued) -> None:
    """Leave a share's words for whoever gets the code of ``issued`` in person."""
    share.kept = issued.kept
    place = place_of(share, share.listener.network_id, "sealed", share.generation)
    share.sealed = boxes.seal(words.encode(), to=issued.public, place=place)


def open_share(share: Share, code: receipts.Receipt) -> str:
    """The words that wait in a share; ``OpeningFailed`` with a wrong code."""
    pair = receipts.present(
        code,
        share.kept,
        peppers=settings.RECEIPT_PEPPERS,
        cost=_receipt_cost(),
        lowest=settings.VAULT_COST or costs.RECEIPT_LOWEST,
    )
    place = place_of(share, share.listener.network_id, "sealed", share.generation)
    return boxes.open_box(share.sealed or b"", private=pair.private, place=place).decode()


# ------------------------------------------------------------------ a leaver's kept key


def rewrap(row: Any, concern: Concern, holder: "KeyHolder", part: str) -> bytes | None:
    """A row's ``sealed`` moved under the concern's newest key, unread; None where it is already.

    ``SealedShut`` for a holder who lacks the older key.
    """
    written = items.key_generation(row.sealed)
    if written >= concern.generation:
        return None
    try:
        return rotation.rewrap_item(
            row.sealed,
            private=holder.key(concern, part, written),
            place=place_of(row, concern.network_id, "sealed", row.generation),
            to=public_key(concern, part),
            generation=concern.generation,
        )
    except VaultError:
        raise SealedShut from None


def rewrap_file_key(row: File, concern: Concern, holder: "KeyHolder", column: str) -> bytes | None:
    """The same for the key of a file's bytes, which are not touched; None where there is nothing to move."""
    sealed = bytes(getattr(row, f"{column}_key") or b"")
    if not sealed or content_keys.key_generation(sealed) >= concern.generation:
        return None
    try:
        return rotation.rewrap_file_key(
            sealed,
            private=holder.key(concern, row.part, content_keys.key_generation(sealed)),
            place=place_of(row, concern.network_id, column, row.generation),
            to=public_key(concern, row.part),
            generation=concern.generation,
        )
    except VaultError:
        raise SealedShut from None
