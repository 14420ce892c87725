"""Against machines: how fast a form came back, and how often one part of the net sends. No address is stored.

What is counted is a hash of an address prefix with a salt made when the process starts: it is in memory alone,
says nothing afterwards, and is gone with the process. Behind a proxy the last forwarded address counts.
"""

import hashlib
import ipaddress
import secrets
import time
from collections import OrderedDict, deque

from django.core import signing
from django.http import HttpRequest

LEAST_SECONDS = 3.0
MOST_AN_HOUR = 30  # a whole lecture hall may share one address
HOUR = 3600.0
MOST_REMEMBERED = 5000
_salt = secrets.token_bytes(16)
_seen: "OrderedDict[str, deque[float]]" = OrderedDict()


def stamp() -> str:
    """When the form was shown, signed, for a hidden field."""
    return signing.dumps(time.time(), salt="suggestions.gate")


def is_ours(stamped: str) -> bool:
    """Whether a stamp was made here."""
    return _shown_at(stamped) is not None


def is_too_fast(stamped: str) -> bool:
    """Whether the form came back faster than anybody types. A stamp that is not ours counts as too fast."""
    shown_at = _shown_at(stamped)
    return shown_at is None or time.time() - shown_at < LEAST_SECONDS


def _shown_at(stamped: str) -> float | None:
    try:
        return float(signing.loads(stamped, salt="suggestions.gate"))
    except (signing.BadSignature, TypeError, ValueError):
        return None


def is_too_often(request: HttpRequest) -> bool:
    """Count one sending; whether this part of the net sent too many within the hour."""
    key, now = _key(_address_of(request)), time.monotonic()
    times = _seen.setdefault(key, deque())
    _seen.move_to_end(key)
    while len(_seen) > MOST_REMEMBERED:
        _seen.popitem(last=False)
    while times and now - times[0] > HOUR:
        times.popleft()
    if len(times) >= MOST_AN_HOUR:
        return True
    times.append(now)
    return False


def forget() -> None:
    """Forget all counts."""
    _seen.clear()


def _address_of(request: HttpRequest) -> str:
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
    return forwarded or str(request.META.get("REMOTE_ADDR", ""))


def _key(address: str) -> str:
    try:
        length = 24 if ipaddress.ip_address(address).version == 4 else 48
        part = str(ipaddress.ip_network(f"{address}/{length}", strict=False))
    except ValueError:
        part = "unknown"
    return hashlib.sha256(_salt + part.encode()).hexdigest()
