"""What the rooms people and mail keep about somebody, how it is exported and how it is forgotten."""

from collections.abc import Iterator
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from groundswell.kernel.registries import PersonalData
from groundswell.mail.queries import letters_to
from groundswell.mail.services import forget_address
from groundswell.people.models import Notice, Person, SignedLink, SignIn
from groundswell.people.services import end_other_sign_ins

Rows = Iterator[dict[str, Any]]


def addresses_of(person_id: int) -> list[str]:
    """Every address that is or was added to the account."""
    rows = EmailAddress.objects.filter(user_id=person_id).values_list("email", flat=True)
    own = Person.objects.filter(pk=person_id).values_list("email", flat=True)
    return sorted({address.lower() for address in (*rows, *own)})


def export_account(person_id: int) -> Rows:
    person = Person.objects.get(pk=person_id)
    yield {
        "name": person.name,
        "pronouns": person.pronouns,
        "language": person.language,
        "theme": person.theme,
        "mail": person.digest,
        "joined at": person.joined_at,
        "last seen at": person.seen_at,
    }
    for row in EmailAddress.objects.filter(user_id=person_id):
        yield {"address": row.email, "confirmed": row.verified, "main": row.primary}
    for way in Authenticator.objects.filter(user_id=person_id):
        yield {"way to sign in": way.get_type_display(), "since": way.created_at}
    for outside in SocialAccount.objects.filter(user_id=person_id):
        yield {"single sign-on": outside.provider, "number there": outside.uid}


def forget_account(person_id: int) -> None:
    """The name itself is emptied by the service, last: other rooms may still need the row."""
    Authenticator.objects.filter(user_id=person_id).delete()
    SocialAccount.objects.filter(user_id=person_id).delete()
    EmailAddress.objects.filter(user_id=person_id).delete()


def export_sign_ins(person_id: int) -> Rows:
    for row in SignIn.objects.filter(person_id=person_id):
        yield {"device": row.device, "since": row.began_on}


def forget_sign_ins(person_id: int) -> None:
    end_other_sign_ins(by=Person.objects.get(pk=person_id))


def export_links(person_id: int) -> Rows:
    for link in SignedLink.objects.filter(person_id=person_id):
        yield {
            "for": link.verb,
            "about": link.about,
            "sent to": link.address,
            "made at": link.made_at,
            "ends at": link.expires_at,
            "last used at": link.last_used_at,
        }


def forget_links(person_id: int) -> None:
    sent_to_them = Q(person_id=person_id) | Q(address__in=addresses_of(person_id))
    SignedLink.objects.filter(sent_to_them).delete()


def export_letters(person_id: int) -> Rows:
    for address in addresses_of(person_id):
        for letter in letters_to(address):
            yield {
                "to": letter.to,
                "subject": letter.subject,
                "text": letter.text,
                "queued at": letter.queued_at,
                "sent at": letter.sent_at,
            }
    for notice in Notice.objects.filter(person_id=person_id):
        yield {"waits for a digest": notice.subject, "text": notice.text, "at": notice.noted_at}


def forget_letters(person_id: int) -> None:
    for address in addresses_of(person_id):
        forget_address(address=address)
    Notice.objects.filter(person_id=person_id).delete()


# In the order in which they are forgotten: letters are found by addresses, so addresses go last.
ENTRIES = (
    PersonalData(
        "people",
        _("Letters sent to you, and notices that wait"),
        ("mail.Letter", "mail.Bounce", "people.Notice"),
        export_letters,
        forget_letters,
        _("The words of a letter for 30 days after it left. All of it goes when you leave."),
    ),
    PersonalData(
        "people",
        _("Links from mails"),
        ("people.SignedLink",),
        export_links,
        forget_links,
        _("Until their time is over, then half a year to send a fresh one. All go when you leave."),
    ),
    PersonalData(
        "people",
        _("Where you are signed in"),
        ("people.SignIn",),
        export_sign_ins,
        forget_sign_ins,
        _("A kind of device and a day, while you are signed in there. Never a network address."),
    ),
    PersonalData(
        "people",
        _("Your account: name, addresses, ways to sign in"),
        (
            "people.Person",
            "account.EmailAddress",
            "account.EmailConfirmation",
            "mfa.Authenticator",
            "socialaccount.SocialAccount",
        ),
        export_account,
        forget_account,
        _(
            "While you have an account. When you leave, an empty row with a random name stays, so that the "
            "record of what was done keeps its order; it leads to nobody."
        ),
    ),
)
