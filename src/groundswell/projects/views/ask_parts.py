"""What the pages about asks share."""

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from groundswell.kernel.actors import can
from groundswell.kernel.clock import today
from groundswell.kernel.permissions import Permission
from groundswell.projects.ask_story import fate, story
from groundswell.projects.forms.ask import RejoinForm
from groundswell.projects.queries import asks
from groundswell.projects.queries.thread import thread_of_ask

if TYPE_CHECKING:
    from groundswell.networks.models import Network
    from groundswell.people.models import Person
    from groundswell.projects.models import Ask


def tabs_of(counts: dict[str, int], current: str, office_id: int | None) -> list[dict[str, Any]]:
    """Open, kept, refused or ended; drafts where there are some."""
    labels = {
        "open": _("Open"),
        "kept": _("Kept"),
        "not": _("Refused or ended"),
        "draft": _("Drafts"),
    }
    also = f"&office={office_id}" if office_id else ""
    return [
        {
            "label": label,
            "url": f"?tab={tab}{also}",
            "current": tab == current,
            "count": counts[tab],
        }
        for tab, label in labels.items()
        if tab != "draft" or counts[tab]
    ]


def _is_late(ask: "Ask") -> bool:
    """A promise whose day has passed."""
    due = ask.commit_due_on
    is_open = ask.state == ask.State.COMMITTED
    return is_open and due is not None and due < today(ask.network.time_zone)


def ask_context(person: "Person", network: "Network", ask: "Ask") -> dict[str, Any]:
    """What an ask's page shows a member."""
    may_send = can(person, Permission.ASK_SEND, network)
    sees_verdict = may_send or ask.is_verdict_public
    steps, due = asks.steps_of(ask), ask.reply_due_on
    overdue = ask.is_waiting_for_reply and due is not None and due < today(network.time_zone)
    counts = asks.verdict_counts(ask) if ask.verdict and sees_verdict else {}
    return {
        "network": network,
        "ask": ask,
        "steps": thread_of_ask(ask),
        "story": story(ask, steps, sees_verdict=may_send),
        "may_send": may_send,
        "is_overdue": overdue,
        "is_late": _is_late(ask),
        "was_reminded": any(one.what == "reminded" for one in steps),
        "may_edit": ask.state == ask.State.DRAFT and asks.may_draft_for(person, ask),
        "sees_verdict": bool(ask.verdict) and sees_verdict,
        "fate": fate(counts),
        "is_few": bool(counts) and not fate(counts),
        "own": asks.own_verdict(ask, person.pk) if ask.state == ask.State.DELIVERED else None,
        "rejoin_form": RejoinForm() if may_send and ask.state in asks.OPEN else None,
    }
