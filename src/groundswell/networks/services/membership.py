"""Belonging: from when to when, as what, in which year group."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from groundswell.audit.services import record
from groundswell.kernel.actors import Actor, require
from groundswell.kernel.clock import today
from groundswell.kernel.events import announce
from groundswell.kernel.permissions import Permission
from groundswell.networks.events import MemberJoined, MemberLeft
from groundswell.networks.models import Cohort, Membership, Network, Term
from groundswell.networks.services.errors import NetworkError
from groundswell.networks.services.terms import end_terms_of, keep_a_cochair

if TYPE_CHECKING:
    from groundswell.people.models import Person

Kind = Membership.Kind


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
    return start_membership(by, network, person, kind, cohort, on)


def start_membership(
    by: Actor,
    network: Network,
    person: "Person",
    kind: str,
    cohort: Cohort | None = None,
    on: date | None = None,
) -> Membership:
    """The inner step of admitting, founding and accepting; the caller has asked for permission."""
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
def correct_membership(
    *,
    by: Actor,
    membership: Membership,
    kind: str,
    cohort: Cohort | None,
    started_on: date,
    ended_on: date | None = None,
) -> None:
    """Put right what was noted wrongly: kind, year group, dates."""
    network = membership.network
    require(by, Permission.MEMBER_EDIT, network)
    if ended_on and ended_on < started_on:
        raise NetworkError(_("The last day lies before the first day. Correct one of the two."))
    if cohort is not None and cohort.network_id != network.pk:
        raise NetworkError(_("That year group belongs to another network."))
    _no_overlap(membership, started_on, ended_on)
    was_open = membership.ended_on is None
    if was_open and ended_on and ended_on <= today():
        keep_a_cochair(network, without_person=membership.person_id)
    membership.kind, membership.cohort = kind, cohort
    membership.started_on, membership.ended_on = started_on, ended_on
    membership.full_clean()
    membership.save()
    record(by, "member.corrected", membership, network, kind=kind)
    if was_open and ended_on:
        announce(MemberLeft(network_id=network.pk, person_id=membership.person_id))


def _no_overlap(membership: Membership, start: date, end: date | None) -> None:
    others = Membership.objects.filter(
        Q(ended_on=None) | Q(ended_on__gt=start),
        network=membership.network_id,
        person=membership.person_id,
    ).exclude(pk=membership.pk)
    if end is not None:
        others = others.filter(started_on__lt=end)
    if others.exists():
        raise NetworkError(
            _("This person has another membership in those days. Correct that one first.")
        )


@transaction.atomic
def end_membership(*, by: Actor, membership: Membership, on: date | None = None) -> None:
    """A member leaves; anybody may end their own. Ending it twice changes nothing."""
    network = membership.network
    is_own = by.person_id == membership.person_id
    require(by, Permission.NETWORK_SEE if is_own else Permission.MEMBER_EDIT, network)
    day = max(on or today(), membership.started_on)
    keep_a_cochair(network, without_person=membership.person_id)
    if not Membership.objects.filter(pk=membership.pk, ended_on=None).update(ended_on=day):
        return
    membership.ended_on = day
    end_terms_of(by, network, {membership.person_id}, day)
    record(by, "member.left", membership, network, on=day)
    announce(MemberLeft(network_id=network.pk, person_id=membership.person_id))


@transaction.atomic
def make_cohort(*, by: Actor, network: Network, name: str, graduates_on: date) -> Cohort:
    """Add a year group, or find the one of that name."""
    require(by, Permission.MEMBER_EDIT, network)
    name = " ".join(name.split())
    existing = Cohort.objects.filter(network=network, name__iexact=name).first()
    if existing:
        return existing
    cohort = Cohort(network=network, name=name, graduates_on=graduates_on)
    cohort.full_clean()
    cohort.save(force_insert=True)
    record(by, "cohort.made", cohort, network, graduates_on=graduates_on)
    return cohort


@transaction.atomic
def graduate_cohort(
    *, by: Actor, cohort: Cohort, on: date | None = None, is_ending_terms: bool = True
) -> int:
    """Make the students of a year group alumni. They keep their accounts and their access.

    Returns how many graduated. Doing it twice changes nothing: no students are left.
    """
    network = cohort.network
    require(by, Permission.MEMBER_EDIT, network)
    day = on or today()
    if day > today():
        raise NetworkError(_("A year group graduates on the day or afterwards, not before it."))
    students = list(
        Membership.objects.select_for_update()
        .filter(network=network, cohort=cohort, kind=Kind.STUDENT, ended_on=None)
        .order_by("pk")
    )
    people = {student.person_id for student in students}
    if is_ending_terms and people:
        keep_a_cochair(network, without_student_terms_of=people)
        end_terms_of(by, network, people, day, side=Term.Side.STUDENT)
    for student in students:
        _graduate(by, student, day)
    if students and cohort.graduates_on > day:  # earlier than was thought
        Cohort.objects.filter(pk=cohort.pk).update(graduates_on=day)
    return len(students)


def _graduate(by: Actor, student: Membership, day: date) -> None:
    day = max(day, student.started_on)
    Membership.objects.filter(pk=student.pk).update(ended_on=day)
    alumni = Membership(
        network_id=student.network_id,
        person_id=student.person_id,
        kind=Kind.ALUMNI,
        cohort_id=student.cohort_id,
        started_on=day,
    )
    alumni.save(force_insert=True)
    record(by, "member.graduated", alumni, student.network, on=day)
