"""Queue a letter, send what is due, note a bounce."""

import logging
import re
import smtplib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import models, transaction
from django.template import Context
from django.template.loader import get_template
from django.utils import timezone, translation

from groundswell.kernel.logs import without_tokens
from groundswell.kernel.prepared import Slot, prepared
from groundswell.kernel.words import one_line
from groundswell.mail.bounces import failures_in
from groundswell.mail.models import Bounce, Enclosure, Letter

logger = logging.getLogger(__name__)
RETRY_AFTER = [timedelta(minutes=n) for n in (1, 5, 30, 120, 480, 1440)]
KEEP_WORDS = timedelta(days=30)
# What somebody asked for this minute goes out even to an address that once refused mail.
ASKED_FOR = {"sign-in"}


@dataclass(frozen=True)
class File:
    """A file to enclose."""

    name: str
    content_type: str
    content: bytes


def words_of(template: str, context: dict[str, Any], language: str = "") -> tuple[str, str]:
    """Subject and text from ``<template>.txt``, whose first line is the subject, in a language.

    Mail is plain text, so nothing is escaped: O'Brien stays O'Brien.
    """
    with translation.override(language or settings.LANGUAGE_CODE):
        page = get_template(f"{template}.txt").template  # type: ignore[attr-defined]
        words = page.render(Context(context, autoescape=False)).strip()
    subject, _newline, text = words.partition("\n")
    return subject.strip(), re.sub(r"\n{3,}", "\n\n", text.strip()) + "\n"


@prepared
def _queued(once_key: Slot) -> models.QuerySet[Letter, int]:
    return Letter.objects.filter(once_key=once_key).values_list("pk", flat=True)


def was_queued(once_key: str) -> bool:
    """Whether a letter with this key is or was in the queue."""
    return bool(_queued(once_key=once_key))


@prepared
def _bounced(address: Slot) -> models.QuerySet[Bounce, int]:
    return Bounce.objects.filter(address=address).values_list("pk", flat=True)


@transaction.atomic
def queue_letter(
    *,
    to: str,
    subject: str,
    text: str,
    html: str = "",
    kind: str,
    network_id: int | None = None,
    reply_to: str = "",
    unsubscribe_url: str = "",
    not_before: datetime | None = None,
    files: Sequence[File] = (),
    once_key: str | None = None,
) -> Letter | None:
    """Put one letter in the queue. None when the same ``once_key`` is already there, or the address bounced."""
    address = to.strip().lower()
    if kind not in ASKED_FOR and _bounced(address=address):
        return None
    if once_key and was_queued(once_key):
        return None
    letter = Letter(
        to=address,
        subject=one_line(subject)[:200],
        text=text,
        html=html,
        kind=kind,
        network_id=network_id,
        reply_to=reply_to,
        unsubscribe_url=unsubscribe_url,
        not_before=not_before or timezone.now(),
        once_key=once_key,
    )
    # The address is our own, and a host inside an institution may have no dot.
    letter.full_clean(exclude=["unsubscribe_url"])
    letter.save(force_insert=True)
    Enclosure.objects.bulk_create(
        Enclosure(
            letter=letter, name=file.name, content_type=file.content_type, content=file.content
        )
        for file in files
    )
    return letter


def send_due_letters(limit: int = 100) -> int:
    """Send what is due, oldest first, over one connection. Returns how many left."""
    due = Letter.objects.filter(sent_at=None, gave_up_at=None, not_before__lte=timezone.now())
    letters = list(due.order_by("not_before", "pk").prefetch_related("enclosures")[:limit])
    if not letters:
        return 0
    with get_connection() as connection:
        return sum(_send(letter, connection) for letter in letters)


def _send(letter: Letter, connection: object) -> bool:
    # Claimed first: two workers, or one killed here, send a letter late rather than twice.
    wait = RETRY_AFTER[min(letter.n_attempts, len(RETRY_AFTER) - 1)]
    claimed = Letter.objects.filter(
        pk=letter.pk, sent_at=None, n_attempts=letter.n_attempts
    ).update(n_attempts=letter.n_attempts + 1, not_before=timezone.now() + wait)
    if not claimed:
        return False
    message = EmailMultiAlternatives(
        letter.subject,
        letter.text,
        to=[letter.to],
        reply_to=[letter.reply_to] if letter.reply_to else None,
        connection=connection,
        headers=_headers(letter),
    )
    if letter.html:
        message.attach_alternative(letter.html, "text/html")
    for file in letter.enclosures.all():
        message.attach(file.name, bytes(file.content), file.content_type)
    try:
        message.send()
    except smtplib.SMTPRecipientsRefused as refused:
        code, reason = next(iter(refused.recipients.values()), (0, b""))
        return _not_sent(letter, f"{code} {reason.decode(errors='replace')}", for_good=code >= 500)
    except (OSError, smtplib.SMTPException) as error:
        return _not_sent(letter, type(error).__name__, for_good=False)
    Letter.objects.filter(pk=letter.pk).update(
        sent_at=timezone.now(), last_error="", **_harmless(letter)
    )
    return True


def _harmless(letter: Letter) -> dict[str, str]:
    """The words to keep of a letter that is done with: its links open nothing any more.

    Where mail does not leave, the outbox is where it is read, and the links stay.
    """
    if settings.READABLE_OUTBOX:
        return {}
    return {
        "text": without_tokens(letter.text),
        "html": without_tokens(letter.html),
        "unsubscribe_url": without_tokens(letter.unsubscribe_url),
    }


def _headers(letter: Letter) -> dict[str, str]:
    # The letter's number comes back in a bounce, so that it is matched without guessing. Its name stays
    # the same when it is tried again: should a worker die between handing it over and noting that, the
    # mailbox sees one letter twice and shows it once.
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    headers = {
        "Message-ID": f"<{letter.pk}.{letter.queued_at:%Y%m%d%H%M%S%f}@{host}>",
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        "X-Groundswell-Letter": str(letter.pk),
    }
    if letter.unsubscribe_url:
        headers["List-Unsubscribe"] = f"<{letter.unsubscribe_url}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers


def _not_sent(letter: Letter, why: str, *, for_good: bool) -> bool:
    logger.warning("Letter %s did not leave: %s", letter.pk, why[:80])
    for_good_now = for_good or letter.n_attempts + 1 >= len(RETRY_AFTER)
    Letter.objects.filter(pk=letter.pk).update(
        last_error=why[:200],
        gave_up_at=timezone.now() if for_good_now else None,
        **(_harmless(letter) if for_good_now else {}),
    )
    if for_good:
        note_bounce(address=letter.to, why=why)
    return False


def note_bounce(*, address: str, why: str) -> None:
    """Stop writing to an address that refused mail."""
    Bounce.objects.update_or_create(address=address.strip().lower(), defaults={"why": why[:200]})


def read_bounce(raw: bytes) -> list[str]:
    """Note the addresses a delivery report names as failed for good. Returns them; none for any other mail."""
    failed = dict(failures_in(raw))
    for address, why in failed.items():
        note_bounce(address=address, why=why)
    return sorted(failed)


def clear_bounce(*, address: str) -> None:
    """The owner confirmed the address again."""
    Bounce.objects.filter(address=address.strip().lower()).delete()


def drop_old_words() -> int:
    """Forget what letters said that left, or never could. Returns how many were emptied."""
    before = timezone.now() - KEEP_WORDS
    done = models.Q(sent_at__lt=before) | models.Q(gave_up_at__lt=before)
    old = Letter.objects.filter(done).exclude(text="")
    Enclosure.objects.filter(letter__in=old).delete()
    return old.update(text="", html="", subject="")


def forget_address(*, address: str) -> None:
    """Erase every letter to an address whose owner left, and that it ever bounced."""
    Letter.objects.filter(to=address.strip().lower()).delete()
    clear_bounce(address=address)
