"""What those affected say of something delivered: asked once, answered without names, shown to the office first."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from groundswell.audit.services import record
from groundswell.kernel.actors import Actor, require
from groundswell.kernel.clock import now, today
from groundswell.kernel.events import announce
from groundswell.kernel.permissions import Permission
from groundswell.people.services import revoke_links
from groundswell.projects.errors import AskError
from groundswell.projects.events import AskJudged
from groundswell.projects.models import Ask, AskVerdict
from groundswell.projects.queries.asks import own_verdict, reply_day, verdict_counts
from groundswell.projects.services.answer import publish
from groundswell.projects.services.ask import lock, save, step

State = Ask.State


@transaction.atomic
def give_verdict(
    *, by: Actor, ask: Ask, verdict: str, text: str = "", at: datetime | None = None
) -> None:
    """Say whether something delivered is felt. A second answer replaces the first, while the round is open."""
    require(by, Permission.ASK_VERDICT, ask.network, about=ask)
    lock(ask)
    if ask.state != State.DELIVERED:
        raise AskError(_("The round is closed, so answers cannot be taken any more."))
    if by.person_id is None:
        raise AskError(_("Each member answers once; this link belongs to no member."))
    answer = own_verdict(ask, by.person_id) or AskVerdict(ask=ask, person_id=by.person_id)
    answer.verdict, answer.text, answer.at = verdict, text.strip(), at or now()
    answer.full_clean()
    answer.save()
    # Neither what was said nor by whom is in the audit: only that somebody did.
    record(_Somebody(), "ask.verdict_given", ask, ask.network)


class _Somebody:
    """Whoever answered, for the audit, which must not undo the promise that no name is kept."""

    pseudonym = "a member"
    person_id = None

    def holds(self, permission: object, scope: object, about: object) -> bool:
        """Nothing: it stands for a line of the audit alone."""
        return False


def sum_up(counts: Mapping[str, int]) -> Ask.Verdict:
    """More than half say felt, or more than half say not felt; everything between is partly felt.

    It is counted and never chosen: see docs/decisions/0011.
    """
    total = sum(counts.values())
    for answer in (Ask.Verdict.FELT, Ask.Verdict.NOT_FELT):
        if counts.get(answer, 0) * 2 > total:
            return answer
    return Ask.Verdict.PARTLY


@transaction.atomic
def judge_ask(*, by: Actor, ask: Ask, text: str, at: datetime | None = None) -> None:
    """Close the round, in words that name nobody. The office hears first and has ten working days to reply."""
    require(by, Permission.ASK_DELIVER, ask.network)
    lock(ask)
    if ask.state != State.DELIVERED:
        raise AskError(_("There is no open round to close."))
    counts = verdict_counts(ask)
    if not sum(counts.values()):
        raise AskError(
            _(
                "Nobody it touches has answered yet. Wait for one answer, or end the ask with an outcome."
            )
        )
    if not text.strip():
        raise AskError(_("Sum up in a sentence what those affected say; it will stand in public."))
    day = at.date() if at else today(ask.network.time_zone)
    ask.verdict, ask.verdict_text = sum_up(counts), text.strip()
    ask.verdict_to_office_at = at or now()
    ask.office_reply_due_on = reply_day(ask.network, day)
    ask.state = State.JUDGED
    save(ask)
    _unname(ask, ask.verdict_to_office_at)
    revoke_links(about=ask, verb=Permission.ASK_VERDICT)
    step(by, ask, "judged", text=ask.verdict_text, at=at)
    announce(AskJudged(ask_id=ask.pk, network_id=ask.network_id))


def _unname(ask: Ask, at: datetime) -> None:
    """From here on nobody can tell who said what: not by the hour, nor by the order in which it came.

    The rows are written anew, sorted by what they say. Their numbers would otherwise keep the order, and the
    links that were used keep who came when.
    """
    said = sorted(ask.verdicts.values_list("verdict", "text"))
    ask.verdicts.all().delete()
    AskVerdict.objects.bulk_create(
        AskVerdict(ask=ask, verdict=verdict, text=text, at=at) for verdict, text in said
    )


@transaction.atomic
def publish_verdict(*, by: Actor, ask: Ask, at: datetime | None = None) -> None:
    """The office had its time and did not reply: the verdict becomes public. A second time changes nothing."""
    require(by, Permission.ASK_SEND, ask.network)
    lock(ask)
    if ask.state != State.JUDGED:
        return
    day = at.date() if at else today(ask.network.time_zone)
    if ask.office_reply_due_on is None or day <= ask.office_reply_due_on:
        raise AskError(
            _("The office may reply until %(day)s. Until then the verdict stays between you.")
            % {"day": ask.office_reply_due_on}
        )
    publish(by, ask, at)
