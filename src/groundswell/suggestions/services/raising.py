"""Raise something: from anybody, in one field."""

import hashlib
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from groundswell.audit.services import record
from groundswell.kernel.actors import SYSTEM, VISITOR, Actor, can, require
from groundswell.kernel.clock import now
from groundswell.kernel.events import announce
from groundswell.kernel.permissions import Permission
from groundswell.kernel.words import one_line
from groundswell.meetings.services import propose_item
from groundswell.networks.queries import cochairs
from groundswell.people.queries import person
from groundswell.suggestions.errors import SuggestionError
from groundswell.suggestions.events import SuggestionRaised
from groundswell.suggestions.models import Suggestion, SuggestionStep
from groundswell.suggestions.services.owners import answer_day, choose_owner
from groundswell.suggestions.services.steps import add_step, number_key
from groundswell.suggestions.wording import raiser_name, title_of

if TYPE_CHECKING:
    from groundswell.networks.models import Network
    from groundswell.people.models import Person

What = SuggestionStep.What


@transaction.atomic
def raise_suggestion(
    *,
    by: Actor,
    network: "Network",
    text: str,
    to: str = Suggestion.To.GROUP,
    kind: str = Suggestion.Kind.MATTER,
    to_person: "Person | None" = None,
    is_anonymous: bool = False,
    raised_as: str = "",
    address: str = "",
    language: str = "",
    number: str = "",
    is_by_mail: bool = False,
    at: datetime | None = None,
) -> Suggestion:
    """Raise something with the group or a co-chair. The same ``number`` again gives the first one.

    ``is_anonymous``: nothing that is written (row, audit, news, agenda) holds who ``by`` is.
    """
    require(by, Permission.SUGGESTION_RAISE, network)
    once_key = _once_key(number)
    before = _raised_before(network, once_key)
    if before is not None:
        return before
    if is_anonymous and not raised_as and can(by, Permission.NETWORK_SEE, network):
        raised_as = _("a member")
    raiser = None if is_anonymous else person(by.person_id)
    chairs = cochairs(network)
    _check_hearer(to, to_person, chairs)
    raised_at = at or now()
    due_on = answer_day(network, raised_at.astimezone(ZoneInfo(network.time_zone)).date())
    suggestion = Suggestion(
        network=network,
        kind=kind,
        text=text.strip(),
        to=to,
        to_person=to_person,
        raised_by=raiser,
        raised_as="" if raiser else one_line(raised_as),
        address="" if raiser else address.strip(),
        language=language if address and not raiser else "",
        is_anonymous=is_anonymous,
        is_by_mail=is_by_mail,
        raised_at=raised_at,
        answer_by_on=due_on,
        due_on=due_on,
        once_key=once_key,
    )
    suggestion.owner = choose_owner(suggestion, chairs)
    suggestion.full_clean()
    try:
        with transaction.atomic():
            suggestion.save(force_insert=True)
    except IntegrityError:  # the same form, sent twice at the same moment
        before = _raised_before(network, once_key)
        if before is None:
            raise
        return before
    _begin(suggestion)
    record(by if raiser else VISITOR, "suggestion.raised", suggestion, network, to=to, kind=kind)
    announce(SuggestionRaised(suggestion_id=suggestion.pk, network_id=network.pk))
    return suggestion


def was_raised(network: "Network", number: str) -> bool:
    """Whether what bears this number was raised already."""
    return _raised_before(network, _once_key(number)) is not None


def _once_key(number: str) -> str | None:
    return hashlib.sha256(f"raise:{number}".encode()).hexdigest() if number else None


def _raised_before(network: "Network", once_key: str | None) -> Suggestion | None:
    if once_key is None:
        return None
    return Suggestion.objects.filter(network=network, once_key=once_key).first()


def _check_hearer(to: str, to_person: "Person | None", chairs: "list[Person]") -> None:
    if to == Suggestion.To.GROUP:
        if to_person is not None:
            raise SuggestionError(_("Choose the group or one co-chair, not both."))
        return
    if not chairs:
        raise SuggestionError(
            _("This network has no co-chair at the moment. You can raise it with the group.")
        )
    if to_person is not None and to_person not in chairs:
        raise SuggestionError(_("That person is not a co-chair today. Choose another."))


def _begin(suggestion: Suggestion) -> None:
    """The first steps: it is raised, it has an owner, and with the group it waits for a meeting."""
    if suggestion.is_for_group:
        suggestion.agenda_item = propose_item(
            by=SYSTEM,
            network=suggestion.network,
            title=title_of(suggestion.text),
            text=suggestion.text,
            kind="celebrate" if suggestion.kind == Suggestion.Kind.CELEBRATE else "matter",
            proposed_by=suggestion.raised_by,
            raised_as=raiser_name(suggestion)[:80],
            is_student_led=None if suggestion.raised_by else True,
        )
        suggestion.save(update_fields=["agenda_item"])
    at = suggestion.raised_at
    # A member sees their page at once; an address is sent the way back to it.
    add_step(suggestion, What.RAISED, at=at, tells=suggestion.raised_by is None)
    if suggestion.owner is not None:
        owned = number_key("owned", "")
        add_step(suggestion, What.OWNED, key=owned, by=suggestion.owner, at=at, tells=False)
