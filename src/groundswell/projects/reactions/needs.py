"""What needs somebody, and what happened in projects."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from groundswell.kernel.permissions import Role
from groundswell.kernel.registries import Attention, Looking, Occurrence, attention, occurrences
from groundswell.kernel.web import address
from groundswell.projects.models import Change, StageMove
from groundswell.projects.queries.held import Asking, asking, happened_since


def what_needs(view: Looking) -> Iterator[Attention]:
    """A review that came back, a project without a student lead, one that has gone quiet."""
    for one in asking(view.person_id, view.network.pk, is_chair=Role.COCHAIR in view.roles):
        page, order = ("review", 40) if one.what == "review" else ("project", 50)
        yield Attention(
            kind=_kind(one),
            title=one.title,
            url=address(f"projects:{page}", view.network.slug, one.pk),
            order=order,
            due_on=one.due_on,
        )


def _kind(one: Asking) -> str:
    if one.what == "review":
        return _("Does it still hold?")
    return _("Still alive?") if one.what == "quiet" else _("Looks for a student to lead it")


def what_happened(network: Any, since: datetime) -> Iterator[Occurrence]:
    """Projects that began or moved, changes on record."""
    for row in happened_since(network.pk, since):
        if isinstance(row, Change):
            yield Occurrence(
                at=row.recorded_at,
                title=_("It changed: %(title)s") % {"title": row.title},
                url=address("projects:change", network.slug, row.pk),
                kind="change",
            )
        else:
            yield _moved(row, network.slug)


def _moved(row: StageMove, slug: str) -> Occurrence:
    words = {"title": row.project.title, "stage": row.get_to_stage_display()}
    title = _("%(title)s: %(stage)s") if row.from_stage else _("A project began: %(title)s")
    return Occurrence(
        at=row.at,
        title=title % words,
        url=address("projects:project", slug, row.project_id),
        kind="project",
    )


attention.append(what_needs)
occurrences.append(what_happened)
