"""Reads of asks: what is open, what was promised, and what may be said of it in public."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from groundswell.kernel.actors import Actor, can
from groundswell.kernel.clock import add_working_days, today
from groundswell.kernel.permissions import Permission
from groundswell.kernel.prepared import Slot, prepared
from groundswell.networks.queries import closure_days
from groundswell.projects.models import Ask, AskStep, AskVerdict, Project
from groundswell.projects.queries.project import leads
from groundswell.projects.stages import UNDER_WAY

if TYPE_CHECKING:
    from groundswell.networks.models import Network, Office
    from groundswell.people.models import Person

State = Ask.State
REPLY_DAYS = 10
MOST_CONCERNING, MOST_ABOUT = 24, 12
CHASED_AFTER = timedelta(days=1)  # the office was reminded and had a day since
ROUND = timedelta(days=14)  # how long members are asked whether it is felt
QUIET = timedelta(days=60)  # after that nobody is asked any more
OPEN = (State.SENT, State.ANSWERED, State.COMMITTED, State.DELIVERED, State.JUDGED)
PUBLIC_FIELDS = (
    "network", "office", "title", "state", "sent_at", "commit_text", "committed_at", "commit_due_on",
    "delivered_on", "evidence", "verdict", "verdict_text", "verdict_public_at", "office_reply", "closed_at",
)  # fmt: skip


@dataclass(frozen=True)
class Tally:
    """Commitments: delivered, still in time, and past their date."""

    kept: int
    in_time: int
    late: int

    @property
    def all(self) -> int:
        """How many were made."""
        return self.kept + self.in_time + self.late


def ask(pk: int) -> Ask | None:
    """One ask with its network, office, project and agenda item, or None."""
    return (
        Ask.objects.select_related("network", "office", "project", "agenda_item")
        .filter(pk=pk)
        .first()
    )


def for_list(rows: QuerySet[Ask]) -> QuerySet[Ask]:
    """What one line of a list needs."""
    return rows.select_related("network", "office", "project", "agenda_item")


def open_asks(network: "Network") -> QuerySet[Ask]:
    """Asks that an office or the network still has something to do about, newest first."""
    return for_list(Ask.objects.filter(network=network, state__in=OPEN).order_by("-sent_at", "-pk"))


def in_tab(rows: QuerySet[Ask], tab: str) -> QuerySet[Ask]:
    """Asks under one heading of the index: open, kept, not (done), draft."""
    delivered = Q(delivered_on__isnull=False)
    if tab == "kept":
        return rows.filter(delivered).order_by("-delivered_on", "-pk")
    if tab == "not":
        ended = rows.filter(state__in=(State.DECLINED, State.CLOSED)).exclude(delivered)
        return ended.order_by("-made_at", "-pk")
    if tab == "draft":
        return rows.filter(state=State.DRAFT)
    waiting = rows.filter(state__in=(State.SENT, State.ANSWERED, State.COMMITTED))
    return waiting.order_by(Coalesce("commit_due_on", "reply_due_on"), "pk")  # most pressing first


def seen_by(by: Actor, network: "Network") -> QuerySet[Ask]:
    """Asks of a network that somebody may read: drafts only those who write or send them."""
    may_send = can(by, Permission.ASK_SEND, network)
    return _seen(by.person_id, network, may_send=may_send)


def asks_about(by: "Person", project: Project) -> list[Ask]:
    """The first of those that belong to a project."""
    may_send = can(by, Permission.ASK_SEND, project.network)
    return _about(project=project.pk, network=project.network_id, person=by.pk, may_send=may_send)


@prepared
def _about(project: Slot, network: Slot, person: Slot, may_send: bool) -> QuerySet[Ask]:
    return _seen(person, network, may_send=may_send).filter(project=project)[:MOST_ABOUT]


def _seen(person: int | Slot | None, network: "Network | Slot", *, may_send: bool) -> QuerySet[Ask]:
    rows = Ask.objects.filter(network=network)
    if may_send:
        return for_list(rows)
    leading = Q(project__parts__person=person, project__parts__role="lead") & Q(
        project__parts__ended_on=None
    )
    mine = rows.filter(Q(by=person) | leading).values("pk")
    never_sent = Q(state=State.DRAFT) | Q(state=State.CLOSED, sent_at=None)
    return for_list(rows.filter(~never_sent | Q(pk__in=mine)))


def may_draft_for(by: Actor, ask: Ask) -> bool:
    """Whether somebody may write at this draft: its author, a lead of its project, a co-chair."""
    if can(by, Permission.ASK_SEND, ask.network) or by.person_id == ask.by_id is not None:
        return True
    return ask.project is not None and leads(by, ask.project)


def steps_of(ask: Ask) -> list[AskStep]:
    """The story of an ask, oldest first; bounded."""
    return list(reversed(ask.steps.order_by("-at", "-pk")[:100]))


# Commitments: the public record


def promised() -> Q:
    """Asks to which an office once said yes."""
    return Q(committed_at__isnull=False)


def _late(day: date) -> Q:
    """Past its date and not delivered; ended by the network after its date, it stays late."""
    undelivered = Q(delivered_on=None)
    ended_late = Q(state=State.CLOSED, commit_due_on__lt=F("closed_at__date"))
    return undelivered & (Q(state=State.COMMITTED, commit_due_on__lt=day) | ended_late)


def tally_of(rows: QuerySet[Ask], day: date) -> Tally:
    """Count commitments among asks, in one query."""
    counted = rows.order_by().aggregate(
        kept=Count("pk", filter=Q(delivered_on__isnull=False) & promised()),
        in_time=Count("pk", filter=Q(state=State.COMMITTED, commit_due_on__gte=day)),
        late=Count("pk", filter=_late(day) & promised()),
    )
    return Tally(**counted)


def commitments_tally(network: "Network") -> Tally:
    """How a network's offices kept what they promised."""
    return tally_of(Ask.objects.filter(network=network), today(network.time_zone))


def office_tally(office: "Office", network: "Network") -> Tally:
    """How one office kept what it promised."""
    return tally_of(Ask.objects.filter(office=office), today(network.time_zone))


def commitments(network: "Network") -> QuerySet[Ask]:
    """What offices promised, those due last first. Only fields that may be public are loaded.

    Of the verdict show ``shown_verdict``, which is empty until the office's time to reply is over. What the
    network ended before it was due (it asked no longer) is not listed.
    """
    rows = Ask.objects.filter(_countable(), network=network).order_by("-commit_due_on", "-pk")
    return rows.select_related("office", "network").only(
        *PUBLIC_FIELDS, "office__name", "network__slug", "network__name", "network__time_zone"
    )


def _countable() -> Q:
    ended_early = Q(state=State.CLOSED, delivered_on=None, commit_due_on__gte=F("closed_at__date"))
    return promised() & ~ended_early


def kept_commitments(network: "Network") -> QuerySet[Ask]:
    """Promises that were delivered, newest first."""
    return commitments(network).filter(delivered_on__isnull=False).order_by("-delivered_on", "-pk")


def office_commitments(office: "Office") -> QuerySet[Ask]:
    """The record of one office, those due last first."""
    rows = Ask.objects.filter(_countable(), office=office)
    return for_list(rows).order_by("-commit_due_on", "-pk")


# Clocks


def reply_day(network: "Network", start: date | None = None, days: int = REPLY_DAYS) -> date:
    """The day an answer is due: ten working days on, bank holidays and closures left out."""
    start = start or today(network.time_zone)
    return add_working_days(start, days, region=network.region, closures=closure_days(network))


def waiting_past(day: date) -> QuerySet[Ask]:
    """Asks in all networks whose answer was due before a day."""
    rows = Ask.objects.filter(state__in=(State.SENT, State.ANSWERED), reply_due_on__lt=day)
    return for_list(rows).order_by("reply_due_on", "pk")


def committed_due_by(day: date) -> QuerySet[Ask]:
    """Promises in all networks that are due by a day and not delivered yet."""
    rows = Ask.objects.filter(state=State.COMMITTED, commit_due_on__lte=day)
    return for_list(rows).order_by("commit_due_on", "pk")


def verdicts_to_publish(day: date) -> QuerySet[Ask]:
    """Verdicts whose office had its time to reply, in all networks."""
    rows = Ask.objects.filter(state=State.JUDGED, office_reply_due_on__lt=day)
    return for_list(rows).order_by("office_reply_due_on", "pk")


# Verdicts


def own_verdict(ask: Ask, person_id: int | None) -> AskVerdict | None:
    """What somebody answered while the round is open."""
    return ask.verdicts.filter(person_id=person_id).first() if person_id else None


def verdict_counts(ask: Ask) -> dict[str, int]:
    """Answers of those it touches, by answer; every answer is named. Never shown as they are: see ``fate_of``."""
    counted = dict(ask.verdicts.order_by().values_list("verdict").annotate(n=Count("pk")))
    return {answer: counted.get(answer, 0) for answer in Ask.Verdict.values}


def verdict_words(ask: Ask) -> list[AskVerdict]:
    """What members wrote, without names and not in the order it came; for co-chairs alone."""
    return list(ask.verdicts.exclude(text="").order_by("verdict", "text")[:200])


def concerning(person_id: int, network: "Network", day: date, *, is_chair: bool) -> list[Ask]:
    """Asks of a network that may need somebody, with whether this person answered the question.

    Only those whose day has come, and only the fields a line of home is made of.
    """
    return _concerning(
        person=person_id,
        network=network.pk,
        day=day,
        quiet=day - QUIET,
        chased=day - CHASED_AFTER,
        over=day - ROUND,
        is_chair=is_chair,
    )


@prepared
def _concerning(
    person: Slot, network: Slot, day: Slot, quiet: Slot, chased: Slot, over: Slot, is_chair: bool
) -> QuerySet[Ask]:
    answered = AskVerdict.objects.filter(ask=OuterRef("pk"), person=person)
    near = Q(state=State.DELIVERED, has_said=False, delivered_on__gt=quiet)
    if is_chair:
        near |= (
            Q(state=State.DRAFT)
            | Q(state__in=(State.SENT, State.ANSWERED), reply_due_on__lt=chased)
            | Q(state=State.COMMITTED, commit_due_on__lt=day)
            | Q(state=State.DELIVERED, delivered_on__lte=over)
        )
    rows = Ask.objects.annotate(has_said=Exists(answered)).filter(near, network=network)
    rows = rows.select_related("office", "agenda_item").order_by("reply_due_on", "pk")
    return rows.only(
        "title", "state", "reply_due_on", "commit_due_on", "delivered_on",
        "office__name", "agenda_item__state",
    )[:MOST_CONCERNING]  # fmt: skip


def happened_since(network_id: int, since: datetime) -> QuerySet[AskStep]:
    """Steps that members are told about, newest first."""
    told = ("committed", "declined", "delivered", "published")
    rows = AskStep.objects.filter(ask__network=network_id, what__in=told, at__gt=since)
    return rows.select_related("ask__network", "ask__office").order_by("-at", "-pk")


def held_by(person_ids: Collection[int], network_id: int) -> QuerySet[Ask]:
    """Open asks and drafts that somebody wrote and follows."""
    rows = Ask.objects.filter(by__in=person_ids, network=network_id, state__in=(State.DRAFT, *OPEN))
    return for_list(rows).order_by("reply_due_on", "pk")


def office_of(network: "Network", pk: int) -> "Office | None":
    """One office of a network, open or closed."""
    return network.offices.filter(pk=pk).first()


def asked_offices(network: "Network") -> "QuerySet[Office]":
    """Offices that were ever asked something, for the filter."""
    sent = Ask.objects.filter(office=OuterRef("pk"), sent_at__isnull=False)
    return network.offices.filter(Exists(sent))[:200]


def draftable_projects(by: Actor, network: "Network") -> QuerySet[Project]:
    """Projects somebody may write an ask for: those they lead; for a co-chair all under way."""
    rows = Project.objects.filter(network=network, stage__in=UNDER_WAY)
    if not can(by, Permission.ASK_SEND, network):
        rows = rows.filter(
            parts__person=by.person_id, parts__role="lead", parts__ended_on=None
        ).distinct()
    return rows.order_by("title")[:300]


def may_write(by: Actor, network: "Network") -> bool:
    """Whether somebody can write an ask: a co-chair, or whoever leads a project under way."""
    return can(by, Permission.ASK_SEND, network) or draftable_projects(by, network).exists()


def tab_counts(rows: QuerySet[Ask]) -> dict[str, int]:
    """How many asks stand under each heading of the index, in one query."""
    delivered = Q(delivered_on__isnull=False)
    waiting = (State.SENT, State.ANSWERED, State.COMMITTED)
    ended = (State.DECLINED, State.CLOSED)
    return rows.order_by().aggregate(
        open=Count("pk", filter=Q(state__in=waiting), distinct=True),
        kept=Count("pk", filter=delivered, distinct=True),
        **{"not": Count("pk", filter=Q(state__in=ended) & ~delivered, distinct=True)},
        draft=Count("pk", filter=Q(state=State.DRAFT), distinct=True),
    )
