"""Short tokens that need no row: who, until when, and a proof. They fit on one line of a mail."""

import base64
import binascii
from uuid import UUID

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

PROOF_BYTES = 15
UNTIL_BYTES = 5


def make_token(purpose: str, public_id: UUID, until: int = 0, facts: str = "") -> str:
    """Sign a person and a moment for one purpose; ``facts`` must still be true when it is read."""
    proof = _proof(purpose, public_id, until, facts, settings.SECRET_KEY)
    raw = public_id.bytes + until.to_bytes(UNTIL_BYTES, "big") + proof
    return base64.urlsafe_b64encode(raw).decode()


def open_token(token: str) -> tuple[UUID, int, bytes] | None:
    """The parts of a token, not yet believed; None when it has not the shape of one."""
    try:
        raw = base64.b64decode(token.encode(), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return None
    if len(raw) != 16 + UNTIL_BYTES + PROOF_BYTES:
        return None
    return (
        UUID(bytes=raw[:16]),
        int.from_bytes(raw[16 : 16 + UNTIL_BYTES], "big"),
        raw[-PROOF_BYTES:],
    )


def is_proof(proof: bytes, purpose: str, public_id: UUID, until: int, facts: str = "") -> bool:
    """Whether we made this token, with this secret key or one it replaced."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return any(
        constant_time_compare(proof, _proof(purpose, public_id, until, facts, key)) for key in keys
    )


def _proof(purpose: str, public_id: UUID, until: int, facts: str, key: str | bytes) -> bytes:
    said = f"{public_id.hex}:{until}:{facts}"
    mac = salted_hmac(purpose, said, secret=key, algorithm="sha256")
    return bytes(mac.digest()[:PROOF_BYTES])
