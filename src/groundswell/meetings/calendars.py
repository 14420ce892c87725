"""A meeting as calendars know it."""

from email.utils import parseaddr
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.formats.calendar_out import Entry, Method, Person, write_feed, write_invite
from groundswell.mail.services import File
from groundswell.meetings.models import Meeting
from groundswell.people.services import absolute

if TYPE_CHECKING:
    from groundswell.people import models as people

TYPE = "text/calendar"


def entry_of(meeting: Meeting) -> Entry:
    """A fixed meeting, or one that was cancelled after it was fixed."""
    if meeting.starts_at is None or meeting.ends_at is None:
        raise ValueError("A calendar entry needs a meeting with a time; fix one first.")
    url = absolute(reverse("meetings:meeting", args=[meeting.network.slug, meeting.pk]))
    online = _("Join online: %(url)s") % {"url": meeting.online_url} if meeting.online_url else ""
    return Entry(
        uid=f"{meeting.uid}@groundswell",
        sequence=meeting.sequence,
        summary=f"{meeting.network.name}: {meeting.title}",
        description="\n".join(filter(None, [online, _("Agenda: %(url)s") % {"url": url}])),
        location=meeting.place or meeting.online_url,
        start=meeting.starts_at,
        end=meeting.ends_at,
        url=url,
        cancelled=meeting.state == Meeting.State.CANCELLED,
        updated_at=meeting.changed_at,
    )


def invitation(meeting: Meeting, person: "people.Person") -> File:
    """The file that puts a meeting into somebody's calendar, or takes it out again."""
    method: Method = "CANCEL" if meeting.state == Meeting.State.CANCELLED else "REQUEST"
    address = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    content = write_invite(
        entry_of(meeting),
        method,
        Person(meeting.network.name, address),
        [Person(person.name, person.email)],
    )
    return File("meeting.ics", f"{TYPE}; method={method}", content)


def download(meeting: Meeting) -> bytes:
    """The same for anybody who may see the meeting, naming nobody."""
    return write_feed(meeting.network.name, [entry_of(meeting)])
