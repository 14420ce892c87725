"""From being proposed to being ready: somebody is asked, trained, and agreed to by more than one."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.audit.services import record
from groundswell.concerns.errors import ConcernError
from groundswell.concerns.models import Listener
from groundswell.concerns.queries import listener_of, may_listen
from groundswell.kernel.actors import require
from groundswell.kernel.clock import today
from groundswell.kernel.errors import NotAllowed
from groundswell.kernel.permissions import Permission
from groundswell.meetings.queries import decisions_in
from groundswell.networks.queries import departments, sites
from groundswell.people.services import absolute, tell

if TYPE_CHECKING:
    from collections.abc import Collection

    from groundswell.networks.models import Network
    from groundswell.people.models import Person

State = Listener.State
# Of a listener, never changed with the rest: the keys and whom it is about.
NOT_CHECKED = ["network", "person", "proposed_by", "consent_by"]


@transaction.atomic
def propose_listener(
    *, by: "Person", network: "Network", person: "Person", is_alternate: bool = False
) -> Listener:
    """Ask a member to listen. They get a letter that does not say what it is about, and answer on a page."""
    require(by, Permission.LISTENER_PROPOSE, network)
    if by.person_id == person.pk:
        raise ConcernError(_("Nobody proposes themselves: ask another co-chair to propose you."))
    if not may_listen(person.pk, network):
        raise ConcernError(
            _(
                "%(name)s is no student, staff member or partner of this network today. Who listens is a member: "
                "invite them first."
            )
            % {"name": person.name}
        )
    if listener_of(person, network) is not None:
        raise ConcernError(_("%(name)s listens here or was asked already.") % {"name": person.name})
    listener = Listener(network=network, person=person, proposed_by=by, is_alternate=is_alternate)
    listener.full_clean()
    listener.save()
    record(by, "listener.proposed", listener)
    write_to(listener, "asked", once_key=f"listener-asked-{listener.pk}")
    return listener


@transaction.atomic
def record_training(*, by: "Person", listener: Listener, training: str, trained_on: date) -> None:
    """Note what somebody was trained in, and when."""
    require(by, Permission.LISTENER_PROPOSE, listener.network)
    _not_about_oneself(by, listener)
    if trained_on > today():
        raise ConcernError(
            _("Training is recorded once it has happened: that day is still to come.")
        )
    listener.training, listener.trained_on = training, trained_on
    _save(listener, ["training", "trained_on"])
    record(by, "listener.trained", listener, on=trained_on)
    _tell_if_they_may_begin(listener)


@transaction.atomic
def consent_to_listener(*, by: "Person", listener: Listener) -> None:
    """A second co-chair agrees. Agreeing twice changes nothing."""
    _may_consent(by, listener)
    if listener.consent_on:
        return
    if listener.proposed_by_id == by.person_id:
        raise ConcernError(
            _(
                "You proposed them, so another co-chair agrees. If there is none, let a meeting decide and record "
                "the day."
            )
        )
    _consented(by, listener)


@transaction.atomic
def record_consent(*, by: "Person", listener: Listener, meeting_on: date) -> None:
    """The network agreed in a meeting: minutes that went to everybody hold a decision about this very person.

    Any decision of any day would let one co-chair agree with themselves, and nobody would ever read of it.
    """
    _may_consent(by, listener)
    if listener.consent_on:
        return
    sent = decisions_in(listener.network).filter(
        meeting__starts_at__date=meeting_on, meeting__minutes_sent_at__isnull=False
    )
    name = " ".join(listener.person.name.split()).casefold()
    if not any(name in " ".join(one.text.split()).casefold() for one in sent):
        raise ConcernError(
            _(
                "The minutes of %(day)s that were sent hold no decision that names %(name)s. Look up the meeting’s "
                "day, or write the decision with the full name into the minutes, and send them first."
            )
            % {"day": meeting_on.isoformat(), "name": listener.person.name}
        )
    listener.consent_meeting_on = meeting_on
    _consented(by, listener, meeting_on=meeting_on)


@transaction.atomic
def decline_listening(*, by: "Person", listener: Listener) -> None:
    """Say no to being asked. Nothing of it is kept."""
    require(by, Permission.LISTENER_BECOME, listener.network)
    if by.person_id != listener.person_id or listener.state != State.INVITED:
        raise NotAllowed(_("Only who was asked can say no."))
    record(by, "listener.declined", listener)
    listener.delete()


@transaction.atomic
def set_load(
    *,
    by: "Person",
    listener: Listener,
    most_open: int,
    supervisor: str,
    department_ids: "Collection[int]" = (),
    site_ids: "Collection[int]" = (),
) -> None:
    """How many concerns a listener looks after at most, who supports them, and where they belong."""
    if by.person_id != listener.person_id:
        require(by, Permission.LISTENER_PROPOSE, listener.network)
    else:
        require(by, Permission.LISTENER_BECOME, listener.network)
    department_ids, site_ids = set(department_ids), set(site_ids)
    if by.person_id == listener.person_id:
        _stays_kept_out(listener, department_ids, site_ids)
    listener.most_open, listener.supervisor = most_open, supervisor
    _save(listener, ["most_open", "supervisor"])
    listener.departments.set(departments(listener.network).filter(pk__in=department_ids))
    listener.sites.set(sites(listener.network).filter(pk__in=site_ids))
    record(by, "listener.load", listener, most_open=most_open)


def _stays_kept_out(listener: Listener, department_ids: set[int], site_ids: set[int]) -> None:
    """Where a listener belongs keeps them out of what is kept from it, so they do not take themselves out of it."""
    left = [one.name for one in listener.departments.all() if one.pk not in department_ids]
    left += [one.name for one in listener.sites.all() if one.pk not in site_ids]
    if left:
        raise ConcernError(
            _(
                "You can add where you belong. That you belong to %(names)s no more a co-chair records: raisers keep "
                "people out by it. Tick it again to save the rest."
            )
            % {"names": ", ".join(left)}
        )


def write_to(listener: Listener, letter: str, *, once_key: str | None = None) -> None:
    """A letter that says in no word what this room is for: mail lies open on many desks."""
    link = absolute(reverse("concerns:keys", args=[listener.network.slug]))
    tell(
        person=listener.person,
        kind="task",
        template=f"concerns/mail/{letter}",
        context={"link": link},
        network=listener.network,
        at_once=True,
        once_key=once_key,
    )


def _not_about_oneself(by: "Person", listener: Listener) -> None:
    if by.person_id == listener.person_id:
        raise ConcernError(_("Another co-chair records this about you."))


def _may_consent(by: "Person", listener: Listener) -> None:
    require(by, Permission.LISTENER_CONSENT, listener.network)
    _not_about_oneself(by, listener)


def _consented(by: "Person", listener: Listener, **facts: Any) -> None:
    listener.consent_by, listener.consent_on = by, today()
    _save(listener, ["consent_by", "consent_on", "consent_meeting_on"])
    record(by, "listener.consented", listener, **facts)
    _tell_if_they_may_begin(listener)


def _tell_if_they_may_begin(listener: Listener) -> None:
    if listener.state == State.INVITED and listener.trained_on and listener.consent_on:
        write_to(listener, "begin", once_key=f"listener-begin-{listener.pk}")


def _save(listener: Listener, fields: list[str]) -> None:
    listener.full_clean(exclude=NOT_CHECKED)
    listener.save(update_fields=fields)
