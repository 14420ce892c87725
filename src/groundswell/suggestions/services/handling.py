"""What a co-chair does with what was raised: answer, pass on, put to a meeting, start a project, close."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from groundswell.audit.services import record
from groundswell.kernel.actors import SYSTEM, Actor, require
from groundswell.kernel.clock import now, today
from groundswell.kernel.errors import NotAllowed
from groundswell.kernel.events import announce
from groundswell.kernel.permissions import Permission
from groundswell.meetings.services import propose_item
from groundswell.networks.queries import cochairs
from groundswell.people.queries import person
from groundswell.projects.services import start_project
from groundswell.suggestions.errors import SuggestionError
from groundswell.suggestions.events import SuggestionAnswered, SuggestionClosed
from groundswell.suggestions.models import Suggestion, SuggestionStep
from groundswell.suggestions.services.owners import give_owner, tell_owner
from groundswell.suggestions.services.steps import add_step, note_step, number_key
from groundswell.suggestions.wording import raiser_name

if TYPE_CHECKING:
    from groundswell.people.models import Person
    from groundswell.projects.models import Project

State, What = Suggestion.State, SuggestionStep.What


def require_handler(by: Actor, suggestion: Suggestion) -> None:
    """A co-chair; and what was raised with one by name is for that one alone."""
    require(by, Permission.SUGGESTION_HANDLE, suggestion.network)
    if by is SYSTEM or suggestion.to_person_id in {None, by.person_id}:
        return
    raise NotAllowed(_("This was raised with one co-chair. Only they can open it and pass it on."))


def lock(suggestion: Suggestion) -> None:
    """Read the row again, so that nobody else changes it before this transaction ends."""
    network = suggestion.network
    suggestion.refresh_from_db(from_queryset=Suggestion.objects.select_for_update())
    suggestion.network = network


@transaction.atomic
def take(*, by: Actor, suggestion: Suggestion) -> None:
    """Look after it oneself. Taking it twice changes nothing."""
    require_handler(by, suggestion)
    lock(suggestion)
    taker = person(by.person_id)
    if taker is None or suggestion.owner_id == taker.pk:
        return
    give_owner(suggestion, taker)
    record(by, "suggestion.taken", suggestion)


@transaction.atomic
def pass_on(*, by: Actor, suggestion: Suggestion, to: "Person") -> None:
    """Give it to another co-chair, who looks after it from now on; the raiser is told who."""
    require_handler(by, suggestion)
    lock(suggestion)
    if to not in cochairs(suggestion.network):
        raise SuggestionError(_("Only a co-chair of today can look after this. Choose another."))
    if suggestion.owner_id == to.pk:
        return
    if suggestion.to_person_id:
        suggestion.to_person = to
        suggestion.save(update_fields=["to_person"])
    give_owner(suggestion, to)
    tell_owner(suggestion, why="new", once_key=f"suggestion-owner:{number_key('to', '')}")
    record(by, "suggestion.passed_on", suggestion)


@transaction.atomic
def answer(*, by: Actor, suggestion: Suggestion, text: str, number: str = "") -> None:
    """Write to whoever raised it. "No, because" is an answer; silence is not."""
    require_handler(by, suggestion)
    lock(suggestion)
    words = _needed(text, _("Write a few words; whoever raised it reads them."))
    key = number_key("answered", number)
    if add_step(suggestion, What.ANSWERED, key=key, text=words, by=person(by.person_id)):
        _mark_answered(by, suggestion, State.ANSWERED)
        record(by, "suggestion.answered", suggestion)


@transaction.atomic
def to_agenda(*, by: Actor, suggestion: Suggestion, title: str, text: str = "") -> None:
    """Put it to the next meeting, in words from which nobody can be recognised."""
    require_handler(by, suggestion)
    lock(suggestion)
    _refuse_closed(suggestion)
    item = suggestion.agenda_item
    if item is not None and item.state in {"waiting", "scheduled"}:
        raise SuggestionError(_("This waits for a meeting already. Nothing was added."))
    through = _("somebody, through a co-chair")
    suggestion.agenda_item = propose_item(
        by=by,
        network=suggestion.network,
        title=title,
        text=text,
        kind="celebrate" if suggestion.kind == Suggestion.Kind.CELEBRATE else "matter",
        raised_as=raiser_name(suggestion)[:80] if suggestion.is_for_group else through,
        is_student_led=True,
    )
    suggestion.save(update_fields=["agenda_item"])
    words = f"{title.strip()}\n\n{text.strip()}".strip()
    key = f"agenda:{suggestion.agenda_item.pk}"
    add_step(suggestion, What.AGENDA, key=key, text=words, by=person(by.person_id))
    _mark_answered(by, suggestion, State.AGENDA)
    record(by, "suggestion.to_agenda", suggestion, item=suggestion.agenda_item.pk)


@transaction.atomic
def to_project(
    *, by: Actor, suggestion: Suggestion, title: str, kind: str, why: str = "", origin: str = ""
) -> "Project":
    """Start a project from it. ``origin`` is what the raiser agreed may be read there; never who they are."""
    require_handler(by, suggestion)
    lock(suggestion)
    _refuse_closed(suggestion)
    if suggestion.project is not None:
        raise SuggestionError(_("This is a project already. Nothing was added."))
    project = start_project(
        by=by,
        network=suggestion.network,
        title=title,
        kind=kind,
        why=why,
        agenda_item=suggestion.agenda_item,
        origin_text=origin,
    )
    note_project(suggestion=suggestion, project=project)
    _mark_answered(by, suggestion, State.PROJECT)
    record(by, "suggestion.to_project", suggestion, project=project.pk)
    return project


def note_project(*, suggestion: Suggestion, project: "Project") -> None:
    """It became this project: tell the raiser, once."""
    suggestion.project = project
    if not suggestion.is_closed:
        suggestion.state = State.PROJECT
    suggestion.save(update_fields=["project", "state"])
    note_step(suggestion, What.PROJECT, key=f"project:{project.pk}", text=project.title)


@transaction.atomic
def close(*, by: Actor, suggestion: Suggestion, outcome: str) -> None:
    """Close it with what came of it. The raiser reads that, and is asked whether it worked."""
    require_handler(by, suggestion)
    lock(suggestion)
    if suggestion.is_closed:
        return
    words = _needed(
        outcome, _("Say what came of it, or why not. Nothing closes without an answer.")
    )
    suggestion.outcome = words
    suggestion.closed_at = now()
    suggestion.state = State.CLOSED
    suggestion.full_clean()
    suggestion.save()
    add_step(suggestion, What.CLOSED, text=words, by=person(by.person_id), asks=True)
    _mark_answered(by, suggestion, State.CLOSED)
    record(by, "suggestion.closed", suggestion)
    announce(SuggestionClosed(suggestion_id=suggestion.pk, network_id=suggestion.network.pk))


def _mark_answered(by: Actor, suggestion: Suggestion, state: str) -> None:
    """Nothing is due any more. An answer moves an open matter on and takes nothing back."""
    if suggestion.owner is None:
        suggestion.owner = person(by.person_id)
    is_first = suggestion.answered_on is None
    if is_first:
        suggestion.answered_on = today(suggestion.network.time_zone)
    if not suggestion.is_closed and (state != State.ANSWERED or suggestion.state == State.OPEN):
        suggestion.state = state
    suggestion.due_on = None
    suggestion.save(update_fields=["owner", "answered_on", "due_on", "state"])
    if is_first:
        announce(SuggestionAnswered(suggestion_id=suggestion.pk, network_id=suggestion.network.pk))


def _refuse_closed(suggestion: Suggestion) -> None:
    if suggestion.is_closed:
        raise SuggestionError(_("This is closed, with its answer. Raise it anew to go on."))


def _needed(text: str, sentence: str) -> str:
    if not text.strip():
        raise SuggestionError(sentence)
    return text.strip()
