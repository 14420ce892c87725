"""Write to a person: now, or with their next digest."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse

from groundswell.kernel.prepared import Slot, prepared
from groundswell.mail.services import File, queue_letter, was_queued, words_of
from groundswell.people.models import Notice, Person
from groundswell.people.services.links import absolute
from groundswell.people.services.tokens import is_proof, make_token, open_token

FEWER = "people.fewer-mails"
SIGNATURE_MARK = "\n--"


def fewer_mails_url(person: Person) -> str:
    """The address in every footer and header by which somebody asks for fewer mails, without signing in."""
    return absolute(reverse("people:fewer", args=[make_token(FEWER, person.public_id)]))


def person_of_fewer_token(token: str) -> Person | None:
    """Whose footer a token came from; None when it was cut off or changed."""
    parts = open_token(token)
    if parts is None or not is_proof(parts[2], FEWER, parts[0], parts[1]):
        return None
    return Person.objects.filter(public_id=parts[0], is_active=True).first()


def footer(person: Person, network_name: str = "") -> str:
    """Why this mail came, and where to ask for fewer."""
    context = {
        "network_name": network_name,
        "preferences_url": absolute(reverse("people:preferences")),
        "fewer_url": fewer_mails_url(person),
    }
    first, rest = words_of("people/mail/footer", context, person.language)
    return f"\n-- \n{first}\n{rest}"


@prepared
def _noticed(once_key: Slot) -> QuerySet[Notice, int]:
    return Notice.objects.filter(once_key=once_key).values_list("pk", flat=True)


@transaction.atomic
def tell(
    *,
    person: Person,
    kind: str,
    template: str,
    context: dict[str, Any],
    network: Any = None,
    at_once: bool = False,
    files: Sequence[File] = (),
    once_key: str | None = None,
) -> None:
    """Write to a person in their language: now, or with their next digest.

    ``template`` names ``<template>.txt``; its first line is the subject, the rest the letter. The footer is put
    under it here. ``at_once`` is for what cannot wait for a digest (a sign-in, a poll that closes, minutes of
    the evening).
    """
    if not person.is_active or person.erased_at:
        return
    goes_now = at_once or bool(files) or person.digest == Person.Digest.AT_ONCE
    if not goes_now and person.digest == Person.Digest.RARELY:
        return
    if once_key and (was_queued(once_key) or _noticed(once_key=once_key)):
        return
    subject, text = words_of(
        template, {**context, "person": person, "network": network}, person.language
    )
    network_id = network.pk if network else None
    network_name = str(getattr(network, "name", ""))
    if not goes_now:
        Notice.objects.create(
            person=person,
            network_id=network_id,
            network_name=network_name,
            kind=kind,
            subject=subject[:200],
            text=text.partition(SIGNATURE_MARK)[0].strip(),
            once_key=once_key,
        )
        return
    if SIGNATURE_MARK not in text:
        text += footer(person, network_name)
    queue_letter(
        to=person.email,
        subject=subject,
        text=text,
        kind=kind,
        network_id=network_id,
        files=files,
        once_key=once_key,
        unsubscribe_url=fewer_mails_url(person),
    )
