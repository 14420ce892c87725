"""What this room keeps about people."""

from collections.abc import Iterator
from typing import Any, cast

from django.utils.translation import gettext_lazy as _

from groundswell.kernel.registries import PersonalData, personal_data
from groundswell.projects.models import (
    Adaptation,
    Ask,
    AskStep,
    Blocker,
    Change,
    ChangeReview,
    ProjectPart,
    ProjectShare,
    StageMove,
)

# Rows that belong to the group's story and only remember who wrote them.
WRITTEN: tuple[type[Any], ...] = (
    StageMove,
    Adaptation,
    Blocker,
    Change,
    ChangeReview,
    ProjectShare,
    Ask,
    AskStep,
)


def parts(person_id: int) -> Iterator[dict[str, Any]]:
    """Projects somebody took part in."""
    for part in ProjectPart.objects.filter(person_id=person_id).select_related("project"):
        yield {
            "project": part.project.title,
            "role": part.role,
            "started_on": part.started_on.isoformat(),
            "ended_on": part.ended_on.isoformat() if part.ended_on else None,
        }


def forget_parts(person_id: int) -> None:
    """A part is somebody's; without them it is gone. The project stays."""
    ProjectPart.objects.filter(person_id=person_id).delete()


def written(person_id: int) -> Iterator[dict[str, Any]]:
    """What somebody wrote into projects, changes and asks."""
    for model in WRITTEN:
        for row in model.objects.filter(by_id=person_id).iterator():
            yield {"what": model._meta.model_name, "about": str(row), "words": _words(row)}


def _words(row: Any) -> dict[str, str]:
    names = ("why", "new_plan", "what_resisted", "what_moved_it", "text", "you_said", "we_did")
    return {name: getattr(row, name) for name in names if getattr(row, name, "")}


def forget_author(person_id: int) -> None:
    """The group's story stays; who wrote it does not."""
    for model in WRITTEN:
        model.objects.filter(by_id=person_id).update(by=None)


personal_data.append(
    PersonalData(
        room="projects",
        label=cast(str, _("Projects you took part in")),
        models=("projects.ProjectPart",),
        export=parts,
        forget=forget_parts,
        kept=cast(
            str, _("Until you are forgotten. Projects show who carries them to members only.")
        ),
    )
)
personal_data.append(
    PersonalData(
        room="projects",
        label=cast(str, _("What you wrote into projects, changes and asks")),
        models=tuple(model._meta.label for model in WRITTEN),
        export=written,
        forget=forget_author,
        kept=cast(str, _("The words are the group’s and stay; your name is taken off them.")),
    )
)
