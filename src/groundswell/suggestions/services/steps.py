"""Write down what happened, once, and tell whoever raised it."""

import hashlib
import uuid
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from groundswell.audit.services import record
from groundswell.kernel.actors import SYSTEM
from groundswell.kernel.clock import now
from groundswell.kernel.permissions import Permission
from groundswell.mail.services import queue_letter, words_of
from groundswell.people.services import absolute, issue_link, tell
from groundswell.suggestions.models import Suggestion, SuggestionStep
from groundswell.suggestions.wording import headline

if TYPE_CHECKING:
    from groundswell.people.models import Person

What = SuggestionStep.What
LINK_DAYS = 730  # a matter may take two years to become a change


def number_key(what: str, number: str) -> str:
    """A key for words somebody sent: the same form sent again has the same key."""
    digest = hashlib.sha256(number.encode()).hexdigest()[:32] if number else uuid.uuid4().hex
    return f"{what}:{digest}"


def add_step(
    suggestion: Suggestion,
    what: str,
    *,
    key: str = "",
    text: str = "",
    by: "Person | None" = None,
    at: datetime | None = None,
    tells: bool = True,
    asks: bool = False,
) -> bool:
    """Note a step and tell the raiser. False when the step was there already, and nobody is told again."""
    step, is_new = SuggestionStep.objects.get_or_create(
        suggestion=suggestion,
        key=key or what,
        defaults={"what": what, "text": text, "by": by, "at": at or now()},
    )
    if not is_new:
        return False
    may_ask = asks and suggestion.rating == "" and _note_asking(suggestion)
    if tells or may_ask:
        _write_to_raiser(suggestion, step, may_ask)
    return True


def note_step(suggestion: Suggestion, what: str, **words: Any) -> bool:
    """The same for what follows from news or the calendar, where no verb has told the audit of it."""
    is_new = add_step(suggestion, what, **words)
    if is_new:
        record(SYSTEM, f"suggestion.{what}", suggestion)
    return is_new


def follow_path(suggestion: Suggestion) -> str:
    """A fresh private address of the raiser's page. Its token is kept nowhere."""
    token = issue_link(
        verb=Permission.SUGGESTION_FOLLOW,
        about=suggestion,
        network=suggestion.network,
        days=LINK_DAYS,
    )
    return reverse("suggestions:link", args=[token])


def _note_asking(suggestion: Suggestion) -> bool:
    _step, is_new = SuggestionStep.objects.get_or_create(
        suggestion=suggestion, key=What.ASKED, defaults={"what": What.ASKED}
    )
    return is_new


def _write_to_raiser(suggestion: Suggestion, step: SuggestionStep, asks: bool) -> None:
    person: Person | None = suggestion.raised_by
    if person is None and not suggestion.address:
        return
    once_key = f"suggestion-step:{step.pk}"
    context = {
        "suggestion": suggestion,
        "headline": headline(step),
        # Mail is read over shoulders: what was raised with a co-chair stays on its page.
        "words": step.text if suggestion.is_for_group else "",
        "is_new": step.what == What.RAISED,
        "page_url": absolute(_page_path(suggestion, person)),
        "rate_url": absolute(rate_path(suggestion)) if asks else "",
    }
    if person is not None:
        tell(
            person=person,
            kind="raised",
            template="suggestions/mail/news",
            context=context,
            network=suggestion.network,
            once_key=once_key,
        )
        return
    _write_to_address(suggestion, context, once_key)


def _write_to_address(suggestion: Suggestion, context: dict[str, Any], once_key: str) -> None:
    context |= {"network": suggestion.network, "person": None}
    subject, text = words_of("suggestions/mail/news", context, suggestion.language)
    queue_letter(
        to=suggestion.address,
        subject=subject,
        text=text,
        kind="raised",
        network_id=suggestion.network.pk,
        once_key=once_key,
    )


def _page_path(suggestion: Suggestion, person: "Person | None") -> str:
    if person is None:
        return follow_path(suggestion)
    return reverse("suggestions:own", args=[suggestion.network.slug, suggestion.pk])


def rate_path(suggestion: Suggestion) -> str:
    """A fresh address that asks whether it worked, for a mail."""
    token = issue_link(
        verb=Permission.SUGGESTION_RATE,
        about=suggestion,
        network=suggestion.network,
        person=suggestion.raised_by,
        days=90,
    )
    return reverse("suggestions:rate", args=[token])
