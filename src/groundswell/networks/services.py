"""Verbs of this room."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from groundswell.audit.services import record
from groundswell.kernel.actors import Actor, require
from groundswell.kernel.clock import today
from groundswell.kernel.errors import GroundswellError
from groundswell.kernel.events import announce
from groundswell.kernel.permissions import Permission
from groundswell.networks.events import MemberJoined, TermStarted
from groundswell.networks.models import Cohort, Membership, Network, Term

if TYPE_CHECKING:
    from groundswell.people.models import Person


class NetworkError(GroundswellError):
    """A rule about belonging was broken."""


@transaction.atomic
def admit(
    *,
    by: Actor,
    network: Network,
    person: "Person",
    kind: str,
    cohort: Cohort | None = None,
    on: date | None = None,
) -> Membership:
    """Make somebody a member. Admitting a member again changes nothing."""
    require(by, Permission.MEMBER_ADMIT, network)
    return _start(by, network, person, kind, cohort, on)


def _start(
    by: Actor, network: Network, person: "Person", kind: str, cohort: Cohort | None, on: date | None
) -> Membership:
    existing = Membership.objects.filter(network=network, person=person, ended_on=None).first()
    if existing:
        return existing
    membership = Membership(
        network=network, person=person, kind=kind, cohort=cohort, started_on=on or today()
    )
    membership.full_clean()
    membership.save(force_insert=True)
    record(by, "member.joined", membership, network, kind=kind)
    announce(MemberJoined(network_id=network.pk, person_id=person.pk))
    return membership


@transaction.atomic
def give_term(
    *,
    by: Actor,
    network: Network,
    person: "Person",
    side: str,
    starts_on: date,
    ends_on: date | None = None,
) -> Term:
    """Make a member co-chair from a day, until a day or until further notice."""
    require(by, Permission.TERM_GIVE, network)
    term = Term(network=network, person=person, side=side, starts_on=starts_on, ends_on=ends_on)
    term.full_clean()
    term.save(force_insert=True)
    record(by, "term.given", term, network, side=side, starts_on=starts_on)
    announce(TermStarted(network_id=network.pk, term_id=term.pk))
    return term
