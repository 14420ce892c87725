"""How often one part of the net may send a form that anybody can. No address is stored.

What is counted is a hash of an address prefix with a salt made when the process starts: it is in memory alone,
says nothing afterwards, and is gone with the process.
"""

import hashlib
import ipaddress
import secrets
import time
from collections import OrderedDict, deque

from django.conf import settings
from django.http import HttpRequest

HOUR = 3600.0
MOST_REMEMBERED = 5000
ACCOUNT = "account "  # no address begins so
_salt = secrets.token_bytes(16)
_seen: "OrderedDict[str, deque[float]]" = OrderedDict()


def is_too_often(
    request: HttpRequest, what: str, most: int, within: float = HOUR, *, of: str = ""
) -> bool:
    """Count one sending of ``what``; whether this part of the net sent too many in that time.

    ``of`` counts by something else than where it came from: whoever holds many addresses has one account.
    """
    times, now = _times(request, what, within, of)
    if len(times) >= most:
        return True
    times.append(now)
    return False


def is_full(request: HttpRequest, what: str, most: int, within: float = HOUR) -> bool:
    """Whether the next sending would be too many; counts nothing. For what is counted only when it fails."""
    return len(_times(request, what, within, "")[0]) >= most


def _times(request: HttpRequest, what: str, within: float, of: str) -> tuple["deque[float]", float]:
    key, now = _key(what, (ACCOUNT + of) if of else address_of(request)), time.monotonic()
    times = _seen.setdefault(key, deque())
    _seen.move_to_end(key)
    while len(_seen) > MOST_REMEMBERED:
        _seen.popitem(last=False)
    while times and now - times[0] > within:
        times.popleft()
    return times, now


def forget() -> None:
    """Forget all counts."""
    _seen.clear()


def address_of(request: HttpRequest) -> str:
    """Where a request came from, as the outermost proxy of ours saw it. What is written before that may be made up."""
    forwarded = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    proxies = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    if proxies and any(forwarded):
        return str(forwarded[-min(int(proxies), len(forwarded))])
    return str(request.META.get("REMOTE_ADDR", ""))


def _key(what: str, address: str) -> str:
    try:
        length = 24 if ipaddress.ip_address(address).version == 4 else 48
        part = str(ipaddress.ip_network(f"{address}/{length}", strict=False))
    except ValueError:
        part = address if address.startswith(ACCOUNT) else "unknown"
    return hashlib.sha256(_salt + f"{what}:{part}".encode()).hexdigest()
