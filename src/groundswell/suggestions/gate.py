"""Against machines: how fast a form came back, and how often one part of the net sends. No address is stored."""

import time

from django.core import signing
from django.http import HttpRequest

from groundswell.kernel import limits

LEAST_SECONDS = 3.0
MOST_AN_HOUR = 30  # a whole lecture hall may share one address
HOUR = limits.HOUR


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
    return limits.is_too_often(request, "raise", MOST_AN_HOUR, HOUR)
