"""What is kept about when people can come, and their private feed: how it is exported and forgotten."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from groundswell.kernel import registries
from groundswell.kernel.registries import PersonalData
from groundswell.meetings.models import (
    FeedToken,
    Meeting,
    PaintedHour,
    PollAnswer,
    Timetable,
)


def export(person_id: int) -> Iterator[dict[str, Any]]:
    """One's own answers and painted week, and that one has a feed."""
    answers = PollAnswer.objects.filter(person_id=person_id).order_by("pk")
    for title, starts_at, answer, at in answers.values_list(
        "slot__poll__meeting__title", "slot__starts_at", "answer", "answered_at"
    ):
        yield {
            "what": "answer",
            "meeting": title,
            "time": starts_at.isoformat(),
            "answer": answer,
            "answered_at": at.isoformat(),
        }
    painted = PaintedHour.objects.filter(person_id=person_id).order_by("weekday", "half_hour")
    for weekday, half_hour, state in painted.values_list("weekday", "half_hour", "state"):
        clock = f"{half_hour // 2:02d}:{half_hour % 2 * 30:02d}"
        yield {"what": "painted", "weekday": weekday, "from": clock, "state": state}
    for feed in FeedToken.objects.filter(person_id=person_id):
        yield {"what": "feed", "made_at": feed.made_at.isoformat()}


def forget(person_id: int) -> None:
    """Erase answers, week and feed; a meeting and a timetable stay without who made them."""
    PollAnswer.objects.filter(person_id=person_id).delete()
    PaintedHour.objects.filter(person_id=person_id).delete()
    FeedToken.objects.filter(person_id=person_id).delete()
    Meeting.objects.filter(made_by_id=person_id).update(made_by=None)
    Timetable.objects.filter(by_id=person_id).update(by=None)


registries.personal_data.append(
    PersonalData(
        room="meetings",
        label=_("When you can come"),
        models=(
            "meetings.PollAnswer",
            "meetings.PaintedHour",
            "meetings.FeedToken",
            "meetings.Timetable",
            "meetings.Meeting",
        ),
        export=export,
        forget=forget,
        kept=_("Until you change it or leave; nobody else is shown what you answered or painted."),
    )
)
