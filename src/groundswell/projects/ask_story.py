"""The story of an ask in words: for members, for co-chairs, and for the office."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groundswell.projects.models import Ask
from groundswell.ui.wording import day

if TYPE_CHECKING:
    from groundswell.projects.models import AskStep

EVENTS = {
    "drafted": gettext_lazy("Written down."),
    "sent": gettext_lazy("Sent to the office."),
    "resent": gettext_lazy("Sent again, to whoever holds the office now."),
    "reminded": gettext_lazy("The office was reminded."),
    "to_agenda": gettext_lazy("Put on the agenda of a meeting."),
}
SAID = {
    "asked_back": gettext_lazy("asks, or needs more time"),
    "rejoined": gettext_lazy("writes"),
    "recorded": gettext_lazy("wrote this down for the office"),
    "committed": gettext_lazy("says yes"),
    "declined": gettext_lazy("says no"),
    "delivered": gettext_lazy("records that it was done"),
    "judged": gettext_lazy("sums up what those affected say"),
    "office_replied": gettext_lazy("replies to the verdict"),
    "published": gettext_lazy("The verdict is public."),
    "closed": gettext_lazy("Ended."),
}
INSIDE = {"drafted", "to_agenda"}  # the network's own steps, which the office need not read


def story(
    ask: Ask, steps: "Iterable[AskStep]", *, for_office: bool = False, sees_verdict: bool = False
) -> list[dict[str, Any]]:
    """Messages for the conversation component. No person is named on either side."""
    shown = [one for one in steps if not (for_office and one.what in INSIDE)]
    return [_message(ask, one, for_office, sees_verdict or for_office) for one in shown]


def _message(ask: Ask, one: "AskStep", for_office: bool, sees_verdict: bool) -> dict[str, Any]:
    at = day(one.at)
    if one.what in EVENTS:
        return {"event": True, "text": EVENTS[one.what], "at": at}
    if one.what == "published":
        return {"event": True, "text": SAID[one.what], "at": at}
    if one.what in {"judged", "office_replied"} and not (sees_verdict or ask.is_verdict_public):
        text = _(
            "Those affected have answered. The office hears first, and may reply until %(day)s."
        )
        until = day(ask.office_reply_due_on) if ask.office_reply_due_on else ""
        return {"event": True, "text": text % {"day": until}, "at": at}
    by_office = one.who == ask.office.name
    return {
        "who": f"{one.who} {SAID.get(one.what, '')}",
        "at": at,
        "text": _with_date(ask, one),
        "mine": by_office == for_office,
    }


def _with_date(ask: Ask, one: "AskStep") -> str:
    if one.what == "committed" and ask.commit_due_on:
        return _("%(text)s\n\nBy %(day)s.") % {"text": one.text, "day": day(ask.commit_due_on)}
    if one.what == "delivered" and ask.delivered_on:
        return _("%(text)s\n\nSince %(day)s.") % {"text": one.text, "day": day(ask.delivered_on)}
    return str(one.text)


def weekday(at: Any) -> str:
    """``Friday 4 December``: what a deadline in a letter reads like."""
    return date_format(localtime(at) if hasattr(at, "hour") else at, "l j F Y")


def how_many(n: int) -> str:
    """A count of people as it may be shown: below five in words alone."""
    return str(n) if n >= 5 else _("fewer than 5")


def fate(counts: dict[str, int]) -> list[tuple[str, str]]:
    """How people answered, for a table: no number below five, and no total from which one could be worked out."""
    if sum(counts.values()) < 5:
        return []
    return [(str(Ask.Verdict(answer).label), how_many(n)) for answer, n in counts.items()]
