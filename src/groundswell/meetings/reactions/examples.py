"""Pages of the record for the tests that visit every page."""

from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from groundswell.kernel import registries
from groundswell.kernel.clock import today
from groundswell.kernel.permissions import Permission
from groundswell.kernel.registries import ExampleUrl
from groundswell.meetings import services
from groundswell.people.services import issue_link


def a_record(cast: Any) -> dict[str, Any]:
    """A meeting of this evening with its agenda, lines and actions, made once."""
    if "record" in cast.notes:
        found: dict[str, Any] = cast.notes["record"]
        return found
    meeting = services.plan_meeting(
        by=cast.alice,
        network=cast.network,
        title="November meeting",
        place="Atrium",
        starts_at=timezone.now() + timedelta(minutes=1),
        ends_at=timezone.now() + timedelta(hours=1),
    )
    item = services.propose_item(
        by=cast.bob,
        network=cast.network,
        title="Theatre hats that fit braids, larger hair and hijab",
        text="Three of us were sent out to find another one.",
        proposed_by=cast.bob,
        meeting=meeting,
    )
    services.propose_item(
        by=cast.femi,
        network=cast.network,
        title="A matter for the room",
        is_unminuted=True,
        proposed_by=cast.femi,
        meeting=meeting,
    )
    line = services.decide(
        by=cast.bob,
        meeting=meeting,
        item=item,
        text="We ask every main theatre to stock them.",
        objections="The cost may fall on wards.",
    )
    services.write_note(by=cast.sade, meeting=meeting, item=item, text="Two theatres have some.")
    action = services.assign_action(
        by=cast.bob,
        network=cast.network,
        meeting=meeting,
        item=item,
        text="Ask the theatre manager who orders them",
        owner=cast.alice,
        due_on=today() + timedelta(days=10),
    )
    earlier = services.assign_action(
        by=cast.alice,
        network=cast.network,
        text="Ask the library for the image licence",
        owner=cast.alice,
        due_on=today() - timedelta(days=2),
    )
    services.record_attendance(by=cast.bob, meeting=meeting, person=cast.alice, state="came")
    cast.notes["record"] = {
        "meeting": meeting,
        "item": item,
        "line": line,
        "action": action,
        "earlier": earlier,
    }
    return a_record(cast)


def _of_network(name: str) -> ExampleUrl:
    def make(cast: Any) -> str:
        a_record(cast)
        return reverse(name, args=[cast.network.slug])

    return ExampleUrl(name, make)


def _of_meeting(name: str, *also: str) -> ExampleUrl:
    def make(cast: Any) -> str:
        record = a_record(cast)
        numbers = [record[each].pk for each in ("meeting", *also)]
        return reverse(name, args=[cast.network.slug, *numbers])

    return ExampleUrl(name, make)


def _of_one(name: str, what: str) -> ExampleUrl:
    return ExampleUrl(
        name, lambda cast: reverse(name, args=[cast.network.slug, a_record(cast)[what].pk])
    )


def _sent(cast: Any) -> str:
    meeting = a_record(cast)["meeting"]
    type(meeting).objects.filter(pk=meeting.pk).update(
        starts_at=timezone.now() - timedelta(hours=1), ends_at=timezone.now()
    )
    meeting.refresh_from_db()
    services.send_minutes(by=cast.alice, meeting=meeting)
    return reverse("meetings:meeting", args=[cast.network.slug, meeting.pk])


def _by_link(cast: Any) -> str:
    action = a_record(cast)["action"]
    token = issue_link(
        verb=Permission.ACTION_ANSWER, about=action, network=cast.network, person=cast.alice
    )
    return reverse("meetings:action_link", args=[token])


registries.example_urls += [
    _of_network("meetings:agenda"),
    _of_network("meetings:actions"),
    _of_network("meetings:history"),
    _of_one("meetings:item", "item"),
    _of_one("meetings:action", "earlier"),
    _of_meeting("meetings:minutes"),
    _of_meeting("meetings:attendance"),
    _of_meeting("meetings:send"),
    _of_meeting("meetings:line", "line"),
    ExampleUrl("meetings:meeting, minutes out", _sent),
    ExampleUrl("meetings:action_link", _by_link, public=True),
]
