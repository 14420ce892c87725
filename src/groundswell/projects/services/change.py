"""Recording what changed, and asking later whether it still holds."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from groundswell.audit.services import record
from groundswell.kernel.actors import Actor, require
from groundswell.kernel.clock import now, today
from groundswell.kernel.errors import EditConflict, NotAllowed
from groundswell.kernel.events import announce
from groundswell.kernel.permissions import Permission
from groundswell.projects.errors import ChangeError
from groundswell.projects.events import (
    ChangeMeasured,
    ChangeRecorded,
    ChangeReviewed,
    ChangeShown,
)
from groundswell.projects.models import (
    Change,
    ChangeReview,
    CurriculumEdit,
    PolicyClause,
    Project,
)
from groundswell.projects.queries.project import carries
from groundswell.projects.services.project import lock, touch

if TYPE_CHECKING:
    from groundswell.networks.models import Network

REVIEW_AFTER = timedelta(days=182)
Fields = Mapping[str, Any]


@transaction.atomic
def record_change(
    *,
    by: Actor,
    title: str,
    kind: str,
    you_said: str,
    we_did: str,
    network: "Network | None" = None,
    project: Project | None = None,
    did_it_work: str = "",
    changed_on: date | None = None,
    review_due_on: date | None = None,
    clause: Fields | None = None,
    edit: Fields | None = None,
) -> Change:
    """Write down what is different. Without a date its review comes back half a year after the change.

    A policy change needs ``clause`` (document, before, after, owner, review_on); a teaching change needs
    ``edit`` (session, owner, gap, change_made, reaudit_on).
    """
    network = _network_of(project, network)
    require(by, Permission.CHANGE_RECORD, network)
    _require_part(by, project)
    changed_on = changed_on or today()
    change = Change(
        network=network,
        project=project,
        title=title,
        kind=kind,
        you_said=you_said,
        we_did=we_did,
        did_it_work=did_it_work,
        changed_on=changed_on,
        review_due_on=review_due_on or changed_on + REVIEW_AFTER,
        by_id=by.person_id,
    )
    _save(change)
    _write_details(change, clause, edit)
    if project is not None:
        lock(project)
        touch(project)
        project.save(update_fields=["touched_at"])
    record(by, "change.recorded", change, network, kind=kind)
    announce(
        ChangeRecorded(
            change_id=change.pk,
            project_id=project.pk if project else None,
            network_id=network.pk,
        )
    )
    return change


def _network_of(project: Project | None, network: "Network | None") -> "Network":
    found = project.network if project else network
    if found is None:
        message = "A change belongs to a project or to a network; neither was given."
        raise TypeError(message)
    return found


def _require_part(by: Actor, project: Project | None) -> None:
    if project is not None and not carries(by, project):
        raise NotAllowed(
            _(
                "Only those who take part in this project, or a co-chair, can do this. Join it first."
            )
        )


def _save(change: Change) -> None:
    if change.review_due_on and change.review_due_on < change.changed_on:
        raise ChangeError(
            _("The review is due before the change was made. Choose a day after %(changed)s.")
            % {"changed": change.changed_on}
        )
    change.full_clean()
    change.save()


def _write_details(change: Change, clause: Fields | None, edit: Fields | None) -> None:
    if change.kind == Change.Kind.POLICY:
        if not clause:
            raise ChangeError(
                _(
                    "A policy change keeps the clause before and after, its owner and its next review."
                )
            )
        _keep(PolicyClause, change, clause)
    if change.kind == Change.Kind.CURRICULUM:
        if not edit:
            raise ChangeError(
                _("A teaching change keeps the session, its owner, the gap, and what was changed.")
            )
        _keep(CurriculumEdit, change, edit)


def _keep(model: type[PolicyClause] | type[CurriculumEdit], change: Change, fields: Fields) -> None:
    row = model.objects.filter(change=change).first() or model(change=change)
    for name, value in fields.items():
        setattr(row, name, value)
    row.full_clean()
    row.save()


@transaction.atomic
def edit_change(
    *,
    by: Actor,
    change: Change,
    version: int,
    clause: Fields | None = None,
    edit: Fields | None = None,
    **fields: Any,
) -> None:
    """Correct the words of a change; its kind stays."""
    require(by, Permission.CHANGE_RECORD, change.network)
    _require_part(by, change.project)
    change.refresh_from_db(from_queryset=Change.objects.select_for_update())
    names = ("title", "you_said", "we_did", "did_it_work", "changed_on", "review_due_on")
    if change.version != version:
        raise EditConflict(
            _(
                "Somebody else saved this while you were writing. Their words and yours are both below; "
                "join them and save again."
            ),
            theirs={name: getattr(change, name) for name in names[:4]},
        )
    for name in names:
        setattr(change, name, fields.get(name, getattr(change, name)))
    change.version += 1
    _save(change)
    _write_details(change, clause, edit)
    record(by, "change.edited", change, change.network, version=change.version)


@transaction.atomic
def review_change(
    *,
    by: Actor,
    change: Change,
    held: str,
    text: str,
    next_review_on: date | None = None,
    on: date | None = None,
) -> ChangeReview:
    """Say whether a change holds. Its words become the answer to "did it work"; a next review may be set."""
    require(by, Permission.CHANGE_REVIEW, change.network)
    on = on or today()
    if next_review_on and next_review_on <= on:
        raise ChangeError(
            _("The next review has to lie ahead; %(found)s was given. Choose a later day, or none.")
            % {"found": next_review_on}
        )
    change.refresh_from_db(from_queryset=Change.objects.select_for_update())
    review = ChangeReview(change=change, held=held, text=text, by_id=by.person_id, on=on)
    review.full_clean()
    review.save(force_insert=True)
    change.did_it_work = text
    change.review_due_on = next_review_on
    change.version += 1
    change.full_clean()
    change.save()
    _note_reaudit(change, text, next_review_on)
    record(by, "change.reviewed", change, change.network, held=held, next=next_review_on)
    announce(ChangeReviewed(change_id=change.pk, network_id=change.network_id))
    return review


def _note_reaudit(change: Change, text: str, next_on: date | None) -> None:
    """A review of teaching is its re-audit."""
    CurriculumEdit.objects.filter(change=change).update(
        reaudit_result=text[:2000], reaudit_on=next_on
    )


@transaction.atomic
def mark_shown(*, by: Actor, change: Change) -> None:
    """Show a change on the public wall. A second time changes nothing."""
    require(by, Permission.CHANGE_MARK, change.network)
    if _mark(change, "shown_at"):
        record(by, "change.shown", change, change.network)
        announce(ChangeShown(change_id=change.pk, network_id=change.network_id))


@transaction.atomic
def mark_measured(*, by: Actor, change: Change) -> None:
    """Say that the effect of a change was measured. A second time changes nothing."""
    require(by, Permission.CHANGE_MARK, change.network)
    if _mark(change, "measured_at"):
        record(by, "change.measured", change, change.network)
        announce(ChangeMeasured(change_id=change.pk, network_id=change.network_id))


@transaction.atomic
def hide_change(*, by: Actor, change: Change) -> None:
    """Take a change off the public wall again."""
    require(by, Permission.CHANGE_MARK, change.network)
    if Change.objects.filter(pk=change.pk, shown_at__isnull=False).update(shown_at=None):
        change.shown_at = None
        record(by, "change.hidden", change, change.network)


def _mark(change: Change, name: str) -> bool:
    at = now()
    done = Change.objects.filter(pk=change.pk, **{name: None}).update(**{name: at})
    if done:
        setattr(change, name, at)
    return bool(done)
