"""What home shows of this room. Few queries: every page of the day asks every room."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import (
    Case,
    Count,
    DateField,
    Exists,
    F,
    Max,
    OuterRef,
    QuerySet,
    Value,
    When,
)
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groundswell.kernel.clock import today
from groundswell.kernel.permissions import Role
from groundswell.kernel.prepared import Slot, prepared
from groundswell.kernel.registries import Attention, Looking, Occurrence
from groundswell.kernel.web import address
from groundswell.networks.models import Membership, Network, Sisterhood, Term
from groundswell.networks.queries.handover import NOTICE, graduating_soon
from groundswell.networks.queries.membership import current, current_terms
from groundswell.networks.queries.routes import (
    first_day_of_term,
    open_questions_to,
    unchecked_sites,
)

NOBODY, NEVER = Value(""), Value(None, DateField())


def needs_of(view: Looking) -> Iterator[Attention]:
    """What needs a co-chair, and what needs a leaver. One query."""
    is_chair = Role.COCHAIR in view.roles
    if not is_chair and Role.STUDENT not in view.roles:
        return  # nobody else leaves on a day that is known
    rows = _rows_for(view, is_chair=is_chair)
    slug = view.network.slug
    mine = next((row for row in rows if row.what == "mine"), None)
    if mine is None:
        return
    if is_chair:
        yield from _asked(rows, slug)
        yield from _routes(rows, slug)
        yield from _missing_chairs({row.label for row in rows if row.what == "term"}, slug, mine.pk)
    for row in rows:
        if row.what == "route":
            yield _question(row, slug)
        elif row.on is not None:
            yield from _handover(row, row.on, view.person_id, mine, slug, is_chair=is_chair)


class _Row(NamedTuple):
    """One line of five short lists, all in one shape so that together they cost one query."""

    what: str
    pk: int
    of: int | None
    label: str
    who: str
    on: date | None


def _rows_for(view: Looking, *, is_chair: bool) -> list[_Row]:
    """mine: my membership (of a cohort, its kind) · cohort: one that graduates soon · term: its holder and
    side, and its end when nobody follows · route: a site of which I am asked · join: how many ask · sister: a
    network that asks · site: at how many nobody was asked this term."""
    day = today()
    rows = _rows(
        person=view.person_id,
        network=view.network.pk,
        day=day,
        noticed=day - NOTICE,
        soon=day + NOTICE,
        term=first_day_of_term(day),
        is_chair=is_chair,
    )
    return [_Row(*row) for row in rows]


@prepared
def _rows(
    person: Slot, network: Slot, day: Slot, noticed: Slot, soon: Slot, term: Slot, is_chair: bool
) -> QuerySet[Any, Any]:
    mine = Membership.objects.filter(current(day), person_id=person, network_id=network)
    ends_alone = Case(
        When(ends_on__lte=soon, followed_by=None, then=F("ends_on")),
        default=NEVER,
    )
    lists = [
        _shaped(mine, "mine", of=F("cohort_id"), label=F("kind")),
        _shaped(
            graduating_soon(network, noticed, soon),
            "cohort", of=F("pk"), who=F("name"), on=F("graduates_on"),
        ),
        _shaped(
            current_terms(network, day).select_related(None),
            "term", of=F("person_id"), label=F("side"), who=F("person__name"), on=ends_alone,
        ),
        _shaped(
            open_questions_to(person, network, day),
            "route", of=F("check_asked_id"), who=F("check_asked__site__name"), on=F("check_asked__closes_on"),
        ),
    ]  # fmt: skip
    if is_chair:
        asking = Network.objects.filter(pk=network, join_requests__answered_at=None)
        sisters = Sisterhood.objects.filter(other=network, agreed_at=None, ended_at=None)
        lists += [
            _shaped(asking, "join", of=Count("join_requests")),
            _shaped(sisters, "sister", of=F("pk")),
            _shaped(
                Network.objects.filter(pk=network, sites__in=unchecked_sites(network, term)),
                "site",
                of=Count("sites"),
            ),
        ]
    first, *others = lists
    return first.union(*others, all=True)


def _shaped(
    rows: QuerySet[Any],
    what: str,
    *,
    of: Any,
    label: Any = NOBODY,
    who: Any = NOBODY,
    on: Any = NEVER,
) -> QuerySet[Any]:
    shaped: QuerySet[Any] = rows.order_by().annotate(
        what=Value(what), of=of, label=label, who=who, on=on
    )
    return shaped.values_list("what", "pk", "of", "label", "who", "on")


def _asked(rows: list[_Row], slug: str) -> Iterator[Attention]:
    n = next((row.of or 0 for row in rows if row.what == "join"), 0)
    if n:
        title = ngettext("%(n)s person asks to join", "%(n)s people ask to join", n) % {"n": n}
        yield Attention(_("Joining"), title, address("networks:joining", slug), order=20)
    if any(row.what == "sister" for row in rows):
        title = _("A network asks to be your sister network")
        yield Attention(_("Sister networks"), title, address("networks:sisters", slug), order=60)


def _routes(rows: list[_Row], slug: str) -> Iterator[Attention]:
    n = next((row.of or 0 for row in rows if row.what == "site"), 0)
    if n:
        title = ngettext(
            "At %(n)d placement site nobody was asked this term whether they know whom to tell",
            "At %(n)d placement sites nobody was asked this term whether they know whom to tell",
            n,
        ) % {"n": n}
        yield Attention(_("Placements"), title, address("networks:routes", slug), order=65)


def _question(row: _Row, slug: str) -> Attention:
    return Attention(
        _("Placements"),
        _("Do you know whom to tell at %(site)s?") % {"site": row.who},
        address("networks:route_answer", slug, row.of),
        order=30,
        due_on=row.on,
    )


def _missing_chairs(sides: set[str], slug: str, pk: int) -> Iterator[Attention]:
    titles = {
        Term.Side.STUDENT: _("There is no student co-chair"),
        Term.Side.STAFF: _("There is no staff co-chair"),
    }
    for side, title in titles.items():
        if side not in sides:
            yield Attention(_("Co-chairs"), title, address("networks:people", slug), order=70)


def _handover(
    row: _Row, on: date, person_id: int, mine: _Row, slug: str, *, is_chair: bool
) -> Iterator[Attention]:
    is_group = row.what == "cohort"
    is_leaver = (
        row.of == mine.of and mine.label == Membership.Kind.STUDENT
        if is_group
        else row.of == person_id
    )
    day = date_format(on, "j F")
    if is_leaver:
        title = (
            _("Your year group graduates on %(day)s: see what you hold")
            if is_group
            else _("Your term ends on %(day)s: see what you hold")
        )
        url = address("networks:pack", slug, mine.pk)
        yield Attention(_("Handover"), title % {"day": day}, url, order=40, due_on=on)
    elif is_chair:
        title = (
            _("%(who)s graduates on %(day)s: hand over")
            if is_group
            else _("The term of %(who)s ends on %(day)s: who follows?")
        )
        url = address("networks:handover", slug)
        words = title % {"who": row.who, "day": day}
        yield Attention(_("Handover"), words, url, order=40, due_on=on)


def joined_since(network: Network, since: datetime) -> Iterator[Occurrence]:
    """How many joined, without names. Graduates who stay did not join anew."""
    first_day: date = since.date()
    earlier = Membership.objects.filter(
        network=OuterRef("network"),
        person=OuterRef("person"),
        started_on__lt=OuterRef("started_on"),
    )
    found = (
        Membership.objects.filter(current(), network=network, started_on__gte=first_day)
        .exclude(Exists(earlier))
        .aggregate(n=Count("person", distinct=True), day=Max("started_on"))
    )
    if found["n"]:
        n = found["n"]
        words = ngettext("%(n)s person joined", "%(n)s people joined", n) % {"n": n}
        at = datetime(
            found["day"].year, found["day"].month, found["day"].day, 12, tzinfo=since.tzinfo
        )
        yield Occurrence(at, words, address("networks:people", network.slug), _("People"))
