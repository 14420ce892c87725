"""What home shows of this room. Few queries: every page of the day asks every room."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db.models import Count, Exists, Max, OuterRef, Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groundswell.kernel.registries import Attention, Occurrence
from groundswell.networks.models import Membership, Network, Sisterhood, Term
from groundswell.networks.queries.handover import Soon, leaving_soon
from groundswell.networks.queries.membership import current, current_terms


def needs_of(person_id: int, network_id: int) -> Iterator[Attention]:
    """What needs a co-chair, and what needs a leaver. Five queries at most."""
    mine = (
        Membership.objects.filter(current(), person_id=person_id, network_id=network_id)
        .select_related("network")
        .first()
    )
    if mine is None:
        return
    terms = list(current_terms(network_id))
    slug = mine.network.slug
    is_chair = any(term.person_id == person_id for term in terms)
    if is_chair:
        yield from _joining(network_id, slug)
        yield from _missing_chairs(terms, slug, mine.pk)
    for soon in leaving_soon(network_id):
        yield from _handover(soon, mine, slug, is_chair=is_chair)


def _joining(network_id: int, slug: str) -> Iterator[Attention]:
    counted = Network.objects.filter(pk=network_id).aggregate(
        n=Count("join_requests", filter=Q(join_requests__answered_at=None)),
        oldest=Max("join_requests__asked_at", filter=Q(join_requests__answered_at=None)),
    )
    n = counted["n"]
    if n:
        title = ngettext("%(n)s person asks to join", "%(n)s people ask to join", n) % {"n": n}
        yield Attention(_("Joining"), title, reverse("networks:joining", args=[slug]), order=20)
    if Sisterhood.objects.filter(other=network_id, agreed_at=None, ended_at=None).exists():
        title = _("A network asks to be your sister network")
        yield Attention(
            _("Sister networks"), title, reverse("networks:sisters", args=[slug]), order=60
        )


def _missing_chairs(terms: list[Term], slug: str, pk: int) -> Iterator[Attention]:
    titles = {
        Term.Side.STUDENT: _("There is no student co-chair"),
        Term.Side.STAFF: _("There is no staff co-chair"),
    }
    for side, title in titles.items():
        if not any(term.side == side for term in terms):
            yield Attention(
                _("Co-chairs"), title, reverse("networks:people", args=[slug]), order=70
            )


def _handover(soon: Soon, mine: Membership, slug: str, *, is_chair: bool) -> Iterator[Attention]:
    is_leaver = soon.person_id == mine.person_id or (
        soon.cohort_id and soon.cohort_id == mine.cohort_id and mine.kind == Membership.Kind.STUDENT
    )
    day = date_format(soon.on, "j F")
    if is_leaver:
        title = (
            _("Your year group graduates on %(day)s: see what you hold")
            if soon.what == "cohort"
            else _("Your term ends on %(day)s: see what you hold")
        )
        url = reverse("networks:pack", args=[slug, mine.pk])
        yield Attention(_("Handover"), title % {"day": day}, url, order=40, due_on=soon.on)
    elif is_chair:
        title = (
            _("%(who)s graduates on %(day)s: hand over")
            if soon.what == "cohort"
            else _("The term of %(who)s ends on %(day)s: who follows?")
        )
        url = reverse("networks:handover", args=[slug])
        words = title % {"who": soon.label, "day": day}
        yield Attention(_("Handover"), words, url, order=40, due_on=soon.on)


def joined_since(network_id: int, since: datetime) -> Iterator[Occurrence]:
    """How many joined, without names. Graduates who stay did not join anew."""
    first_day: date = since.date()
    earlier = Membership.objects.filter(
        network=OuterRef("network"),
        person=OuterRef("person"),
        started_on__lt=OuterRef("started_on"),
    )
    found = (
        Membership.objects.filter(current(), network_id=network_id, started_on__gte=first_day)
        .exclude(Exists(earlier))
        .values("network__slug")
        .annotate(n=Count("person", distinct=True), day=Max("started_on"))
        .order_by("network__slug")
        .first()
    )
    if found:
        n = found["n"]
        words = ngettext("%(n)s person joined", "%(n)s people joined", n) % {"n": n}
        at = datetime(
            found["day"].year, found["day"].month, found["day"].day, 12, tzinfo=since.tzinfo
        )
        yield Occurrence(
            at, words, reverse("networks:people", args=[found["network__slug"]]), _("People")
        )
