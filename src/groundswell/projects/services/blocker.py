"""What resisted, and what moved it."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from groundswell.audit.services import record
from groundswell.kernel.actors import Actor
from groundswell.kernel.clock import today
from groundswell.projects.errors import ProjectError
from groundswell.projects.models import Blocker, Project
from groundswell.projects.services.project import lock, require_carrying, touch


@transaction.atomic
def note_blocker(
    *,
    by: Actor,
    project: Project,
    what_resisted: str,
    kind: str = Blocker.Kind.OTHER,
    on: date | None = None,
) -> Blocker:
    """Write down what stands in the way."""
    require_carrying(by, project)
    blocker = Blocker(
        project=project,
        what_resisted=what_resisted,
        kind=kind,
        noted_on=on or today(),
        by_id=by.person_id,
    )
    blocker.full_clean()
    blocker.save(force_insert=True)
    _alive(project)
    record(by, "blocker.noted", blocker, project.network, project=project.pk, kind=kind)
    return blocker


@transaction.atomic
def move_blocker(
    *, by: Actor, blocker: Blocker, what_moved_it: str, on: date | None = None
) -> None:
    """Write down what moved it: the part other networks learn from."""
    require_carrying(by, blocker.project)
    if blocker.moved_on is not None:
        raise ProjectError(
            _(
                "This was already marked as moved. Nothing was changed; note a new blocker if it came back."
            )
        )
    on = on or today()
    if on < blocker.noted_on:
        raise ProjectError(
            _(
                "It was noted on %(noted)s; a day before that was given. Choose that day or a later one."
            )
            % {"noted": blocker.noted_on}
        )
    blocker.what_moved_it = what_moved_it
    blocker.moved_on = on
    blocker.full_clean()
    blocker.save()
    _alive(blocker.project)
    record(by, "blocker.moved", blocker, blocker.project.network, project=blocker.project_id)


def _alive(project: Project) -> None:
    lock(project)
    touch(project)
    project.save(update_fields=["touched_at"])
