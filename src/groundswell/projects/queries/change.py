"""Reads of changes."""

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Prefetch, QuerySet

from groundswell.kernel.clock import today
from groundswell.projects.models import Change, ChangeReview, ProjectPart, StageMove

if TYPE_CHECKING:
    from groundswell.networks.models import Network


def change(pk: int) -> Change | None:
    """One change with its network and project, or None."""
    return for_page().filter(pk=pk).first()


def for_page() -> QuerySet[Change]:
    """What one change's page needs."""
    return Change.objects.select_related(
        "network", "project__network", "project__decision", "project__agenda_item", "clause", "edit"
    )


def changes_of(network: "Network", kind: str = "") -> QuerySet[Change]:
    """A network's changes, newest first, ready to be listed with their threads."""
    rows = Change.objects.filter(network=network)
    if kind:
        rows = rows.filter(kind=kind)
    return for_list(rows)


def public_changes(network: "Network") -> QuerySet[Change]:
    """Changes that are shown on the wall, newest first."""
    return for_list(Change.objects.filter(network=network, shown_at__isnull=False))


def for_list(rows: QuerySet[Change]) -> QuerySet[Change]:
    """What one line and its thread need, in a constant number of queries."""
    return rows.select_related(
        "network", "project__decision", "project__agenda_item", "clause", "edit"
    ).prefetch_related(
        Prefetch("project__moves", StageMove.objects.only("project_id", "to_stage", "at")),
        Prefetch("project__parts", ProjectPart.objects.only("project_id", "started_on")),
    )


def reviews_of(change: Change) -> QuerySet[ChangeReview]:
    """Each time somebody looked again, newest first; bounded."""
    return change.reviews.order_by("-on", "-pk")[:50]


def due_for_review(network_id: int, by_day: date | None = None) -> QuerySet[Change]:
    """Changes whose review has come back, longest due first."""
    return Change.objects.filter(
        network_id=network_id, review_due_on__lte=by_day or today()
    ).order_by("review_due_on", "pk")
