"""Student-selected components: three to four weeks, a brief, an output."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from groundswell.audit.services import record
from groundswell.kernel.actors import Actor
from groundswell.kernel.errors import EditConflict
from groundswell.projects.models import Project, StudentComponent
from groundswell.projects.services.project import lock, require_carrying, touch


@transaction.atomic
def offer_component(
    *,
    by: Actor,
    project: Project,
    brief: str,
    weeks: int = 4,
    starts_on: date | None = None,
    n_students: int | None = None,
    output: str = "",
) -> StudentComponent:
    """Offer part of a project as a student-selected component."""
    require_carrying(by, project)
    component = StudentComponent(project=project)
    _write(component, brief, weeks, starts_on, n_students, output)
    lock(project)
    touch(project)
    project.save(update_fields=["touched_at"])
    record(by, "component.offered", component, project.network, project=project.pk)
    return component


@transaction.atomic
def edit_component(
    *,
    by: Actor,
    component: StudentComponent,
    version: int,
    brief: str,
    weeks: int,
    starts_on: date | None = None,
    n_students: int | None = None,
    output: str = "",
) -> None:
    """Correct a component, or write down what came out of it."""
    require_carrying(by, component.project)
    component.refresh_from_db(from_queryset=StudentComponent.objects.select_for_update())
    if component.version != version:
        raise EditConflict(
            _(
                "Somebody else saved this while you were writing. Their words and yours are both below; "
                "join them and save again."
            ),
            theirs={"brief": component.brief, "output": component.output},
        )
    component.version += 1
    _write(component, brief, weeks, starts_on, n_students, output)
    record(by, "component.edited", component, component.project.network, version=component.version)


def _write(
    component: StudentComponent,
    brief: str,
    weeks: int,
    starts_on: date | None,
    n_students: int | None,
    output: str,
) -> None:
    component.brief, component.weeks, component.output = brief, weeks, output
    component.starts_on, component.n_students = starts_on, n_students
    component.full_clean()
    component.save()
