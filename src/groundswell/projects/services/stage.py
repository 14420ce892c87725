"""Moving a project from stage to stage. Every move keeps when, why and from where."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from groundswell.audit.services import record
from groundswell.kernel.actors import Actor, require
from groundswell.kernel.clock import now
from groundswell.kernel.events import announce
from groundswell.kernel.permissions import Permission
from groundswell.projects.errors import ProjectError
from groundswell.projects.events import ProjectMoved
from groundswell.projects.models import Project, Stage, StageMove
from groundswell.projects.queries.project import has_student_lead, leads, next_stages
from groundswell.projects.services.project import lock, require_carrying, touch
from groundswell.projects.stages import CLOSING, needs_reason


@transaction.atomic
def move_stage(
    *, by: Actor, project: Project, to: str, reason: str = "", at: datetime | None = None
) -> None:
    """Move a project on, back, to rest or to an end. Moving it to where it stands changes nothing."""
    require_carrying(by, project)
    if to == Stage.STOPPED and not leads(by, project):
        require(by, Permission.PROJECT_STOP, project.network)
    lock(project)
    if project.stage == to:
        return
    _check(project, to, reason.strip())
    _move(by, project, Stage(to), reason.strip(), at)


def stop(*, by: Actor, project: Project, reason: str, at: datetime | None = None) -> None:
    """End a project that does not go on, with why and what came of it."""
    move_stage(by=by, project=project, to=Stage.STOPPED, reason=reason, at=at)


def _check(project: Project, to: str, reason: str) -> None:
    allowed = next_stages(project)
    if to not in allowed:
        raise ProjectError(
            _("From %(here)s a project can go to %(there)s.")
            % {
                "here": Stage(project.stage).label,
                "there": ", ".join(str(stage.label) for stage in allowed),
            }
        )
    if needs_reason(project.stage, to) and not reason:
        raise ProjectError(_reason_wanted(to))
    if to == Stage.DOING and not has_student_lead(project):
        raise ProjectError(
            _(
                "A student must lead before this is done. Ask a student to take the lead, then move it."
            )
        )


def _reason_wanted(to: str) -> str:
    if to == Stage.PAUSED:
        return _("Say why it rests, so that whoever takes it up again knows.")
    if to in CLOSING:
        return _("Nothing closes without its outcome. Write what came of it, in a sentence or two.")
    return _("Say why it goes back a step. It is part of the story.")


def _move(by: Actor, project: Project, to: Stage, reason: str, at: datetime | None) -> None:
    move = StageMove(
        project=project,
        from_stage=project.stage,
        to_stage=to,
        why=reason,
        by_id=by.person_id,
        at=at or now(),
    )
    move.full_clean()
    move.save(force_insert=True)
    project.stage = to
    project.stage_reason = reason
    if to in CLOSING:
        project.outcome = reason
    touch(project, at)
    project.full_clean()
    project.save()
    record(by, "project.moved", project, project.network, was=move.from_stage, now=to.value)
    announce(ProjectMoved(project_id=project.pk, network_id=project.network_id, stage=to.value))
