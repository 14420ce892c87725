"""Where a person is signed in, and links that sign them in."""

from datetime import timedelta
from importlib import import_module

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from groundswell.audit.services import record
from groundswell.kernel.clock import today
from groundswell.kernel.events import announce
from groundswell.people.devices import device_of
from groundswell.people.events import SignedOut
from groundswell.people.models import Person, SignIn
from groundswell.people.services.links import absolute
from groundswell.people.services.tokens import is_proof, make_token, open_token

SIGN_IN = "people.sign-in"


def note_sign_in(*, person: Person, session: SessionBase, user_agent: str) -> None:
    """Remember a sign-in: the kind of device and the day, so that its owner can end it."""
    if not session.session_key:
        session.save()
    SignIn.objects.update_or_create(
        session_key=session.session_key,
        defaults={"person": person, "device": device_of(user_agent), "began_on": today()},
    )


def note_sign_out(*, session: SessionBase) -> None:
    """Forget a sign-in that its owner ended, and let other rooms close what was open for it."""
    found = SignIn.objects.filter(session_key=session.session_key or "").first()
    if found is not None:
        with transaction.atomic():
            announce(SignedOut(person_id=found.person_id))
            found.delete()


def end_sign_in(*, by: Person, pk: int) -> bool:
    """End one of the person's own sign-ins at once."""
    found = SignIn.objects.filter(person=by, pk=pk).first()
    if found is None:
        return False
    _end(found)
    record(by, "sign-in.ended", by)
    return True


def end_other_sign_ins(*, by: Person, but: str = "") -> int:
    """End every sign-in of the person except the one with this session key. Returns how many."""
    others = list(SignIn.objects.filter(person=by).exclude(session_key=but))
    for other in others:
        _end(other)
    if others:
        record(by, "sign-in.ended", by, n=len(others))
    return len(others)


def _end(sign_in: SignIn) -> None:
    store = import_module(settings.SESSION_ENGINE).SessionStore(sign_in.session_key)
    store.delete()
    with transaction.atomic():
        announce(SignedOut(person_id=sign_in.person_id))
        sign_in.delete()


def drop_ended_sign_ins() -> int:
    """Forget sessions whose time is over, and the sign-ins that went with them."""
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
    alive = Session.objects.filter(session_key=OuterRef("session_key"))
    return SignIn.objects.filter(~Exists(alive)).delete()[0]


def sign_in_url(*, person: Person, days: float = 14, to: str = "") -> str:
    """An address that signs this person in once, for a mail to them alone.

    It ends with its days, and as soon as they sign in by any way or change their password or address. ``to`` is
    the path to show afterwards.
    """
    until = int((timezone.now() + timedelta(days=days)).timestamp())
    token = make_token(SIGN_IN, person.public_id, until, _facts(person))
    path = reverse("people:enter", args=[token])
    return absolute(f"{path}?{urlencode({'next': to})}" if to else path)


def read_sign_in_token(token: str) -> Person | None:
    """Whom a sign-in link signs in; None once it was used, is over, or was cut off."""
    parts = open_token(token)
    if parts is None:
        return None
    public_id, until, proof = parts
    person = Person.objects.filter(public_id=public_id, is_active=True).first()
    if person is None or until < timezone.now().timestamp():
        return None
    return person if is_proof(proof, SIGN_IN, public_id, until, _facts(person)) else None


def _facts(person: Person) -> str:
    # Change whenever the person signs in, so that a link works once.
    return f"{person.pk}:{person.password}:{person.last_login}:{person.email}"
