"""Reads of this room. Who may see which row is decided in ``access``."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, When
from django.utils.translation import gettext as _

from groundswell.kernel.clock import today
from groundswell.kernel.prepared import Slot, prepared
from groundswell.networks.queries import current_terms
from groundswell.suggestions.models import Suggestion, SuggestionStep
from groundswell.suggestions.wording import BY_RAISER, SPOKEN, headline, raiser_name
from groundswell.ui.wording import day

if TYPE_CHECKING:
    from groundswell.networks.models import Network
    from groundswell.people.models import Person

State, What = Suggestion.State, SuggestionStep.What
MOST_ASKING = 12  # the rest comes up as these are answered
LEAST = 5  # fewer than this is said in words: small numbers are people


def unsettled() -> Q:
    """Not closed, or closed with something still to answer."""
    return ~Q(state=State.CLOSED) | Q(due_on__isnull=False)


def by_due(rows: QuerySet[Suggestion]) -> QuerySet[Suggestion]:
    """What still needs somebody, the earliest answer first."""
    return rows.filter(unsettled()).order_by(F("due_on").asc(nulls_last=True), "raised_at", "pk")


def networks_with_open() -> "list[Network]":
    """Networks where something raised is not settled."""
    rows = (
        Suggestion.objects.filter(unsettled()).select_related("network").order_by("network", "pk")
    )
    return list({row.network_id: row.network for row in rows.iterator()}.values())


def needing_care(network: "Network") -> QuerySet[Suggestion]:
    """What is not settled in one network, with all that a letter about it says."""
    return by_due(Suggestion.objects.filter(network=network)).select_related(
        "network", "owner", "to_person", "raised_by"
    )


def suggestion(pk: int) -> Suggestion | None:
    """One thing raised."""
    return (
        Suggestion.objects.select_related("network", "owner", "to_person", "raised_by")
        .filter(pk=pk)
        .first()
    )


def about_item(item_id: int) -> QuerySet[Suggestion]:
    """What was raised and became this agenda item."""
    return _whole().filter(agenda_item=item_id)


def about_project(project_id: int | None) -> QuerySet[Suggestion]:
    """What was raised and became this project."""
    return _whole().filter(project=project_id) if project_id else Suggestion.objects.none()


def _whole() -> QuerySet[Suggestion]:
    return Suggestion.objects.select_related("network", "owner", "raised_by").order_by("pk")


def with_group(network: "Network") -> QuerySet[Suggestion]:
    """What was raised with the group, newest first; every member may read it."""
    rows = Suggestion.objects.filter(network=network, to=Suggestion.To.GROUP)
    return rows.select_related("raised_by", "project").prefetch_related("steps")


def chairs_to_choose(network: "Network") -> list[tuple[str, str]]:
    """Today's co-chairs by name, students first, for members choosing who should hear."""
    terms = sorted(current_terms(network.pk), key=lambda t: (t.side != "student", t.person.name))
    return list(
        {str(t.person_id): f"{t.person.name} · {t.get_side_display()}" for t in terms}.items()
    )


@dataclass(frozen=True)
class Figures:
    """A year of raising, for everybody to read. ``sentence`` is safe to show to anyone."""

    n_raised: int
    n_in_time: int

    @property
    def sentence(self) -> str:
        if self.n_raised < LEAST:
            return _(
                "Little has been raised here in the last twelve months. Whatever is, "
                "is to be answered within three working days."
            )
        in_time = str(self.n_in_time) if self.n_in_time >= LEAST else _("Fewer than 5")
        return _(
            "In the last twelve months %(raised)d things were raised. "
            "%(in_time)s were answered within three working days."
        ) % {"raised": self.n_raised, "in_time": in_time}


def figures(network: "Network", on: date | None = None) -> Figures:
    """How much was raised in the last twelve months, and how much of it answered in time."""
    end = on or today(network.time_zone)
    rows = Suggestion.objects.filter(
        network=network,
        raised_at__date__gt=end - timedelta(days=365),
        raised_at__date__lte=end,
    )
    return Figures(rows.count(), rows.filter(answered_on__lte=F("answer_by_on")).count())


STEPS = ("raised", "heard", "discussed", "doing", "changed", "shown", "measured")
# Which steps of a matter reach which step of the thread.
REACHED_BY = {
    "raised": {What.RAISED},
    "heard": {
        What.ANSWERED, What.CLOSED, What.AGENDA, What.SCHEDULED, What.DISCUSSED, What.DECIDED,
        What.PROJECT,
    },
    "discussed": {What.DISCUSSED, What.DECIDED},
    "doing": {What.PROJECT, What.DONE, What.STUCK},
    "changed": {What.CHANGED},
    "shown": {What.SHOWN},
    "measured": {What.MEASURED},
}  # fmt: skip


def thread_of(steps: list[SuggestionStep]) -> list[dict[str, Any]]:
    """The seven steps for the stepper; each says only what is on record."""
    labels = (
        _("raised"), _("heard"), _("discussed"), _("doing"), _("changed"), _("shown"), _("measured"),
    )  # fmt: skip
    out: list[dict[str, Any]] = []
    for name, label in zip(STEPS, labels, strict=True):
        at = min((s.at for s in steps if s.what in REACHED_BY[name]), default=None)
        out.append({"label": label, "reached": bool(at), "on": day(at) if at else ""})
    reached = [step for step in out if step["reached"]]
    for step in reached[-1:]:
        step["current"] = True
    return out


def steps_of(suggestion: Suggestion) -> list[SuggestionStep]:
    """Everything that happened, oldest first; bounded."""
    rows = SuggestionStep.objects.filter(suggestion=suggestion).select_related("by")
    return list(rows.order_by("at", "pk")[:500])


def what_came(suggestion: Suggestion) -> str:
    """What somebody is asked about: what it was closed with, else the last thing that was done."""
    steps = SuggestionStep.objects.filter(suggestion=suggestion)
    done = steps.filter(what__in=[What.DONE, What.CHANGED]).exclude(text="").order_by("-at", "-pk")
    return suggestion.outcome or done.values_list("text", flat=True).first() or ""


def timeline(
    suggestion: Suggestion, steps: list[SuggestionStep], *, is_own: bool
) -> list[dict[str, Any]]:
    """What was said and what happened, for the conversation component."""
    return [_line(suggestion, step, is_own) for step in steps]


def _line(suggestion: Suggestion, step: SuggestionStep, is_own: bool) -> dict[str, Any]:
    if step.what in SPOKEN:
        by_raiser = step.what in BY_RAISER
        name = _("You") if is_own else raiser_name(suggestion)
        text = suggestion.text if step.what == What.RAISED else step.text
        who = name if by_raiser else getattr(step.by, "name", "") or _("A co-chair")
        return {"who": who, "at": day(step.at), "text": text, "mine": by_raiser == is_own}
    text = f"{headline(step)}: {step.text}" if step.text else headline(step)
    text = text if text.endswith((".", "?", "…")) else f"{text}."
    return {"text": text, "at": day(step.at), "event": True}


def owned_by_many(person_ids: Collection[int], network_id: int) -> QuerySet[Suggestion]:
    """What these co-chairs look after and have not settled."""
    rows = Suggestion.objects.filter(owner__in=person_ids, network=network_id)
    return by_due(rows).select_related("network")


@prepared
def asking(person_id: Slot, network_id: Slot) -> QuerySet[Suggestion]:
    """What somebody owes an answer; and what they raised, were asked about and have not rated (``is_to_rate``)."""
    asked = SuggestionStep.objects.filter(suggestion=OuterRef("pk"), what=What.ASKED)
    is_to_rate = Q(raised_by=person_id, rating="") & Exists(asked)
    rows = Suggestion.objects.filter(network=network_id).annotate(
        is_to_rate=Case(When(is_to_rate, then=True), default=False)
    )
    owed = unsettled() & Q(owner=person_id, due_on__isnull=False)
    rows = rows.filter(owed | Q(is_to_rate=True)).only("text", "to", "owner", "due_on", "raised_at")
    return rows.order_by(F("due_on").asc(nulls_last=True), "-raised_at")[:MOST_ASKING]


def raised_since(network_id: int, since: datetime) -> QuerySet[Suggestion]:
    """What was raised with the group since then, newest first."""
    rows = Suggestion.objects.filter(
        network=network_id, to=Suggestion.To.GROUP, raised_at__gte=since
    )
    return rows.select_related("network").order_by("-raised_at")


def in_tab(rows: QuerySet[Suggestion], tab: str, person: "Person") -> QuerySet[Suggestion]:
    """One tab of the board."""
    if tab == "closed":
        return rows.exclude(unsettled()).order_by("-closed_at", "-pk")
    return by_due(rows.filter(owner=person) if tab == "mine" else rows)


def board_tabs(rows: QuerySet[Suggestion], tab: str, person: "Person") -> list[dict[str, Any]]:
    """The tabs of the board, with how much is in each that still needs somebody."""
    labels = {"open": _("Open"), "mine": _("Mine"), "closed": _("Closed")}
    return [
        {
            "label": label,
            "url": f"?tab={name}",
            "current": name == tab,
            "count": None if name == "closed" else in_tab(rows, name, person).count(),
        }
        for name, label in labels.items()
    ]


def project_kinds() -> list[tuple[str, Any]]:
    """The kinds of project there are."""
    project: Any = Suggestion._meta.get_field("project").related_model
    return list(project.Kind.choices)


def raised_by(person_id: int) -> QuerySet[Suggestion]:
    """Everything somebody raised under their name, with its steps."""
    rows = Suggestion.objects.filter(raised_by=person_id).select_related("network")
    return rows.prefetch_related("steps").order_by("raised_at")


def said_by(person_id: int) -> QuerySet[SuggestionStep]:
    """What somebody wrote as co-chair."""
    return SuggestionStep.objects.filter(by=person_id, what__in=[What.ANSWERED, What.CLOSED])
