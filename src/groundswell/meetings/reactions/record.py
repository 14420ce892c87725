"""What agenda, minutes and actions give to the registries."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from groundswell.kernel import registries
from groundswell.kernel.actors import Actor
from groundswell.kernel.clock import today
from groundswell.kernel.registries import (
    Attention,
    Looking,
    Occurrence,
    PersonalData,
    Responsibilities,
    Responsibility,
)
from groundswell.kernel.web import address
from groundswell.meetings import queries, services
from groundswell.meetings.models import Action, AgendaItem, Attendance, Minute
from groundswell.people.queries import person as person_by_id

SOON = timedelta(days=7)


def held(person_id: int, network_id: int) -> list[Responsibility]:
    """Open actions, for the handover pack."""
    return [_responsibility(each) for each in queries.open_actions_of(person_id, network_id)[:200]]


def held_by_many(person_ids: Collection[int], network_id: int) -> dict[int, list[Responsibility]]:
    """The same for many people in one query."""
    found: dict[int, list[Responsibility]] = {pk: [] for pk in person_ids}
    for action in queries.open_actions_of_many(person_ids, network_id):
        if action.owner_id is not None:
            found[action.owner_id].append(_responsibility(action))
    return found


def _responsibility(action: Action) -> Responsibility:
    return Responsibility(
        key=f"meetings.action:{action.pk}",
        kind=_("Action"),
        title=action.text,
        url=address("meetings:action", action.network.slug, action.pk),
        due_on=action.due_on,
    )


def pass_on(*, by: Actor, key: str, to_person_id: int) -> None:
    """Give one action to somebody else."""
    action = queries.action(int(key.rpartition(":")[2]))
    owner = person_by_id(to_person_id)
    if action is not None and owner is not None:
        services.reassign_action(by=by, action=action, owner=owner)


def needs(view: Looking) -> Iterable[Attention]:
    """My actions: those that are due first."""
    soon = today() + SOON
    for action in queries.first_actions_of(person_id=view.person_id, network_id=view.network.pk):
        is_near = action.due_on is not None and action.due_on <= soon
        yield Attention(
            kind=_("Action"),
            title=action.text,
            url=address("meetings:action", view.network.slug, action.pk),
            order=20 if is_near else 60,
            due_on=action.due_on,
            part="meetings/parts/need_action.html",
            data={"action": action, "network": view.network},
        )


def happened(network: Any, since: datetime) -> Iterable[Occurrence]:
    """What was decided and done, without a name, once the minutes are out."""
    decisions = Minute.objects.filter(
        kind=Minute.Kind.DECISION,
        meeting__network=network,
        meeting__minutes_sent_at__gte=since,
        meeting__history_text="",
    )
    for line in decisions.select_related("meeting").order_by("-pk")[:20]:
        yield Occurrence(
            at=line.meeting.minutes_sent_at or line.written_at,
            title=_("Decided: %(what)s") % {"what": line.text},
            url=address("meetings:meeting", network.slug, line.meeting_id),
            kind="decision",
        )
    done = Action.objects.filter(network=network, state=Action.State.DONE, closed_at__gte=since)
    for action in done.order_by("-closed_at")[:20]:
        yield Occurrence(
            at=action.closed_at or timezone.now(),
            title=_("Done: %(what)s") % {"what": action.text},
            url=address("meetings:action", network.slug, action.pk),
            kind="action",
        )


def export(person_id: int) -> Iterable[dict[str, Any]]:
    """What is kept about somebody: what they took on, proposed and wrote, and when they came."""
    for action in Action.objects.filter(owner_id=person_id):
        yield {
            "what": "action",
            "text": action.text,
            "due_on": action.due_on and action.due_on.isoformat(),
            "state": action.state,
            "outcome": action.outcome,
            "stuck_why": action.stuck_why,
        }
    for item in AgendaItem.objects.filter(proposed_by_id=person_id):
        yield {"what": "agenda item", "title": item.title, "text": item.text, "state": item.state}
    for line in Minute.objects.filter(by_id=person_id):
        yield {"what": line.kind, "text": line.text, "at": line.written_at.isoformat()}
    for row in Attendance.objects.filter(person_id=person_id).select_related("meeting"):
        yield {"what": "attendance", "meeting": row.meeting.title, "state": row.state}


def forget(person_id: int) -> None:
    """Minutes stay the network's; the person's name leaves them. Attendance goes with the person."""
    Attendance.objects.filter(person_id=person_id).delete()
    Action.objects.filter(owner_id=person_id).update(owner=None)
    AgendaItem.objects.filter(proposed_by_id=person_id).update(proposed_by=None, raised_as="")
    Minute.objects.filter(by_id=person_id).update(by=None)


registries.personal_data.append(
    PersonalData(
        room="meetings",
        label="Agenda, minutes and actions",
        models=(
            "meetings.Action",
            "meetings.AgendaItem",
            "meetings.Attendance",
            "meetings.Minute",
        ),
        export=export,
        forget=forget,
        kept="Minutes and actions are the network's memory and stay, without the name of who leaves.",
    )
)
registries.responsibilities.append(
    Responsibilities(room="meetings", held=held, pass_on=pass_on, held_by_many=held_by_many)
)
registries.attention.append(needs)
registries.occurrences.append(happened)
