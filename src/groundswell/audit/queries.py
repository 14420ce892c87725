"""Reads of the audit: what happened to one thing, what happened in a network, whether a chain is whole."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from groundswell.audit.models import Act, Head
from groundswell.audit.services import digest_of
from groundswell.kernel.actors import key


@dataclass(frozen=True)
class Break:
    """The first place where a chain does not hold, and how."""

    network_id: int
    number: int
    what: str


def acts_about(thing: models.Model) -> QuerySet[Act]:
    """Everything recorded about one thing, oldest first."""
    return Act.objects.filter(about=key(thing)).order_by("network_id", "number")


def acts_in(network_id: int) -> QuerySet[Act]:
    """Everything recorded in one network, newest first."""
    return Act.objects.filter(network_id=network_id).order_by("-number")


def n_acts(network_id: OuterRef) -> Coalesce:
    """For an annotation of networks: how many acts their chain holds. Every verb adds one as it changes something."""
    head = Head.objects.filter(network_id=network_id).values("number")
    return Coalesce(Subquery(head), Value(0))


def n_acts_in_all() -> Subquery:
    """For an annotation of anything: how many acts all chains hold. Grows with every verb, wherever it is done.

    A sum of heads, not the highest row: rows of two chains may be committed in another order than numbered.
    """
    heads = Head.objects.order_by().annotate(all=Value(1)).values("all")
    return Subquery(heads.annotate(n=models.Sum("number")).values("n"))


def first_breaks() -> list[Break]:
    """The first broken row of each chain; empty when all hold. Reads every row once, in flat memory."""
    heads = {head.network_id: head for head in Head.objects.all()}
    chains = sorted(set(Act.objects.values_list("network_id", flat=True).distinct()) | set(heads))
    return [found for network_id in chains for found in _check(network_id, heads.get(network_id))]


def _check(network_id: int, head: Head | None) -> Iterator[Break]:
    before, number = "", 0
    for act in Act.objects.filter(network_id=network_id).order_by("number").iterator():
        number += 1
        if act.number != number:
            yield Break(network_id, number, "is missing")
            return
        if act.key_version not in settings.AUDIT_KEYS:
            yield Break(
                network_id,
                number,
                f"was made with audit key {act.key_version}, which is not configured",
            )
            return
        if digest_of(act, before) != act.digest:
            yield Break(network_id, number, "was altered, or a row before it was")
            return
        before = act.digest
    if head is None or (head.number, head.digest) != (number, before):
        yield Break(network_id, number + 1, "is missing at the end, or the head was altered")
