"""Reads of the queue."""

from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from groundswell.mail.models import Bounce, Letter


def letters() -> QuerySet[Letter]:
    """Everything queued or sent, newest first. For the readable outbox of the demo alone."""
    return Letter.objects.order_by("-pk").prefetch_related("enclosures")


def letters_like(part: str) -> QuerySet[Letter]:
    """Letters to addresses that contain this, without their words; all when it is empty."""
    found = Letter.objects.filter(to__icontains=part.strip()) if part.strip() else Letter.objects
    return found.order_by("-pk").only("pk", "subject", "to", "queued_at")


def letters_to(address: str) -> QuerySet[Letter]:
    """What one address was sent, newest first."""
    return letters().filter(to=address.strip().lower())


def bounced(addresses: list[str]) -> set[str]:
    """Which of these addresses refused mail."""
    return set(
        Bounce.objects.filter(address__in=[a.lower() for a in addresses]).values_list(
            "address", flat=True
        )
    )


def n_overdue() -> int:
    """How many letters should have left more than an hour ago and have not."""
    an_hour_ago = timezone.now() - timedelta(hours=1)
    waiting = Letter.objects.filter(sent_at=None, gave_up_at=None)
    return waiting.filter(not_before__lt=an_hour_ago).count()


def n_queued_since(kind: str, moment: datetime) -> int:
    """How many letters of a kind were written since."""
    return Letter.objects.filter(kind=kind, queued_at__gte=moment).count()
