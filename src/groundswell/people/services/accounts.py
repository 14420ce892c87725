"""Make an account, change preferences, confirm an address, leave and be forgotten."""

from collections.abc import Sequence

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from groundswell.audit.services import record
from groundswell.kernel.actors import Actor
from groundswell.kernel.events import announce
from groundswell.kernel.registries import personal_data
from groundswell.kernel.words import one_line
from groundswell.mail.services import clear_bounce
from groundswell.people.events import PersonLeft
from groundswell.people.models import Person
from groundswell.people.queries import person_by_address


@transaction.atomic
def make_account(
    *,
    by: Actor,
    name: str,
    address: str,
    verified: bool = True,
    language: str = "",
    is_synthetic: bool = False,
) -> Person:
    """An account for somebody invited or admitted; the one they have already, if the address is theirs.

    Who may invite or admit is asked by the room that calls. ``verified`` says that they proved to read the
    address: by the link of an invitation, or by answering a mail.
    """
    address = address.strip().lower()
    known = person_by_address(address)
    if known is not None:
        return known
    person = Person(
        email=address, name=one_line(name), language=language, is_synthetic=is_synthetic
    )
    person.set_unusable_password()
    person.full_clean()
    person.save(force_insert=True)
    EmailAddress.objects.create(user=person, email=address, verified=verified, primary=True)
    record(by, "account.made", person)
    return person


def make_accounts(*, rows: Sequence[tuple[str, str]]) -> dict[str, Person]:
    """Accounts for many (address, name) pairs at once, by address; those missing are made, unverified.

    A member list of two thousand takes a few queries, not thousands; an address is proved at the first sign-in.
    The room that calls records the one act of bringing them in.
    """
    found: dict[str, Person] = {}
    for start in range(0, len(rows), 500):
        part = [address for address, _name in rows[start : start + 500]]
        known = EmailAddress.objects.filter(email__in=part, verified=True).select_related("user")
        found.update({row.email.lower(): row.user for row in known})
        found.update({person.email: person for person in Person.objects.filter(email__in=part)})
    missing = [
        Person(email=address, name=one_line(name), password=make_password(None))
        for address, name in rows
        if address not in found
    ]
    Person.objects.bulk_create(missing, batch_size=200)
    EmailAddress.objects.bulk_create(
        [EmailAddress(user=one, email=one.email, primary=True) for one in missing], batch_size=200
    )
    return found | {one.email: one for one in missing}


def confirm_address(*, person: Person, address: str) -> None:
    """The person proved to read this address of theirs: by a link or a code from a mail."""
    address = address.strip().lower()
    known = EmailAddress.objects.filter(user=person, email__iexact=address)
    if not known.update(verified=True) and address == person.email:
        EmailAddress.objects.create(user=person, email=address, verified=True, primary=True)
    clear_bounce(address=address)


@transaction.atomic
def change_preferences(
    *, by: Person, name: str, pronouns: str, language: str, theme: str, digest: str
) -> Person:
    """What a person is called, and how they want their pages and mails."""
    person = Person.objects.select_for_update().get(pk=by.pk)
    person.name = one_line(name)
    person.pronouns = one_line(pronouns)
    person.language, person.theme, person.digest = language, theme, digest
    person.full_clean()
    person.save(update_fields=["name", "pronouns", "language", "theme", "digest"])
    record(by, "preferences.changed", person)
    return person


@transaction.atomic
def want_fewer_mails(*, by: Person) -> None:
    """From the foot of a mail: write only what cannot wait. Asking twice changes nothing."""
    rarely = Person.Digest.RARELY
    if Person.objects.filter(pk=by.pk).exclude(digest=rarely).update(digest=rarely):
        record(by, "preferences.changed", by)


@transaction.atomic
def leave(*, by: Person) -> None:
    """Close the person's own account and forget them, in every room. It cannot be undone.

    Each room erases or unlinks what it said it would; the audit keeps a pseudonym that leads to nobody. All of
    it happens or none.
    """
    person = Person.objects.select_for_update().get(pk=by.pk)
    if person.erased_at:
        return
    record(person, "account.erased", person)
    announce(PersonLeft(person_id=person.pk))
    for kept in personal_data:
        kept.forget(person.pk)
    person.email = f"{person.pseudonym}@forgotten.invalid"
    person.name = person.pronouns = person.language = person.theme = ""
    person.digest = Person.Digest.RARELY
    person.is_active, person.erased_at = False, timezone.now()
    person.seen_at = person.last_login = None
    person.set_unusable_password()
    person.save()
