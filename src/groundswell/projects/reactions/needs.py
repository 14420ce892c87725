"""What needs somebody, and what happened in projects."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.kernel.registries import Attention, Occurrence, attention, occurrences
from groundswell.projects.models import Change, StageMove
from groundswell.projects.queries.held import asking_projects, happened_since, reviews_due


def what_needs(person_id: int, network_id: int) -> Iterator[Attention]:
    """A review that came back, a project without a student lead, one that has gone quiet."""
    for change in reviews_due(person_id, network_id):
        yield Attention(
            kind=_("Does it still hold?"),
            title=change.title,
            url=reverse("projects:review", args=[change.network.slug, change.pk]),
            order=40,
            due_on=change.review_due_on,
        )
    for project in asking_projects(person_id, network_id):
        yield Attention(
            kind=_asks(project),
            title=project.title,
            url=reverse("projects:project", args=[project.network.slug, project.pk]),
            order=50,
        )


def _asks(project: Any) -> str:
    return _("Still alive?") if project.is_led else _("Looks for a student to lead it")


def what_happened(network_id: int, since: datetime) -> Iterator[Occurrence]:
    """Projects that began or moved, changes on record."""
    for row in happened_since(network_id, since):
        if isinstance(row, Change):
            yield Occurrence(
                at=row.recorded_at,
                title=_("It changed: %(title)s") % {"title": row.title},
                url=reverse("projects:change", args=[row.network.slug, row.pk]),
                kind="change",
            )
        else:
            yield _moved(row)


def _moved(row: StageMove) -> Occurrence:
    words = {"title": row.project.title, "stage": row.get_to_stage_display()}
    title = _("%(title)s: %(stage)s") if row.from_stage else _("A project began: %(title)s")
    return Occurrence(
        at=row.at,
        title=title % words,
        url=reverse("projects:project", args=[row.project.network.slug, row.project_id]),
        kind="project",
    )


attention.append(what_needs)
occurrences.append(what_happened)
