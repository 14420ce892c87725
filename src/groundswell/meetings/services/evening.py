"""Closing a meeting's minutes, and what leaves the same evening: decided, yours, next."""

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from groundswell.audit.services import record
from groundswell.kernel.actors import Actor, require
from groundswell.kernel.clock import now, today
from groundswell.kernel.events import announce
from groundswell.kernel.permissions import Permission
from groundswell.meetings.events import MinutesSent
from groundswell.meetings.models import Action, Attendance, Meeting, Minute, Poll
from groundswell.meetings.queries.actions import open_actions
from groundswell.meetings.queries.agenda import open_agenda
from groundswell.meetings.queries.evening import unsent
from groundswell.meetings.queries.polls import not_answered
from groundswell.meetings.queries.record import (
    Attended,
    Record,
    Section,
    attended,
    record_of,
    said_they_could_not,
)
from groundswell.meetings.services.agenda import carry_item, close_item
from groundswell.meetings.services.minutes import MinutesError, set_attendance
from groundswell.networks.queries import cochairs, members
from groundswell.people.services import absolute, issue_link, tell

if TYPE_CHECKING:
    from groundswell.networks.models import Network
    from groundswell.people.models import Person

MOST_YOURS = 20
MOST_POLLS = 3


@transaction.atomic
def send_minutes(*, by: Actor, meeting: Meeting) -> bool:
    """Close the minutes and send them. A second sending changes nothing and answers False.

    Every item leaves with an outcome, or goes to the next meeting.
    """
    require(by, Permission.MINUTES_SEND, meeting.network)
    if meeting.minutes_sent_at:
        return False
    _require_ready(meeting)
    written = record_of(meeting)
    sent_at = now()
    starts_at = meeting.starts_at or sent_at - timedelta(hours=1)
    claimed = Meeting.objects.filter(pk=meeting.pk, minutes_sent_at=None).update(
        minutes_sent_at=sent_at,
        state=Meeting.State.HELD,
        starts_at=starts_at,
        ends_at=meeting.ends_at or starts_at + timedelta(hours=1),
    )
    if not claimed:
        return False
    for section in written.items:
        _settle(by, section)
    _keep_poll_answers(meeting)
    meeting.refresh_from_db()
    record(by, "minutes.sent", meeting, meeting.network)
    announce(MinutesSent(network_id=meeting.network_id, meeting_id=meeting.pk))
    return True


def _require_ready(meeting: Meeting) -> None:
    if meeting.state == Meeting.State.CANCELLED:
        raise MinutesError(_("This meeting was cancelled, so there are no minutes to send."))
    if meeting.starts_at and meeting.starts_at > now():
        raise MinutesError(
            _("This meeting has not begun yet. Its minutes can be sent once it has.")
        )
    anything = Minute.objects.filter(meeting=meeting).exists()
    if not (anything or Action.objects.filter(meeting=meeting).exists()):
        raise MinutesError(
            _("Nothing is written yet. Write at least one line, for example that you met.")
        )


def _settle(by: Actor, section: Section) -> None:
    if section.item is None or section.is_carried:
        return
    if section.has_outcome:
        close_item(by=by, item=section.item, outcome=outcome_of(section))
    else:
        carry_item(by=by, item=section.item)


def outcome_of(section: Section) -> str:
    """What came of an item, in its own lines: the decisions, else the actions, else the last note."""
    for kind in (Minute.Kind.DECISION, "action"):
        found = [line.text for line in section.lines if line.kind == kind]
        if found:
            return "\n".join(found)
    return section.lines[-1].text if section.lines else ""


def _keep_poll_answers(meeting: Meeting) -> None:
    """Those who said no to this time, and of whom nothing else is written, could not come."""
    written = Attendance.objects.filter(meeting=meeting).values_list("person_id", flat=True)
    missing = said_they_could_not(meeting) - set(written)
    set_attendance(meeting, dict.fromkeys(missing, Attendance.State.COULD_NOT))


def chat_text(meeting: Meeting, written: Record, here: Attended) -> str:
    """The minutes for the group chat: plain, without unminuted items and without the names of absent people."""
    context = {
        "meeting": meeting,
        "network": meeting.network,
        "decisions": written.decisions,
        "actions": [(a, a.owner if a.owner_id in here.came else None) for a in written.actions],
        "next": _next_after(meeting),
        "url": _meeting_url(meeting),
    }
    with timezone.override(ZoneInfo(meeting.network.time_zone)):
        return render_to_string("meetings/parts/chat.txt", context).strip()


def _next_after(meeting: Meeting) -> Meeting | None:
    following = open_agenda(meeting.network, after=meeting)
    return following if following is not None and following.starts_at else None


def _meeting_url(meeting: Meeting) -> str:
    return absolute(reverse("meetings:meeting", args=[meeting.network.slug, meeting.pk]))


def mail_minutes(*, meeting: Meeting) -> int:
    """Write to every member: decided, yours, next. Each is written to once. Returns how many there are."""
    network = meeting.network
    written = record_of(meeting)
    here = attended(meeting)
    shared: dict[str, Any] = {
        "meeting": meeting,
        "decisions": written.decisions,
        "n_came": here.n_came,
        "carried": [str(s.item) for s in written.items if s.is_carried and not s.is_unminuted],
        "next": _next_after(meeting),
        "url": _meeting_url(meeting),
        "chat": chat_text(meeting, written, here),
    }
    theirs = _by_owner(network)
    polls = _waiting_polls(network)
    people = [membership.person for membership in members(network)]
    with timezone.override(ZoneInfo(network.time_zone)):
        for person in people:
            yours = [(a, _links(a, person)) for a in theirs[person.pk][:MOST_YOURS]]
            tell(
                person=person,
                kind="minutes",
                template="meetings/mail/minutes",
                context={**shared, "yours": yours, "polls": _poll_links(polls, person)},
                network=network,
                at_once=True,
                once_key=f"minutes:{meeting.pk}:{person.pk}",
            )
    return len(people)


def _by_owner(network: "Network") -> dict[int, list[Action]]:
    found: dict[int, list[Action]] = defaultdict(list)
    for action in open_actions(network).exclude(owner=None):
        found[action.owner_id or 0].append(action)
    return found


def _waiting_polls(network: "Network") -> list[tuple[Poll, set[int]]]:
    """Open polls, each with those who have not answered it."""
    polls = Poll.objects.filter(
        meeting__network=network,
        meeting__state=Meeting.State.POLLING,
        closed_at=None,
        closes_on__gte=today(network.time_zone),
    ).select_related("meeting__network")
    return [
        (poll, set(not_answered(poll).values_list("person_id", flat=True)))
        for poll in polls.order_by("closes_on", "pk")[:MOST_POLLS]
    ]


def _poll_links(polls: list[tuple[Poll, set[int]]], person: "Person") -> list[tuple[Poll, str]]:
    """For each poll this person has not answered, their own link to it."""
    found = []
    for poll, missing in polls:
        if person.pk in missing:
            token = issue_link(
                verb=Permission.POLL_ANSWER, about=poll, network=poll.meeting.network, person=person
            )
            found.append((poll, absolute(reverse("meetings:poll_link", args=[token]))))
    return found


def _links(action: Action, person: "Person") -> dict[str, str]:
    """One link, two addresses: the page opened at "done", or at the question what is in the way."""
    token = issue_link(
        verb=Permission.ACTION_ANSWER, about=action, network=action.network, person=person
    )
    url = absolute(reverse("meetings:action_link", args=[token]))
    return {"done": url, "stuck": f"{url}?stuck"}


def tell_new_owner(*, action: Action) -> None:
    """An action was passed on, or taken on outside a meeting: its owner hears of it, with the two links."""
    if action.owner is None or not action.is_open:
        return
    context = {"action": action, "links": _links(action, action.owner)}
    _tell_about(action, "meetings/mail/action_yours", context, f"given:{action.version}")


def remind_owners() -> int:
    """Three days before and one day after an action is due, its owner alone is reminded. Safe to run twice."""
    day = timezone.localdate()
    soon, late = day + timedelta(days=3), day - timedelta(days=1)
    due = Action.objects.filter(state__in=("open", "stuck"), due_on__in=(soon, late))
    due = due.exclude(owner=None).select_related("network", "owner", "meeting")
    told = 0
    for action in due.order_by("pk"):
        if action.reminded_at and timezone.localdate(action.reminded_at) == day:
            continue
        with transaction.atomic():
            claimed = Action.objects.filter(pk=action.pk, reminded_at=action.reminded_at)
            if not claimed.update(reminded_at=now()) or action.owner is None:
                continue
            context = {
                "action": action,
                "links": _links(action, action.owner),
                "is_late": action.due_on == late,
            }
            when = "late" if action.due_on == late else "soon"
            _tell_about(action, "meetings/mail/action_due", context, f"{when}:{action.due_on}")
            told += 1
    return told


def _tell_about(action: Action, template: str, context: dict[str, Any], once: str) -> None:
    if action.owner is None:
        return
    with timezone.override(ZoneInfo(action.network.time_zone)):
        tell(
            person=action.owner,
            kind="action",
            template=template,
            context=context,
            network=action.network,
            once_key=f"action:{action.pk}:{action.owner.pk}:{once}",
        )


def remind_chairs() -> int:
    """A meeting of the last days whose minutes have not left: its chairs are reminded once, the next morning."""
    told = 0
    for meeting in unsent():
        zone = ZoneInfo(meeting.network.time_zone)
        with timezone.override(zone):
            is_next_morning = timezone.localdate(meeting.ends_at) < timezone.localdate()
            if not is_next_morning or timezone.localtime().hour < 7:
                continue
            for person in cochairs(meeting.network):
                url = reverse("meetings:minutes", args=[meeting.network.slug, meeting.pk])
                tell(
                    person=person,
                    kind="minutes",
                    template="meetings/mail/minutes_late",
                    context={"meeting": meeting, "url": absolute(url)},
                    network=meeting.network,
                    at_once=True,
                    once_key=f"minutes-late:{meeting.pk}:{person.pk}",
                )
                told += 1
    return told
