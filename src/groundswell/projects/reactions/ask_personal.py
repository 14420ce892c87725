"""What is kept of somebody's verdict, while it can still be told whose it is."""

from collections.abc import Iterator
from typing import Any, cast

from django.utils.translation import gettext_lazy as _

from groundswell.kernel.registries import PersonalData, personal_data
from groundswell.projects.models import AskVerdict


def verdicts(person_id: int) -> Iterator[dict[str, Any]]:
    """What somebody said of things delivered, in rounds that are still open."""
    for row in AskVerdict.objects.filter(person_id=person_id).select_related("ask"):
        yield {"about": row.ask.title, "verdict": row.verdict, "words": row.text}


def forget_verdicts(person_id: int) -> None:
    """An answer in an open round goes with whoever gave it; of closed rounds nobody knows whose it was."""
    AskVerdict.objects.filter(person_id=person_id).delete()


personal_data.append(
    PersonalData(
        room="projects",
        label=cast(str, _("What you said of things offices delivered")),
        models=("projects.AskVerdict",),
        export=verdicts,
        forget=forget_verdicts,
        kept=cast(
            str,
            _(
                "While the round is open, so that you can change it. When it closes the answer stays and "
                "your name is dropped from it, so nobody can tell any more which was yours."
            ),
        ),
    )
)
