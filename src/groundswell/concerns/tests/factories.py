"""Listeners and concerns, as the services make them."""

from datetime import date
from typing import TYPE_CHECKING, Any

from groundswell.analysis.disclose import Period
from groundswell.analysis.disclose.__main__ import work_out
from groundswell.concerns import access, codes
from groundswell.concerns.actors import DeskActor
from groundswell.concerns.exclusions import Exclusions
from groundswell.concerns.models import Concern, Listener, Release, Tally
from groundswell.concerns.quarters import quarter_of
from groundswell.concerns.sealing import unwrap
from groundswell.concerns.services import Words, become_ready, send_draft, write_draft
from groundswell.concerns.services.counting import COUNTED
from groundswell.concerns.services.releasing import asked_of
from groundswell.kernel.actors import VISITOR
from groundswell.kernel.clock import today

if TYPE_CHECKING:
    from groundswell.people.models import Person
    from tests.cast import Cast

PASSPHRASE = "nine kind herons wade slowly"
TEXT = "What was said on the ward, in my own words."


def listening(cast: "Cast", person: "Person | None" = None, **fields: Any) -> Listener:
    """A listener with a key, Femi unless somebody else is named. The passphrase is ``PASSPHRASE``."""
    person = person or cast.femi
    departments, sites = fields.pop("departments", ()), fields.pop("sites", ())
    listener = Listener.objects.create(
        **{
            "network": cast.network,
            "person": person,
            "consent_on": today(),
            "trained_on": today(),
            "training": "A day with the guardian",
        }
        | fields
    )
    listener.departments.set(departments)
    listener.sites.set(sites)
    return become_ready(by=person, listener=listener, passphrase=PASSPHRASE)


def at_desk(listener: Listener) -> DeskActor:
    """The actor that an unlocked session gives."""
    listener = Listener.objects.select_related("network", "person").get(pk=listener.pk)
    return DeskActor(listener.person, listener, unwrap(listener, PASSPHRASE))


def drafted(
    cast: "Cast", text: str = TEXT, exclusions: Exclusions | None = None, **words: str
) -> tuple[Concern, str]:
    """A draft and its receipt's text."""
    concern, receipt = write_draft(
        by=VISITOR,
        network=cast.network,
        words=Words(text, **words),
        exclusions=exclusions or Exclusions(),
    )
    return concern, receipt.text


def opened(cast: "Cast", receipt: str) -> Any:
    """The raiser, by receipt."""
    return access.open_by_receipt(cast.network, receipt)


def raised(
    cast: "Cast", text: str = TEXT, exclusions: Exclusions | None = None, **words: str
) -> tuple[Concern, str]:
    """A sent concern and its receipt's text. There must be a listener."""
    _concern, receipt = drafted(cast, text, exclusions, **words)
    actor = opened(cast, receipt)
    return send_draft(by=actor, typed=tail(receipt)), receipt


def tail(receipt: str) -> str:
    """The last four characters, as a raiser types them back."""
    return receipt.replace("-", "")[-4:]


def counted(network: Any, year: int, month: int, **fields: Any) -> Period:
    """Counters of a quarter, as batches leave them: every field adds up to the same people. Gives the quarter."""
    period = quarter_of(date(year, month, 1))
    n = max(sum(values.values()) for values in fields.values())
    for field in COUNTED:
        values = fields.get(field, {})
        left = "yes" if field == "on_time" else codes.UNSAID
        rest = {left: n - sum(values.values()) + values.get(left, 0)}
        for value in codes.counted_values(field):
            Tally.objects.create(
                network=network,
                period=period.first,
                field=field,
                value=value,
                n=(values | rest).get(value, 0),
            )
    return period


def published(network: Any, year: int, month: int, **fields: Any) -> Release:
    """A published release of one quarter."""
    period = counted(network, year, month, **fields)
    release = Release(network=network, starts_on=period.first, ends_on=period.last)
    release.state, release.published_on = Release.State.PUBLISHED, period.last
    asked = asked_of(release)
    asked["tables"] = [one for one in asked["tables"] if one["title"] in {"on_time", *fields}]
    release.figures = work_out(asked)
    release.save(force_insert=True)
    return release
