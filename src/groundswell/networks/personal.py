"""What this room keeps about a person: given out on request, erased when they leave."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q

from groundswell.kernel.clock import today
from groundswell.networks.models import (
    ImportDraft,
    Invitation,
    JoinRequest,
    Membership,
    RouteAsked,
    Term,
)
from groundswell.people.queries import person


def export(person_id: int) -> Iterator[dict[str, Any]]:
    """Rows a person can take with them."""
    for one in Membership.objects.filter(person=person_id).select_related("network", "cohort"):
        yield {
            "what": "membership",
            "network": one.network.name,
            "kind": one.kind,
            "cohort": one.cohort.name if one.cohort else None,
            "from": one.started_on.isoformat(),
            "until": one.ended_on.isoformat() if one.ended_on else None,
        }
    for given in Term.objects.filter(person=person_id).select_related("network"):
        yield {
            "what": "term",
            "network": given.network.name,
            "side": given.side,
            "from": given.starts_on.isoformat(),
            "until": given.ends_on.isoformat() if given.ends_on else None,
        }
    for asked in JoinRequest.objects.filter(address__in=_addresses(person_id)):
        yield {"what": "request to join", "words": asked.words, "at": asked.asked_at.isoformat()}
    for question in RouteAsked.objects.filter(person=person_id).select_related("check_asked__site"):
        yield {
            "what": "asked whether you know whom to tell",
            "where": question.check_asked.site.name,
            "answered": question.has_answered,
        }


def forget(person_id: int) -> None:
    """End what is open and drop what names them. Bare stretches of time stay, for the picture of growth."""
    day = today()
    addresses = _addresses(person_id)
    open_ones = Membership.objects.filter(person=person_id, ended_on=None)
    open_ones.filter(started_on__gt=day).delete()
    open_ones.update(ended_on=day)
    Term.objects.filter(person=person_id, starts_on__gt=day).delete()
    Term.objects.filter(Q(ends_on=None) | Q(ends_on__gt=day), person=person_id).update(ends_on=day)
    Invitation.objects.filter(address__in=addresses).delete()
    JoinRequest.objects.filter(address__in=addresses).delete()
    Invitation.objects.filter(by=person_id).update(by=None)
    JoinRequest.objects.filter(by=person_id).update(by=None)
    ImportDraft.objects.filter(by=person_id).delete()
    RouteAsked.objects.filter(person=person_id).delete()


def _addresses(person_id: int) -> list[str]:
    found = person(person_id)
    return [found.email.lower()] if found else []
