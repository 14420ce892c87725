"""What asks need of somebody, what happened to them, and who follows them."""

from collections.abc import Collection, Iterator
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from groundswell.kernel.actors import Actor
from groundswell.kernel.clock import today
from groundswell.kernel.permissions import Role
from groundswell.kernel.registries import (
    Attention,
    Looking,
    Occurrence,
    Responsibilities,
    Responsibility,
    attention,
    occurrences,
    responsibilities,
)
from groundswell.kernel.web import address
from groundswell.people.queries import person
from groundswell.projects.errors import AskError
from groundswell.projects.models import Ask
from groundswell.projects.queries.asks import (
    CHASED_AFTER,
    QUIET,
    ROUND,
    concerning,
    happened_since,
    held_by,
)
from groundswell.projects.queries.asks import ask as ask_by_id
from groundswell.projects.services import pass_on_ask
from groundswell.ui.wording import day as day_words

State = Ask.State
MOST = 12


def what_needs(view: Looking) -> Iterator[Attention]:
    """For co-chairs what to send and to chase; for every member, quietly, whether something is felt."""
    is_chair, slug = Role.COCHAIR in view.roles, view.network.slug
    day = today(view.network.time_zone)
    for ask in concerning(view.person_id, view.network, day, is_chair=is_chair):
        if is_chair and (need := _for_chair(ask, slug, day)):
            yield need
        elif ask.state == State.DELIVERED and _may_be_asked(ask, day):
            yield _need(ask, slug, _("Is it felt?"), "ask_verdict", order=90)


def _may_be_asked(ask: Ask, day: date) -> bool:
    has_said = bool(getattr(ask, "has_said", False))
    return not has_said and ask.delivered_on is not None and ask.delivered_on > day - QUIET


def _for_chair(ask: Ask, slug: str, day: date) -> Attention | None:
    if ask.state == State.DRAFT:
        return _need(ask, slug, _("An ask to send"), "ask", order=45)
    if ask.is_waiting_for_reply and ask.reply_due_on and _is_chased(ask, day):
        return _need(ask, slug, _("No answer: what next?"), "ask", order=30, due=True)
    if ask.state == State.COMMITTED and ask.commit_due_on and ask.commit_due_on < day:
        return _need(ask, slug, _("Was it delivered?"), "ask", order=35, due=True)
    if ask.state == State.DELIVERED and ask.delivered_on and ask.delivered_on <= day - ROUND:
        return _need(ask, slug, _("Close the round"), "ask_judge", order=55)
    return None


def _is_chased(ask: Ask, day: date) -> bool:
    """The office was reminded and had a day since; what waits for a meeting already needs nobody."""
    item, due = ask.agenda_item, ask.reply_due_on
    on_its_way = item is not None and item.state in {"waiting", "scheduled"}
    return due is not None and due + CHASED_AFTER < day and not on_its_way


def _need(ask: Ask, slug: str, kind: str, page: str, *, order: int, due: bool = False) -> Attention:
    due_on = (ask.commit_due_on or ask.reply_due_on) if due else None
    return Attention(
        kind=kind,
        title=_("%(office)s: %(title)s") % {"office": ask.office, "title": ask.title},
        url=address(f"projects:{page}", slug, ask.pk),
        order=order,
        due_on=due_on,
    )


def what_happened(network: Any, since: datetime) -> Iterator[Occurrence]:
    """Offices that said yes or no, delivered, and verdicts that became public."""
    for line in happened_since(network.pk, since)[:MOST]:
        ask = line.ask
        yield Occurrence(
            at=line.at,
            title=_happened(ask, line.what),
            url=address("projects:ask", network.slug, ask.pk),
            kind="ask",
        )


def _happened(ask: Ask, what: str) -> str:
    words = {
        "committed": _("%(office)s committed to “%(title)s” by %(day)s."),
        "declined": _("%(office)s said no to “%(title)s”, with its reason."),
        "delivered": _("Delivered: “%(title)s”, promised by %(office)s."),
        "published": _("The verdict on “%(title)s” stands beside what %(office)s says."),
    }
    by = day_words(ask.commit_due_on) if ask.commit_due_on else ""
    return words[what] % {"office": ask.office, "title": ask.title, "day": by}


def held(person_id: int, network_id: int) -> list[Responsibility]:
    """Asks somebody wrote and follows until they are closed."""
    return held_by_many([person_id], network_id)[person_id]


def held_by_many(person_ids: Collection[int], network_id: int) -> dict[int, list[Responsibility]]:
    """The same for many people, in one query."""
    found: dict[int, list[Responsibility]] = {person_id: [] for person_id in person_ids}
    for ask in held_by(person_ids, network_id):
        if ask.by_id is not None:
            found[ask.by_id].append(_responsibility(ask))
    return found


def _responsibility(ask: Ask) -> Responsibility:
    return Responsibility(
        key=f"projects.ask:{ask.pk}",
        kind=_("Ask"),
        title=ask.title,
        url=address("projects:ask", ask.network.slug, ask.pk),
        due_on=ask.commit_due_on or ask.reply_due_on,
    )


def pass_on(*, by: Actor, key: str, to_person_id: int) -> None:
    """Somebody else follows it from today."""
    found, to = ask_by_id(int(key.rpartition(":")[2])), person(to_person_id)
    if found is None or to is None:
        raise AskError(_("That ask, or that account, is not there any more. Nothing was changed."))
    pass_on_ask(by=by, ask=found, to=to)


attention.append(what_needs)
occurrences.append(what_happened)
responsibilities.append(
    Responsibilities(room="projects", held=held, pass_on=pass_on, held_by_many=held_by_many)
)
