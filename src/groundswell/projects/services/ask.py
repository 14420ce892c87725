"""Writing an ask, sending it to its office, and ending it with an outcome."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from groundswell.audit.services import record
from groundswell.kernel.actors import Actor, can, require
from groundswell.kernel.clock import now, today
from groundswell.kernel.errors import EditConflict, NotAllowed
from groundswell.kernel.events import announce
from groundswell.kernel.permissions import Permission
from groundswell.mail.queries import bounced
from groundswell.meetings.services import propose_item
from groundswell.networks.queries import is_member
from groundswell.people.services import revoke_links
from groundswell.projects.errors import AskError
from groundswell.projects.events import AskClosed, AskRejoined, AskResent, AskSent
from groundswell.projects.models import Ask, AskStep, Project
from groundswell.projects.queries.asks import OPEN, may_draft_for, reply_day
from groundswell.projects.queries.project import leads

if TYPE_CHECKING:
    from groundswell.meetings.models import AgendaItem
    from groundswell.networks.models import Network, Office
    from groundswell.people.models import Person

State = Ask.State
OFFICE_VERBS = (Permission.ASK_ANSWER, Permission.ASK_REPLY)


def lock(ask: Ask) -> None:
    """Read the row again, so that nobody else changes it before this transaction ends."""
    network, office = ask.network, ask.office
    ask.refresh_from_db(from_queryset=Ask.objects.select_for_update())
    ask.network, ask.office = network, office


def step(
    by: Actor, ask: Ask, what: str, *, text: str = "", who: str = "", at: datetime | None = None
) -> AskStep:
    """Write one line of the story. ``who`` is the office or the network, never a person."""
    line = AskStep(
        ask=ask,
        what=what,
        text=text,
        who=who or ask.network.name,
        by_id=by.person_id,
        at=at or now(),
    )
    line.full_clean()
    line.save(force_insert=True)
    record(by, f"ask.{what}", ask, ask.network, step=line.pk, state=ask.state)
    return line


def save(ask: Ask) -> None:
    """Check and save."""
    ask.version += 1
    ask.full_clean()
    ask.save()


@transaction.atomic
def draft_ask(
    *,
    by: Actor,
    network: "Network",
    office: "Office",
    title: str,
    text: str,
    why: str = "",
    reply_due_on: date | None = None,
    project: Project | None = None,
    at: datetime | None = None,
) -> Ask:
    """Write down what is asked of an office. A lead may for their project, a co-chair for any; a co-chair sends it."""
    require(by, Permission.PROJECT_LEAD, network)
    _check_project(by, network, project)
    if office.network_id != network.pk:
        raise AskError(_("That office is in another network's directory. Choose one of this one."))
    ask = Ask(
        network=network,
        office=office,
        project=project,
        title=title,
        text=text,
        why=why,
        reply_due_on=reply_due_on,
        made_at=at or now(),
        by_id=by.person_id,
    )
    ask.full_clean()
    ask.save(force_insert=True)
    step(by, ask, "drafted", at=at)
    return ask


def _check_project(by: Actor, network: "Network", project: Project | None) -> None:
    if project is not None and project.network_id != network.pk:
        raise AskError(_("That project belongs to another network."))
    if can(by, Permission.ASK_SEND, network) or (project is not None and leads(by, project)):
        return
    raise NotAllowed(
        _(
            "A student who leads a project can write an ask for it, and a co-chair any. Ask one of them."
        )
    )


@transaction.atomic
def edit_ask(*, by: Actor, ask: Ask, version: int, **fields: Any) -> None:
    """Correct a draft. What was sent stays as the office read it."""
    require(by, Permission.PROJECT_LEAD, ask.network)
    if not may_draft_for(by, ask):
        raise NotAllowed(_("Only its author, a lead of its project or a co-chair can change this."))
    lock(ask)
    if ask.state != State.DRAFT:
        raise AskError(
            _(
                "This was sent already, so its words stay. Write to the office on the ask's page instead."
            )
        )
    if unknown := fields.keys() - {"title", "text", "why", "office", "reply_due_on", "project"}:
        message = (
            f"A draft's words, office, project and date can be edited; found {sorted(unknown)}."
        )
        raise TypeError(message)
    if ask.version != version:
        raise EditConflict(
            _(
                "Somebody else saved this while you were writing. Their words and yours are both below; "
                "join them and save again."
            ),
            theirs={name: getattr(ask, name) for name in ("title", "text", "why")},
        )
    if fields.get("project", ask.project) != ask.project:
        _check_project(by, ask.network, fields["project"])
    for name, value in fields.items():
        setattr(ask, name, value)
    save(ask)
    record(by, "ask.edited", ask, ask.network, version=ask.version)


@transaction.atomic
def send_ask(*, by: Actor, ask: Ask, at: datetime | None = None) -> None:
    """Send it to the office. Sending what was sent changes nothing."""
    require(by, Permission.ASK_SEND, ask.network)
    lock(ask)
    if ask.state != State.DRAFT:
        return
    day = at.date() if at else today(ask.network.time_zone)
    if ask.reply_due_on is None:
        ask.reply_due_on = reply_day(ask.network, day)
    if ask.reply_due_on <= day:
        raise AskError(
            _(
                "The answer would be due on %(due)s, which is not after today. Give the office more time."
            )
            % {"due": ask.reply_due_on}
        )
    _address(ask)
    ask.state, ask.sent_at = State.SENT, at or now()
    save(ask)
    step(by, ask, "sent", at=at)
    announce(AskSent(ask_id=ask.pk, network_id=ask.network_id))


def _address(ask: Ask) -> None:
    """Whom the letter goes to: the office's holder today."""
    office = ask.office
    office.refresh_from_db()
    if office.is_closed:
        raise AskError(
            _("%(office)s is closed in the directory. Choose the office that took over.")
            % {"office": office}
        )
    if not office.email:
        raise AskError(
            _(
                "%(office)s has no address in the directory, so nothing can be sent. Add it there first."
            )
            % {"office": office}
        )
    if bounced([office.email]):
        raise AskError(
            _("Mail to %(office)s came back last time. Correct the address in the directory first.")
            % {"office": office}
        )
    ask.asked_name, ask.asked_address = office.holder, office.email


@transaction.atomic
def resend_ask(*, by: Actor, ask: Ask, at: datetime | None = None) -> None:
    """Send the letter again, to whoever holds the office now. Older links stop working at once."""
    require(by, Permission.ASK_SEND, ask.network)
    lock(ask)
    if ask.state not in OPEN:
        raise AskError(
            _("Only an ask that is open can be sent again; this one has ended or is a draft.")
        )
    _address(ask)
    for verb in OFFICE_VERBS:
        revoke_links(about=ask, verb=verb)
    day = today(ask.network.time_zone)
    if ask.is_waiting_for_reply and ask.reply_due_on and ask.reply_due_on <= day:
        ask.reply_due_on = reply_day(ask.network, day)  # a new holder gets the same time as the old
    save(ask)
    step(by, ask, "resent", at=at)
    announce(AskResent(ask_id=ask.pk, network_id=ask.network_id))


@transaction.atomic
def rejoin_ask(*, by: Actor, ask: Ask, text: str, at: datetime | None = None) -> None:
    """Answer a question of the office, or add something to an open ask. It is mailed to the office."""
    require(by, Permission.ASK_SEND, ask.network)
    lock(ask)
    if ask.state not in OPEN:
        raise AskError(_("This ask is not open, so the office would have nothing to answer."))
    line = step(by, ask, "rejoined", text=_words(text), at=at)
    announce(AskRejoined(ask_id=ask.pk, network_id=ask.network_id, step_id=line.pk))


def _words(text: str) -> str:
    if not text.strip():
        raise AskError(_("Nothing was written. One sentence is enough."))
    return text.strip()


@transaction.atomic
def put_ask_on_agenda(*, by: Actor, ask: Ask) -> "AgendaItem":
    """Bring an ask to the next meeting: no answer, or a no. While it waits there, a second time changes nothing."""
    require(by, Permission.ASK_SEND, ask.network)
    lock(ask)
    if ask.state == State.DRAFT:
        raise AskError(
            _("Nobody was asked yet. Send it, or propose a matter for the agenda instead.")
        )
    item = ask.agenda_item
    if item is not None and item.state in {"waiting", "scheduled"}:
        return item
    title = _("%(office)s: %(title)s") % {"office": ask.office, "title": ask.title}
    item = propose_item(by=by, network=ask.network, title=title[:160], text=ask.text, kind="ask")
    ask.agenda_item = item
    save(ask)
    step(by, ask, "to_agenda")
    return item


@transaction.atomic
def close_ask(*, by: Actor, ask: Ask, outcome: str, at: datetime | None = None) -> None:
    """End an ask that will not come to a verdict, and say what came of it. Its links stop working."""
    require(by, Permission.ASK_SEND, ask.network)
    lock(ask)
    if ask.state == State.CLOSED:
        return
    if ask.state == State.JUDGED:
        raise AskError(
            _("The office has until %(day)s to reply to the verdict. It closes by itself then.")
            % {"day": ask.office_reply_due_on}
        )
    ask.outcome = _words(outcome)
    ask.state, ask.closed_at = State.CLOSED, at or now()
    save(ask)
    revoke_links(about=ask)
    step(by, ask, "closed", text=ask.outcome, at=at)
    announce(AskClosed(ask_id=ask.pk, network_id=ask.network_id))


@transaction.atomic
def pass_on_ask(*, by: Actor, ask: Ask, to: "Person") -> None:
    """Let somebody else follow an ask: whoever does now, or a co-chair, decides."""
    require(by, Permission.PROJECT_LEAD, ask.network)
    if by.person_id != ask.by_id and not can(by, Permission.HANDOVER_RUN, ask.network):
        raise NotAllowed(_("Only whoever follows this ask, or a co-chair, can pass it on."))
    if not is_member(to.pk, ask.network):
        raise AskError(_("%(name)s is not a member of this network today.") % {"name": to})
    lock(ask)
    if ask.by_id != to.pk:
        ask.by = to
        ask.save(update_fields=["by"])
        record(by, "ask.passed_on", ask, ask.network, to=to.pseudonym)
