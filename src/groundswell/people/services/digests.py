"""The evening letter: what waited, in one mail, once."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from groundswell.mail.services import queue_letter, words_of
from groundswell.people.models import Notice, Person
from groundswell.people.services.telling import fewer_mails_url, footer

EVENING = time(18, 30)
SUNDAY = 6
KEEP_KEYS = timedelta(days=365)


def last_evening(now: datetime, *, on_sunday: bool = False) -> datetime:
    """The latest half past six in the evening that has struck, of any day or of a Sunday."""
    zone = ZoneInfo(settings.TIME_ZONE)
    here = now.astimezone(zone)
    day = here.date() if here.time() >= EVENING else here.date() - timedelta(days=1)
    if on_sunday:
        day -= timedelta(days=(day.weekday() - SUNDAY) % 7)
    return datetime.combine(day, EVENING, tzinfo=zone)


def send_due_digests() -> int:
    """Send each person what waited for their evening. Returns how many letters were queued.

    Safe to run at any time and twice: what went is marked in the same transaction that queues the letter.
    """
    now = timezone.now()
    today, sunday = last_evening(now), last_evening(now, on_sunday=True)
    # Somebody who now prefers mail at once gets what still waited with the next evening.
    due = Q(noted_at__lte=sunday) | (
        ~Q(person__digest=Person.Digest.WEEKLY) & Q(noted_at__lte=today)
    )
    waiting = Notice.objects.filter(due, went_at=None)
    people = list(waiting.order_by().values_list("person_id", flat=True).distinct()[:500])
    return sum(_send_digest(person_id, waiting, now) for person_id in people)


@transaction.atomic
def _send_digest(person_id: int, waiting: "object", now: datetime) -> bool:
    person = Person.objects.select_for_update().get(pk=person_id)
    due = waiting.filter(person=person)  # type: ignore[attr-defined]
    notices = list(due.order_by("network_name", "noted_at", "pk")[:200])
    if not notices:
        return False
    Notice.objects.filter(pk__in=[n.pk for n in notices]).update(went_at=now, text="", subject="")
    if not person.is_active:
        return False
    several = len({n.network_name for n in notices}) > 1
    context = {"person": person, "notices": notices, "several": several}
    subject, text = words_of("people/mail/digest", context, person.language)
    letter = queue_letter(
        to=person.email,
        subject=subject,
        text=text + footer(person, "" if several else notices[0].network_name),
        kind="digest",
        unsubscribe_url=fewer_mails_url(person),
        once_key=f"digest:{person.pk}:{notices[0].pk}",
    )
    return letter is not None


def drop_old_notices() -> int:
    """Forget that something went, once nothing could send it again."""
    return Notice.objects.filter(went_at__lt=timezone.now() - KEEP_KEYS).delete()[0]
