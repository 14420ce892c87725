"""Single terms and requests, for reactions and the registry."""

from collections.abc import Collection

from django.db.models import QuerySet

from groundswell.networks.models import JoinRequest, Term
from groundswell.networks.queries.membership import current_terms


def term(pk: int) -> Term | None:
    """One term."""
    return Term.objects.filter(pk=pk).select_related("network", "person").first()


def held_terms(person_ids: Collection[int], network_id: int) -> QuerySet[Term]:
    """Terms these people hold today that nobody follows yet."""
    rows = current_terms(network_id).filter(person__in=person_ids, followed_by=None)
    return rows.select_related("network")


def join_request(pk: int) -> JoinRequest | None:
    """One request, with its network."""
    return JoinRequest.objects.filter(pk=pk).select_related("network").first()
