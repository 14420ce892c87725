"""What this room gives to the registries. People's letters are answered for by the room people."""

from typing import TYPE_CHECKING

from django.urls import reverse

from groundswell.kernel.registries import ExampleUrl, example_urls
from groundswell.mail.services import File, queue_letter

if TYPE_CHECKING:
    from tests.cast import Cast


def outbox_page(cast: "Cast") -> str:
    _queue(cast)
    return reverse("mail:outbox")


def letter_page(cast: "Cast") -> str:
    return reverse("mail:letter", args=[_queue(cast)])


def _queue(cast: "Cast") -> int:
    letter = queue_letter(
        to=cast.bob.email,
        subject="When can you come?",
        text="Hello Bob,\n\ntap here:\n\nhttp://testserver/l/poll/abc/\n",
        kind="poll",
        files=[File("meeting.ics", "text/calendar", b"BEGIN:VCALENDAR")],
    )
    return letter.pk if letter else 0


example_urls.append(ExampleUrl("mail:outbox", outbox_page, public=True))
example_urls.append(ExampleUrl("mail:letter", letter_page, public=True))
