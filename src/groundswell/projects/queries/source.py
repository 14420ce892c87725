"""What a project starts from: an agenda item or a decision of the same network."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from groundswell.meetings.queries.agenda import decision, item
from groundswell.ui.wording import day

if TYPE_CHECKING:
    from groundswell.meetings.models import AgendaItem, Minute
    from groundswell.networks.models import Network


@dataclass(frozen=True)
class Source:
    """Where a project comes from, in words that may be shown, and the row behind them."""

    title: str = ""
    origin_text: str = ""
    agenda_item: "AgendaItem | None" = None
    decision: "Minute | None" = None


def source_of(network: "Network", item_id: str, decision_id: str) -> Source:
    """The item or decision an address names. Another network's, or an unminuted one, is as if not there."""
    if decision_id.isdecimal() and len(decision_id) < 12:
        return _from_decision(network, int(decision_id))
    if item_id.isdecimal() and len(item_id) < 12:
        return _from_item(network, int(item_id))
    return Source()


def _from_item(network: "Network", pk: int) -> Source:
    found = item(pk)
    if found is None or found.network_id != network.pk or found.is_unminuted:
        return Source()
    return Source(found.title, _("From the agenda: %(title)s") % {"title": found.title}, found)


def _from_decision(network: "Network", pk: int) -> Source:
    found = decision(pk)
    if found is None or found.meeting.network_id != network.pk:
        return Source()
    words = {"day": day(found.meeting.starts_at or found.written_at), "text": found.text}
    origin = _("Decided on %(day)s: %(text)s") % words
    title = found.item.title if found.item else ""
    return Source(title, origin[:500], found.item, found)
