"""Co-chair terms: given, passed on with some weeks together, ended. A network is never left without one."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from groundswell.audit.services import record
from groundswell.kernel.actors import Actor, require
from groundswell.kernel.clock import today
from groundswell.kernel.events import announce
from groundswell.kernel.permissions import Permission
from groundswell.networks.events import ChairRestored, TermStarted
from groundswell.networks.models import Membership, Network, Term
from groundswell.networks.services.errors import NetworkError

if TYPE_CHECKING:
    from groundswell.people.models import Person

OVERLAP = timedelta(days=28)


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
    return start_term(by, network, person, side, starts_on, ends_on)


def start_term(
    by: Actor,
    network: Network,
    person: "Person",
    side: str,
    starts_on: date,
    ends_on: date | None = None,
) -> Term:
    """The inner step; the caller has asked for permission."""
    if ends_on and ends_on < starts_on:
        raise NetworkError(_("The term ends before it begins. Correct one of the two days."))
    _fits(network, person, side, starts_on)
    overlapping = Term.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=starts_on), network=network, person=person, side=side
    )
    if ends_on:
        overlapping = overlapping.filter(starts_on__lte=ends_on)
    if overlapping.exists():
        raise NetworkError(_("%(name)s already has a term in those days.") % {"name": person.name})
    term = Term(network=network, person=person, side=side, starts_on=starts_on, ends_on=ends_on)
    term.full_clean()
    term.save(force_insert=True)
    record(by, "term.given", term, network, side=side, starts_on=starts_on)
    announce(TermStarted(network_id=network.pk, term_id=term.pk))
    return term


def _fits(network: Network, person: "Person", side: str, day: date) -> None:
    """A student co-chair is a student here, a staff co-chair is staff."""
    kinds = set(
        Membership.objects.filter(Q(ended_on=None) | Q(ended_on__gt=day), network=network, person=person)
        .values_list("kind", flat=True)
    )  # fmt: skip
    if not kinds:
        raise NetworkError(
            _("%(name)s is not a member then. Invite them first.") % {"name": person.name}
        )
    if side not in kinds:
        raise NetworkError(
            _(
                "%(name)s is not listed as %(kind)s. Correct the membership first, or choose the other side."
            )
            % {"name": person.name, "kind": Membership.Kind(side).label.lower()}
        )


@transaction.atomic
def end_term(*, by: Actor, term: Term, on: date | None = None) -> None:
    """End a term; the day given is its last. Anybody may end their own."""
    is_own = by.person_id == term.person_id
    require(by, Permission.NETWORK_SEE if is_own else Permission.TERM_GIVE, term.network)
    day = max(on or today(), term.starts_on)
    keep_a_cochair(term.network, without_term=term.pk)
    term.ends_on = day
    term.full_clean()
    term.save(update_fields=["ends_on"])
    record(by, "term.ended", term, term.network, on=day)


@transaction.atomic
def follow_term(*, by: Actor, term: Term, person: "Person") -> Term:
    """Somebody takes over: their term starts today, the old one ends some weeks later at the latest."""
    require(by, Permission.TERM_GIVE, term.network)
    if term.followed_by_id:
        raise NetworkError(_("This term has been passed on already."))
    if person.pk == term.person_id:
        raise NetworkError(_("Choose somebody else to take over."))
    following = start_term(by, term.network, person, term.side, today())
    last = today() + OVERLAP
    term.ends_on = min(term.ends_on, last) if term.ends_on else last
    term.followed_by = following
    term.save(update_fields=["ends_on", "followed_by"])
    record(by, "term.passed_on", term, term.network, to=following.pk)
    return following


def end_terms_of(
    by: Actor, network: Network, people: Collection[int], day: date, side: str = ""
) -> None:
    """End what these people hold, when they leave."""
    terms = Term.objects.filter(
        Q(ends_on=None) | Q(ends_on__gt=day), network=network, person__in=people
    )
    for term in terms.filter(side=side) if side else terms:
        term.ends_on = max(day, term.starts_on)
        term.save(update_fields=["ends_on"])
        record(by, "term.ended", term, network, on=term.ends_on)


@transaction.atomic
def restore_cochair(
    *, by: Actor, network: Network, person: "Person", ends_on: date | None = None
) -> Term:
    """A term for a network whose last co-chair's has run out, so that nobody there can give one.

    Only whoever runs the installation asks for this, and never beside a co-chair who could give it.
    """
    require(by, Permission.TERM_GIVE, network)
    Network.objects.select_for_update().get(pk=network.pk)
    if _terms_in_force(network).exists():
        raise NetworkError(
            _(
                "%(network)s has a co-chair today. A co-chair gives the next term, on the page of the member."
            )
            % {"network": network}
        )
    if not person.is_active:
        raise NetworkError(_("%(name)s has closed their account.") % {"name": person.name})
    term = start_term(by, network, person, _side_of(network, person), today(), ends_on)
    record(by, "term.restored", term, network, side=term.side)
    announce(ChairRestored(network_id=network.pk, term_id=term.pk))
    return term


def _side_of(network: Network, person: "Person") -> str:
    """The side a member stands on. Whoever stands on neither is told so when the term starts."""
    is_staff = Membership.objects.filter(
        network=network, person=person, ended_on=None, kind=Term.Side.STAFF
    )
    return Term.Side.STAFF if is_staff.exists() else Term.Side.STUDENT


def keep_a_cochair(
    network: Network,
    *,
    without_person: int = 0,
    without_term: int = 0,
    without_student_terms_of: Collection[int] = (),
) -> None:
    """Refuse what would leave nobody who may give the next term. Nobody stands above the network to mend it."""
    terms = _terms_in_force(network)
    left = (
        terms.exclude(pk=without_term)
        .exclude(person=without_person)
        .exclude(side=Term.Side.STUDENT, person__in=without_student_terms_of)
    )
    if terms.exists() and not left.exists():
        raise NetworkError(
            _("That would leave the network without a co-chair. Give somebody a term first.")
        )


def _terms_in_force(network: Network) -> QuerySet[Term]:
    """Terms that hold today, of members whose account is open: they can give the next one."""
    day = today()
    return Term.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=day), network=network, starts_on__lte=day
    ).filter(
        Q(person__memberships__ended_on=None) | Q(person__memberships__ended_on__gt=day),
        person__memberships__network=network,
        person__is_active=True,
    )
