"""How much may be raised by mail in an hour, and the one sentence that goes back when it is too much.

What is counted are the rows it made: each mail may come in by a process of its own, and nothing more than what was
raised is kept of a sender. A sender's line can be forged, so the sentences are few too: they may reach somebody who
wrote nothing.
"""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.crypto import salted_hmac

from groundswell.kernel.clock import now
from groundswell.mail.queries import n_queued_since
from groundswell.mail.services import queue_letter, words_of
from groundswell.people.services import absolute
from groundswell.suggestions.models import Suggestion

if TYPE_CHECKING:
    from groundswell.networks.models import Network

HOUR = timedelta(hours=1)
MOST_FROM_ONE = 5
MOST_IN_ALL = 60
MOST_SENTENCES = 20
KIND = "raise-too-often"


def is_too_much(address: str) -> bool:
    """Whether this sender, or all together, raised as much by mail within the hour as is taken."""
    lately = Suggestion.objects.filter(is_by_mail=True, raised_at__gt=now() - HOUR)
    if lately.count() >= MOST_IN_ALL:
        return True
    return lately.filter(address__iexact=address).count() >= MOST_FROM_ONE


def say_it_is_too_much(network: "Network", address: str) -> None:
    """Tell the sender, once a day at most, that the mail was not kept and what else they can do."""
    if not address or n_queued_since(KIND, now() - HOUR) >= MOST_SENTENCES:
        return
    sender = salted_hmac(f"groundswell.{KIND}", address.lower(), algorithm="sha256").hexdigest()
    url = absolute(reverse("suggestions:raise", args=[network.slug]))
    subject, text = words_of("suggestions/mail/too_many", {"network": network, "url": url})
    queue_letter(
        to=address,
        subject=subject,
        text=text,
        kind=KIND,
        network_id=network.pk,
        once_key=f"{KIND}:{now():%Y%m%d}:{sender[:32]}",
    )
