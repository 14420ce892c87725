"""One address for each page about asks, in the states that look different."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.urls import reverse

from groundswell.kernel.clock import now, today
from groundswell.kernel.permissions import Permission
from groundswell.kernel.registries import ExampleUrl, example_urls
from groundswell.people.access import get_link
from groundswell.people.services import issue_link
from groundswell.projects import services
from groundswell.projects.models import Ask

PAGES = {
    Permission.ASK_ANSWER: "projects:ask_by_link",
    Permission.ASK_REPLY: "projects:reply_by_link",
    Permission.ASK_VERDICT: "projects:verdict_by_link",
}


def an_office(cast: Any) -> Any:
    """The office of the examples, with an address."""
    if "office" not in cast.notes:
        cast.notes["office"] = cast.network.offices.create(
            name="Head of School", holder="Professor Example", email="head@example.org"
        )
    return cast.notes["office"]


def a_draft(cast: Any, title: str = "A student seat on every appointment panel") -> Ask:
    """Written by a co-chair, not sent."""
    return services.draft_ask(
        by=cast.alice,
        network=cast.network,
        office=an_office(cast),
        title=title,
        text="Please give a student a seat, with a vote, on every panel that appoints teaching staff.",
        why="In three years no panel had a member who looked like the students it appoints for.",
        at=now() - timedelta(days=60),
    )


def a_sent_ask(cast: Any) -> Ask:
    """Sent a while ago and not answered in time."""
    ask = a_draft(cast)
    services.send_ask(by=cast.alice, ask=ask, at=now() - timedelta(days=60))
    return ask


def office_of(ask: Ask, verb: Permission = Permission.ASK_ANSWER) -> Any:
    """The office as it acts: a fresh link, and nothing else."""
    return get_link(a_token(ask, verb), verb)


def a_token(ask: Ask, verb: Permission, person: Any = None) -> str:
    """A link as it would be mailed."""
    return issue_link(
        verb=verb,
        about=ask,
        network=ask.network,
        person=person,
        holder="" if person else "Professor Example",
        address="" if person else "head@example.org",
    )


def a_promise(cast: Any) -> Ask:
    """An office said yes."""
    ask = a_sent_ask(cast)
    services.answer_ask(
        by=office_of(ask),
        ask=ask,
        way="yes",
        text="A student will sit on each panel from the spring round on.",
        on=today() + timedelta(days=30),
        at=now() - timedelta(days=40),
    )
    return ask


def a_delivery(cast: Any) -> Ask:
    """The office says it was done; one member has answered."""
    ask = a_promise(cast)
    services.deliver_ask(
        by=office_of(ask), ask=ask, evidence="See https://example.org/panels", on=today()
    )
    services.give_verdict(by=cast.bob, ask=ask, verdict="partly", text="One panel in three has it.")
    return ask


def a_verdict(cast: Any) -> Ask:
    """The office reads it first."""
    ask = a_delivery(cast)
    services.judge_ask(by=cast.alice, ask=ask, text="Welcome, but not yet on every panel.")
    return ask


def a_public_verdict(cast: Any) -> Ask:
    """All the way."""
    ask = a_verdict(cast)
    services.reply_to_verdict(
        by=office_of(ask, Permission.ASK_REPLY), ask=ask, text="The rest follow in the autumn."
    )
    return ask


def a_refusal(cast: Any) -> Ask:
    """An office said no."""
    ask = a_sent_ask(cast)
    services.answer_ask(
        by=office_of(ask), ask=ask, way="no", text="The statutes must change first."
    )
    return ask


Make = Callable[[Any], Ask]


def _about(name: str, page: str, make: Make, query: str = "") -> None:
    def address(cast: Any) -> str:
        return reverse(f"projects:{page}", args=[cast.network.slug, make(cast).pk]) + query

    example_urls.append(ExampleUrl(f"projects:{name}", address))


def _behind(name: str, verb: Permission, make: Make) -> None:
    def address(cast: Any) -> str:
        ask = make(cast)
        person = cast.bob if verb == Permission.ASK_VERDICT else None
        return reverse(PAGES[verb], args=[a_token(ask, verb, person)])

    example_urls.append(ExampleUrl(f"projects:{name}", address, public=True))


def _listing(tab: str, make: Make | None) -> None:
    def address(cast: Any) -> str:
        if make:
            make(cast)
        return reverse("projects:asks", args=[cast.network.slug]) + (f"?tab={tab}" if tab else "")

    example_urls.append(ExampleUrl(f"projects:asks {tab}", address))


def _new(cast: Any) -> str:
    an_office(cast)
    return reverse("projects:ask_new", args=[cast.network.slug])


def _record(make: Make) -> Callable[[Any], str]:
    def address(cast: Any) -> str:
        office = make(cast).office_id
        return reverse("projects:office_record", args=[cast.network.slug, office])

    return address


_listing("", None)
_listing("open", a_sent_ask)
_listing("kept", a_public_verdict)
example_urls.append(
    ExampleUrl(
        "projects:ask_new none", lambda cast: reverse("projects:ask_new", args=[cast.network.slug])
    )
)
example_urls.append(ExampleUrl("projects:ask_new", _new))
example_urls.append(ExampleUrl("projects:office_record", _record(a_promise)))
example_urls.append(ExampleUrl("projects:office_record empty", _record(a_draft)))
_about("ask draft", "ask", a_draft)
_about("ask sent", "ask", a_sent_ask)
_about("ask no", "ask", a_refusal)
_about("ask yes", "ask", a_promise)
_about("ask delivered", "ask", a_delivery)
_about("ask judged", "ask", a_verdict)
_about("ask public", "ask", a_public_verdict)
_about("ask_edit", "ask_edit", a_draft)
_about("ask_record", "ask_record", a_sent_ask)
_about("ask_deliver", "ask_deliver", a_promise)
_about("ask_verdict", "ask_verdict", a_delivery)
_about("ask_judge", "ask_judge", a_delivery)
_about("ask_judge empty", "ask_judge", a_promise)
_about("ask_close", "ask_close", a_sent_ask)
_behind("ask_by_link", Permission.ASK_ANSWER, a_sent_ask)
_behind("ask_by_link yes", Permission.ASK_ANSWER, a_promise)
_behind("ask_by_link closed", Permission.ASK_ANSWER, a_public_verdict)
_behind("reply_by_link", Permission.ASK_REPLY, a_verdict)
_behind("reply_by_link closed", Permission.ASK_REPLY, a_public_verdict)
_behind("verdict_by_link", Permission.ASK_VERDICT, a_delivery)
_behind("verdict_by_link closed", Permission.ASK_VERDICT, a_refusal)
