"""Signed links: issue, revoke, remember the use of, renew."""

import hashlib
import secrets
from datetime import timedelta

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from groundswell.kernel.actors import Scope, key
from groundswell.kernel.permissions import Permission
from groundswell.mail.services import queue_letter, was_queued, words_of
from groundswell.people.models import Person, SignedLink

LINK_DAYS = 21
RENEW_WITHIN = timedelta(days=180)


def link_digest(token: str) -> str:
    """What the database keeps of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def issue_link(
    *,
    verb: Permission,
    about: models.Model,
    network: Scope,
    person: Person | None = None,
    holder: str = "",
    address: str = "",
    days: int = LINK_DAYS,
) -> str:
    """Make a signed link and return its token. It is shown once, in a mail; only its digest is kept."""
    token = secrets.token_urlsafe(24)
    link = SignedLink(
        digest=link_digest(token),
        verb=verb,
        about=key(about),
        network_id=network.pk,
        person=person,
        holder=holder,
        address=address or (person.email if person else ""),
        expires_at=timezone.now() + timedelta(days=days),
    )
    link.full_clean()
    link.save(force_insert=True)
    return token


def revoke_links(
    *, about: models.Model, person: Person | None = None, verb: Permission | None = None
) -> int:
    """End links about a thing at once. Returns how many were open."""
    links = SignedLink.objects.filter(about=key(about), revoked_at=None)
    if person is not None:
        links = links.filter(person=person)
    if verb is not None:
        links = links.filter(verb=verb)
    return links.update(revoked_at=timezone.now())


def note_link_used(*, link: SignedLink) -> None:
    """Remember that a link was used, at most once a day."""
    yesterday = timezone.now() - timedelta(days=1)
    long_ago = models.Q(last_used_at=None) | models.Q(last_used_at__lt=yesterday)
    SignedLink.objects.filter(long_ago, pk=link.pk).update(last_used_at=timezone.now())


def is_renewable(link: SignedLink) -> bool:
    """Whether a link that opens nothing any more may be asked for again."""
    if link.expires_at < timezone.now() - RENEW_WITHIN:
        return False
    return link.revoked_at is None or is_replaced(link)


def is_replaced(link: SignedLink) -> bool:
    """Whether its holder has a newer one for the same. Who has none, such as an office's last holder, gets none."""
    same = SignedLink.objects.filter(
        verb=link.verb, about=link.about, network_id=link.network_id, pk__gt=link.pk
    )
    holders = (
        same.filter(person=link.person_id)
        if link.person_id
        else same.filter(person=None, address__iexact=link.address)
    )
    return holders.filter(revoked_at=None, expires_at__gt=timezone.now()).exists()


@transaction.atomic
def mail_fresh_link(*, link: SignedLink, path: str, token: str) -> bool:
    """Mail a new link in place of one that opens nothing any more, to the same person and no one else.

    Once an hour at most for each old link, so that a page left open fills nobody's inbox.
    """
    address = link.person.email if link.person else link.address
    hour = f"{timezone.now():%Y%m%d%H}"
    if not is_renewable(link) or not address or was_queued(f"fresh:{link.pk}:{hour}"):
        return False
    fresh = secrets.token_urlsafe(24)
    new = SignedLink(
        digest=link_digest(fresh),
        verb=link.verb,
        about=link.about,
        network_id=link.network_id,
        person=link.person,
        holder=link.holder,
        address=address,
        expires_at=timezone.now() + timedelta(days=LINK_DAYS),
    )
    new.full_clean()
    new.save(force_insert=True)
    language = link.person.language if link.person else ""
    url = absolute(path.replace(token, fresh))
    name = link.person.name if link.person else link.holder
    subject, text = words_of("people/mail/fresh_link", {"name": name, "url": url}, language)
    queue_letter(
        to=address, subject=subject, text=text, kind="link", once_key=f"fresh:{link.pk}:{hour}"
    )
    return True


def drop_old_links() -> int:
    """Forget links that can no longer be renewed. Returns how many."""
    long_over = models.Q(expires_at__lt=timezone.now() - RENEW_WITHIN)
    return SignedLink.objects.filter(long_over).delete()[0]


def absolute(path: str) -> str:
    """The public address of a path, for a mail."""
    return f"{settings.SITE_URL}{path}"
