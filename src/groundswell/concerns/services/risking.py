"""Passing on without a yes, where there is a serious risk: an act of two listeners, told to the raiser.

Neither can do it alone: one writes what would be passed on, to whom and why; another, in a session of their own,
agrees or not. Both are named to the raiser.
"""

from uuid import UUID

from django.utils.translation import gettext as _

from groundswell.concerns.actors import DeskActor
from groundswell.concerns.errors import ConcernError
from groundswell.concerns.models import Concern, Risk
from groundswell.concerns.models.concern import Part
from groundswell.concerns.queries import Message, messages
from groundswell.concerns.services.chain import add_entry
from groundswell.concerns.services.handling import at_work, is_same_person
from groundswell.concerns.services.items import checked, write_item
from groundswell.kernel.actors import require
from groundswell.kernel.clock import today
from groundswell.kernel.permissions import Permission

State = Risk.State
MOST = 8000


def ask_to_pass_on(
    *, by: DeskActor, concern: Concern, to: str, why: str, text: str, number: UUID
) -> None:
    """Ask another listener to agree. The raiser reads nothing of it before two agree."""
    require(by, Permission.CONCERN_RISK, concern.network, about=concern)
    if not (to.strip() and why.strip() and text.strip()):
        raise ConcernError(
            _("Write what would be passed on, to whom, and why it cannot wait for a yes.")
        )
    for words in (to, why, text):
        checked(words, MOST)
    with at_work(by, concern) as concern:
        if Risk.objects.filter(pk=number).exists():
            return
        if Risk.objects.filter(concern=concern, state=State.ASKED).exists():
            raise ConcernError(_("A second person is being asked already. Answer that first."))
        risk = Risk(pk=number, concern=concern, asked_on=today(concern.network.time_zone))
        risk.full_clean(validate_unique=False)
        risk.save(force_insert=True)
        content = {"kind": "risk asked", "by": str(by.listener.pk), "risk": str(number)}
        write_item(concern, Part.DESK, {**content, "to": to, "why": why, "text": text})
        add_entry(by, "risk asked", concern, risk=number)


def answer_risk(*, by: DeskActor, concern: Concern, risk_id: UUID, is_agreed: bool) -> None:
    """The second listener's word. Only their yes makes it an act, and the raiser reads it at once."""
    require(by, Permission.CONCERN_RISK, concern.network, about=concern)
    with at_work(by, concern) as concern:
        asked = _asked(by, concern, risk_id)
        if is_agreed and is_same_person(by, asked.by):
            raise ConcernError(_("Somebody else must agree: nobody passes on without a yes alone."))
        risk = Risk.objects.select_for_update().filter(pk=risk_id, concern=concern).get()
        if risk.state != State.ASKED:
            raise ConcernError(_("This was answered already. Nothing was changed."))
        risk.state = State.AGREED if is_agreed else State.REFUSED
        risk.agreed_on = today(concern.network.time_zone) if is_agreed else None
        risk.save()
        content = {"by": str(by.listener.pk), "risk": str(risk_id), "text": ""}
        if is_agreed:
            _tell_raiser(concern, asked, content)
        else:
            write_item(concern, Part.DESK, {**content, "kind": "risk refused"})
        add_entry(by, "risk agreed" if is_agreed else "risk refused", concern, risk=risk_id)


def _tell_raiser(concern: Concern, asked: Message, content: dict[str, str]) -> None:
    words = {name: asked.content[name] for name in ("to", "why", "text")}
    both = {"kind": "risk agreed", "first": asked.by}
    write_item(concern, Part.THREAD, {**content, **words, **both})


def _asked(by: DeskActor, concern: Concern, risk_id: UUID) -> Message:
    for one in messages(by, concern, Part.DESK):
        if one.kind == "risk asked" and one.content.get("risk") == str(risk_id):
            return one
    raise ConcernError(_("You cannot read what was asked, so you cannot agree to it."))
