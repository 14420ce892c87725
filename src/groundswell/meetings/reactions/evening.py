"""When minutes are sent, write to everybody; when an action is given, tell its owner; what waits goes on."""

from groundswell.audit.queries import acts_about
from groundswell.kernel.actors import SYSTEM
from groundswell.kernel.events import on
from groundswell.meetings import queries, services
from groundswell.meetings.events import ActionAssigned, MeetingFixed, MinutesSent
from groundswell.meetings.models import Meeting


@on(MinutesSent)
def mail_the_minutes(event: MinutesSent) -> None:
    meeting = Meeting.objects.select_related("network").filter(pk=event.meeting_id).first()
    if meeting is not None:
        services.mail_minutes(meeting=meeting)


@on(ActionAssigned)
def tell_its_owner(event: ActionAssigned) -> None:
    """Not what one took on oneself, nor what the evening's mail will say anyway."""
    action = queries.action(event.action_id)
    if action is None or action.owner is None:
        return
    given = acts_about(action).filter(action__in=("action.assigned", "action.reassigned")).last()
    is_own = given is not None and given.actor == action.owner.pseudonym
    evening_says_it = action.meeting is not None and not action.meeting.minutes_sent_at
    if not is_own and not evening_says_it:
        services.tell_new_owner(action=action)


@on(MeetingFixed)
def put_on_what_waits(event: MeetingFixed) -> None:
    """What was raised, and what was carried over, waits for the next meeting and no longer."""
    meeting = Meeting.objects.select_related("network").filter(pk=event.meeting_id).first()
    if meeting is not None and queries.open_agenda(meeting.network) == meeting:
        services.schedule_waiting(by=SYSTEM, meeting=meeting)
