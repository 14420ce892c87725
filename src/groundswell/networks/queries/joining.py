"""Reads about coming in."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.utils import timezone

from groundswell.networks.models import Invitation, JoinRequest, Network
from groundswell.networks.queries.membership import current_memberships


def member_addresses(network: Network, addresses: Iterable[str]) -> set[str]:
    """Which of these addresses belong to a member today, whichever of their addresses it is."""
    wanted = {address.strip().lower() for address in addresses}
    if not wanted:
        return set()
    rows = current_memberships(network)
    found = set(rows.values_list("person__email", flat=True)) & wanted
    verified = rows.filter(person__emailaddress__verified=True)
    others = verified.values_list("person__emailaddress__email", flat=True)
    return found | ({address.lower() for address in others} & wanted)


def invitation_by_digest(digest: str) -> Invitation | None:
    """The invitation a token belongs to, open or not."""
    return (
        Invitation.objects.filter(digest=digest).select_related("network", "cohort", "by").first()
    )


def open_invitations(network: Network) -> QuerySet[Invitation]:
    """Personal invitations not yet used, newest first."""
    return (
        Invitation.objects.filter(
            network=network, n_used=0, revoked_at=None, expires_at__gt=timezone.now()
        )
        .exclude(address="")
        .select_related("by", "cohort")
        .order_by("-pk")
    )


def open_links(network: Network) -> QuerySet[Invitation]:
    """Links for many that still work."""
    return (
        Invitation.objects.filter(
            network=network, address="", revoked_at=None, expires_at__gt=timezone.now()
        )
        .select_related("by", "cohort")
        .order_by("-pk")
    )


def open_requests(network: Network) -> QuerySet[JoinRequest]:
    """Who waits for an answer, longest first."""
    return JoinRequest.objects.filter(network=network, answered_at=None).order_by("asked_at")


def answered_requests(network: Network) -> QuerySet[JoinRequest]:
    """Who was answered, newest first."""
    rows = JoinRequest.objects.filter(~Q(answered_at=None), network=network)
    return rows.select_related("by").order_by("-answered_at")
