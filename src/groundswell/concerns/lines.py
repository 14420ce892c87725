"""A conversation as it is read: whose words, on which day, and what happened in between."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from groundswell.concerns import codes
from groundswell.concerns.actors import RAISER
from groundswell.concerns.queries import Message

HIDDEN = {"draft", "exclusions"}


def lines(messages: Iterable[Message], names: dict[str, str], me: str) -> list[dict[str, Any]]:
    """For the conversation component. ``me`` is what stands as ``by`` in the reader's own items."""
    return [_line(one, names, me) for one in messages if one.kind not in HIDDEN and said(one)]


def said(message: Message) -> str:
    """What is read of one message: its own words, under what happened if something did."""
    parts = [happened(message), "\n".join(_answers(message)), message.text]
    return "\n\n".join(part for part in parts if part)


def happened(message: Message) -> str:
    """What happened, where a message is an act as well."""
    outcome = codes.words("outcome", [message.content.get("outcome", "")])
    return {
        "received": _("It arrived, and a listener has it."),
        "paused": _("The clock of the first answer is paused:"),
        "resumed": _("The clock runs again."),
        "reopened": _("It is open again."),
        "let in": _("%(name)s was given a key and can read all of it.")
        % {"name": message.content.get("who", "")},
        "closed": _("Closed. %(outcome)s.") % {"outcome": outcome},
        "worked": _("Did it work for you?"),
        "checkin": _("How it has been since:"),
        **_handed_on(message),
    }.get(message.kind, "")


def _handed_on(message: Message) -> dict[str, str]:
    """Acts by which something leaves the room, or would."""
    title, to = message.content.get("title", ""), message.content.get("to", "")
    return {
        "suggested": _("Words suggested for the open: %(title)s") % {"title": title},
        "approved": _("These words may go: %(title)s") % {"title": title},
        "refused words": _("Not these words."),
        "took back": _("The words are taken back; no public line is wanted."),
        "asked to refer": _("May it be passed on to %(to)s? This copy would go:") % {"to": to},
        "agreed to refer": _("Yes, this copy may be passed on."),
        "refused to refer": _("No, it is not passed on."),
        "referral sent": _("It was passed on."),
        "referral received": _("They acknowledged it."),
        "referral chased": _("They were asked again."),
        "referral returned": _("The outcome came back:"),
        "risk asked": _("A second listener is asked to agree to pass this on to %(to)s:")
        % {"to": to},
        "risk refused": _("A listener did not agree to passing it on."),
        "risk agreed": _("Two listeners passed this on to %(to)s without a yes. Why: %(why)s")
        % {"to": to, "why": message.content.get("why", "")},
    }


def _answers(message: Message) -> list[str]:
    found = []
    for name in ("worked", "detriment"):
        if value := message.content.get(name):
            label = f"{codes.FIELDS[name].label} " if message.kind == "checkin" else ""
            found.append(label + codes.words(name, [value]))
    if message.kind == "triage":
        for name, values in message.content.get("codes", {}).items():
            if name in codes.FIELDS:
                found.append(f"{codes.FIELDS[name].label}: {codes.words(name, values)}")
    return found


def _line(message: Message, names: dict[str, str], me: str) -> dict[str, Any]:
    if message.by == me:
        who = _("You")
    elif message.by == RAISER:
        who = _("The raiser")
    else:
        who = names.get(message.by, _("A listener"))
    is_event = message.kind in {"resumed", "reopened", "let in"} or (
        message.kind == "received" and not message.text
    )
    return {
        "who": who,
        "mine": message.by == me,
        "at": message.on,
        "text": said(message),
        "event": message.content.get("event", is_event),
    }
