"""Links that narrow a listing. Anything unknown in an address is as if it were not there."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from groundswell.projects.models import Change, Project, Stage

Link = dict[str, Any]


def chosen(request: HttpRequest, name: str, known: Iterable[str]) -> str:
    """A filter's value, if it is one there is."""
    value = request.GET.get(name, "")
    return value if value in set(known) else ""


def _link(
    request: HttpRequest, name: str, value: str, label: Any, count: int | None = None
) -> Link:
    query = request.GET.copy()
    query.pop("page", None)
    query.pop(name, None)
    if value:
        query[name] = value
    return {
        "label": label,
        "url": f"?{query.urlencode()}" if query else request.path,
        "current": request.GET.get(name, "") == value,
        "count": count,
    }


def kind_links(request: HttpRequest) -> list[Link]:
    """All kinds of project, and each."""
    links = [_link(request, "kind", kind.value, kind.label) for kind in Project.Kind]
    return [_link(request, "kind", "", _("All kinds")), *links]


def stage_links(request: HttpRequest, counts: dict[str, int]) -> list[Link]:
    """The board, and each stage where something stands."""
    links = [
        _link(request, "stage", stage.value, stage.label, counts[stage])
        for stage in Stage
        if counts[stage] or request.GET.get("stage") == stage
    ]
    return [_link(request, "stage", "", _("Board")), *links]


def resting_links(request: HttpRequest, counts: dict[str, int]) -> list[Link]:
    """What stands beside the line: paused and stopped, where there are any."""
    beside = [stage for stage in (Stage.PAUSED, Stage.STOPPED) if counts[stage]]
    return [_link(request, "stage", stage.value, stage.label, counts[stage]) for stage in beside]


def change_links(request: HttpRequest) -> list[Link]:
    """All kinds of change, and each."""
    links = [_link(request, "kind", kind.value, kind.label) for kind in Change.Kind]
    return [_link(request, "kind", "", _("All")), *links]
