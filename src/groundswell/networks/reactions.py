"""When somebody asks to join, the co-chairs hear of it; and what this room gives to the registries."""

from collections.abc import Collection

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from groundswell.kernel import registries
from groundswell.kernel.actors import Actor
from groundswell.kernel.events import on
from groundswell.kernel.permissions import Permission
from groundswell.kernel.registries import (
    ExampleUrl,
    PersonalData,
    Responsibilities,
    Responsibility,
)
from groundswell.networks import examples, personal, queries, services
from groundswell.networks.events import ChairRestored, JoinRequested, RouteCheckOpened
from groundswell.networks.queries.attention import joined_since, needs_of
from groundswell.networks.queries.membership import network_ids_of
from groundswell.networks.queries.routes import asked_people, route_check
from groundswell.networks.queries.terms import held_terms, join_request, term
from groundswell.people.queries import person
from groundswell.people.services import absolute, issue_link, tell


@on(JoinRequested)
def tell_cochairs(news: JoinRequested) -> None:
    """Each co-chair gets one letter for each request."""
    asked = join_request(news.request_id)
    if asked is None or asked.answered_at:
        return
    link = absolute(reverse("networks:answer", args=[asked.network.slug, asked.pk]))
    for cochair in queries.cochairs(asked.network):
        tell(
            person=cochair,
            kind="join",
            template="networks/mail/join_asked",
            context={"asked": asked, "link": link},
            network=asked.network,
            once_key=f"join-{asked.pk}-{cochair.pk}",
        )


@on(ChairRestored)
def tell_who_chairs_now(news: ChairRestored) -> None:
    """They did not press anything: they hear of it, and what comes next."""
    given = term(news.term_id)
    if given is None:
        return
    tell(
        person=given.person,
        kind="term",
        template="networks/mail/chair_restored",
        context={
            "given": given,
            "link": absolute(reverse("networks:people", args=[given.network.slug])),
        },
        network=given.network,
        at_once=True,
        once_key=f"chair-restored-{given.pk}",
    )


@on(RouteCheckOpened)
def ask_students(news: RouteCheckOpened) -> None:
    """Each student asked gets one letter with a link of their own; the answer is counted without them."""
    check = route_check(news.check_id)
    if check is None or not check.is_open:
        return
    network = check.site.network
    for asked in asked_people(check):
        token = issue_link(
            verb=Permission.ROUTE_ANSWER, about=check, network=network, person=asked.person
        )
        tell(
            person=asked.person,
            kind="route",
            template="networks/mail/route_asked",
            context={
                "site": check.site,
                "check": check,
                "link": absolute(reverse("networks:route_link", args=[token])),
            },
            network=network,
            once_key=f"route-{check.pk}-{asked.person_id}",
        )


def terms_held_by_many(
    person_ids: Collection[int], network_id: int
) -> dict[int, list[Responsibility]]:
    """Co-chair terms nobody follows yet. One query."""
    held: dict[int, list[Responsibility]] = {}
    for given in held_terms(person_ids, network_id):
        held.setdefault(given.person_id, []).append(
            Responsibility(
                key=f"networks.term:{given.pk}",
                kind=_("Term"),
                title=str(given.get_side_display()),
                url=reverse("networks:people", args=[given.network.slug]),
                due_on=given.ends_on,
            )
        )
    return held


def terms_held(person_id: int, network_id: int) -> list[Responsibility]:
    """The same for one person."""
    return terms_held_by_many([person_id], network_id).get(person_id, [])


def pass_term_on(*, by: Actor, key: str, to_person_id: int) -> None:
    """Somebody else follows as co-chair; the two overlap for some weeks."""
    given, to = term(int(key.rpartition(":")[2])), person(to_person_id)
    if given is None or to is None:
        raise services.NetworkError(_("That term or that person is no longer there."))
    services.follow_term(by=by, term=given, person=to)


registries.responsibilities.append(
    Responsibilities("networks", terms_held, pass_term_on, terms_held_by_many)
)
registries.belongings.append(network_ids_of)
registries.attention.append(needs_of)
registries.occurrences.append(joined_since)
registries.personal_data.append(
    PersonalData(
        room="networks",
        label=gettext_noop("Where you belong, terms you held, invitations and requests"),
        models=(
            "networks.Membership",
            "networks.Term",
            "networks.Invitation",
            "networks.JoinRequest",
            "networks.ImportDraft",
            "networks.RouteAsked",
        ),
        export=personal.export,
        forget=personal.forget,
        kept=gettext_noop(
            "Memberships and terms while your account is open; imports for a week; that you were asked about a "
            "placement site until the question ends, and what you answered never."
        ),
    )
)
registries.example_urls.extend(
    ExampleUrl(f"networks:{name}", make, public=name in examples.PUBLIC)
    for name, make in examples.PAGES.items()
)
