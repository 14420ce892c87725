"""Verbs on what somebody said they would do: take on, done, stuck, pass on."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from groundswell.audit.services import record
from groundswell.kernel.actors import SYSTEM, Actor, require
from groundswell.kernel.clock import now
from groundswell.kernel.errors import EditConflict, GroundswellError
from groundswell.kernel.events import announce
from groundswell.kernel.permissions import Permission
from groundswell.meetings.events import ActionAssigned, ActionDone, ActionStuck
from groundswell.meetings.models import Action, AgendaItem, Meeting
from groundswell.meetings.queries.actions import OPEN
from groundswell.meetings.queries.agenda import open_agenda
from groundswell.meetings.services.agenda import propose_item
from groundswell.networks.queries import is_member, student_ids

if TYPE_CHECKING:
    from groundswell.networks.models import Network
    from groundswell.people.models import Person

State = Action.State


class ActionError(GroundswellError):
    """A rule about actions was broken."""


@transaction.atomic
def assign_action(
    *,
    by: Actor,
    network: "Network",
    text: str,
    owner: "Person",
    due_on: date | None,
    meeting: Meeting | None = None,
    item: AgendaItem | None = None,
    project_key: str = "",
) -> Action:
    """Write down what a member will do, and by when."""
    require(by, Permission.MINUTES_WRITE, network)
    if item is not None and item.is_unminuted:
        raise ActionError(
            _("An unminuted item leaves nothing behind: no note, decision or action.")
        )
    _require_member(owner, network)
    action = Action(
        network=network,
        text=text.strip(),
        owner=owner,
        due_on=due_on,
        meeting=meeting,
        item=item,
        project_key=project_key,
    )
    action.full_clean()
    action.save(force_insert=True)
    record(by, "action.assigned", action, network, due_on=due_on, owner=owner.pseudonym)
    announce(ActionAssigned(network_id=network.pk, action_id=action.pk))
    return action


@transaction.atomic
def mark_done(*, by: Actor, action: Action, outcome: str = "", as_owner: bool = False) -> bool:
    """Close an action. Closing it twice changes nothing and answers False.

    ``as_owner`` is for a link or a button that was handed to its owner: it no longer works once the action
    was passed on.
    """
    require(by, Permission.ACTION_ANSWER, action.network, about=action)
    if as_owner:
        _require_still_theirs(by, action)
    changed = Action.objects.filter(pk=action.pk, state__in=OPEN).update(
        state=State.DONE, closed_at=now(), outcome=outcome.strip(), version=F("version") + 1
    )
    action.refresh_from_db()
    if changed:
        record(by, "action.done", action, action.network)
        announce(ActionDone(network_id=action.network_id, action_id=action.pk))
        _settle_stuck_item(by, action)
    return bool(changed)


def _settle_stuck_item(by: Actor, action: Action) -> None:
    """The action is closed: what stood on the agenda because it was stuck may go."""
    AgendaItem.objects.filter(
        stuck_actions=action,
        state__in=(AgendaItem.State.WAITING, AgendaItem.State.SCHEDULED),
        minutes=None,
    ).update(state=AgendaItem.State.DROPPED, outcome=_("Done before it was talked about."))


@transaction.atomic
def mark_stuck(*, by: Actor, action: Action, why: str, as_owner: bool = False) -> bool:
    """Say what is in the way. It goes on the next agenda, once. Saying the same twice changes nothing."""
    require(by, Permission.ACTION_ANSWER, action.network, about=action)
    if as_owner:
        _require_still_theirs(by, action)
    why = why.strip()
    if not why:
        raise ActionError(_("Say in a few words what is in the way, so that others can help."))
    action.refresh_from_db()
    if action.state not in OPEN:
        raise ActionError(_("This action is closed already, so it cannot be stuck."))
    if action.state == State.STUCK and action.stuck_why == why:
        return False
    action.state, action.stuck_why = State.STUCK, why
    action.version += 1
    action.full_clean()
    action.stuck_item = _stuck_item(action, why)
    action.save(update_fields=["state", "stuck_why", "stuck_item", "version"])
    record(by, "action.stuck", action, action.network)
    announce(ActionStuck(network_id=action.network_id, action_id=action.pk))
    return True


def _stuck_item(action: Action, why: str) -> AgendaItem:
    """The item under which the others hear of it: the one it has, or a new one on the next agenda."""
    item = action.stuck_item
    if item is not None and item.state in (AgendaItem.State.WAITING, AgendaItem.State.SCHEDULED):
        AgendaItem.objects.filter(pk=item.pk).update(text=why)
        return item
    return propose_item(
        by=SYSTEM,
        network=action.network,
        title=_("Stuck: %(action)s") % {"action": action.text[:150]},
        text=why,
        kind=AgendaItem.Kind.ACTION,
        meeting=open_agenda(action.network),
        is_student_led=action.owner_id in student_ids(action.network),
    )


@transaction.atomic
def reopen_action(*, by: Actor, action: Action) -> bool:
    """Undo: a tap on "done" that was meant for another."""
    require(by, Permission.ACTION_ANSWER, action.network, about=action)
    changed = (
        Action.objects.filter(pk=action.pk)
        .exclude(state__in=OPEN)
        .update(state=State.OPEN, closed_at=None, outcome="", version=F("version") + 1)
    )
    action.refresh_from_db()
    if changed:
        record(by, "action.reopened", action, action.network)
    return bool(changed)


@transaction.atomic
def reassign_action(*, by: Actor, action: Action, owner: "Person") -> bool:
    """Pass an action to another member: its owner or a co-chair. The new owner is told."""
    if by.person_id is None or by.person_id != action.owner_id:
        require(by, Permission.ACTION_REASSIGN, action.network)
    require(by, Permission.NETWORK_SEE, action.network)
    _require_member(owner, action.network)
    changed = (
        Action.objects.filter(pk=action.pk, state__in=OPEN)
        .exclude(owner=owner)
        .update(owner=owner, version=F("version") + 1)
    )
    action.refresh_from_db()
    if changed:
        record(by, "action.reassigned", action, action.network, owner=owner.pseudonym)
        announce(ActionAssigned(network_id=action.network_id, action_id=action.pk))
    return bool(changed)


@transaction.atomic
def edit_action(*, by: Actor, action: Action, version: int, text: str, due_on: date | None) -> None:
    """Correct an action's words or its date: any member who may write minutes."""
    require(by, Permission.MINUTES_WRITE, action.network)
    action.text, action.due_on = text.strip(), due_on
    action.full_clean()
    rows = Action.objects.filter(pk=action.pk, version=version)
    if not rows.update(text=action.text, due_on=due_on, version=F("version") + 1):
        action.refresh_from_db()
        theirs: dict[str, object] = {"text": action.text, "due_on": action.due_on}
        raise EditConflict(
            _("Somebody else changed this action while you were writing."), theirs=theirs
        )
    record(by, "action.edited", action, action.network, due_on=due_on)
    action.refresh_from_db()


@transaction.atomic
def drop_action(*, by: Actor, action: Action, why: str) -> bool:
    """Let an action go, with the reason: nothing closes without an outcome."""
    require(by, Permission.ACTION_REASSIGN, action.network)
    if not why.strip():
        raise ActionError(_("Say in a sentence why this is let go."))
    changed = Action.objects.filter(pk=action.pk, state__in=OPEN).update(
        state=State.DROPPED, closed_at=now(), outcome=why.strip(), version=F("version") + 1
    )
    action.refresh_from_db()
    if changed:
        record(by, "action.dropped", action, action.network)
        _settle_stuck_item(by, action)
    return bool(changed)


def _require_member(owner: "Person", network: "Network") -> None:
    if not is_member(owner.pk, network):
        raise ActionError(
            _("An action is held by a member of this network; %(name)s is not one today.")
            % {"name": owner}
        )


def _require_still_theirs(by: Actor, action: Action) -> None:
    if by.person_id == action.owner_id:
        return
    if action.owner is None:
        raise ActionError(_("Nobody holds this action any more, so nothing was changed."))
    raise ActionError(
        _("This action was passed to %(name)s meanwhile, so nothing was changed.")
        % {"name": action.owner}
    )
