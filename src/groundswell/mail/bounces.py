"""Read a delivery report (RFC 3464): which addresses failed for good, and in whose words."""

from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message

from django.core.exceptions import ValidationError
from django.core.validators import validate_email


def failures_in(raw: bytes) -> Iterator[tuple[str, str]]:
    """Address and reason of each permanent failure. A delay, a receipt or an out-of-office yields none."""
    for part in message_from_bytes(raw).walk():
        if part.get_content_type() == "message/delivery-status":
            for block in part.get_payload():
                if isinstance(block, Message):
                    yield from _failure(block)


def _failure(block: Message) -> Iterator[tuple[str, str]]:
    action = _words(block, "Action").lower()
    status = _words(block, "Status")
    recipient = _words(block, "Final-Recipient") or _words(block, "Original-Recipient")
    address = recipient.rpartition(";")[2].strip().strip("<>").lower()
    if action != "failed" or not status.startswith("5") or not _is_address(address):
        return
    why = _words(block, "Diagnostic-Code").rpartition(";")[2].strip()
    yield address, " ".join(f"{status} {why}".split())[:200]


def _words(block: Message, name: str) -> str:
    return str(block.get(name, "")).strip()


def _is_address(found: str) -> bool:
    try:
        validate_email(found)
    except ValidationError:
        return False
    return True
