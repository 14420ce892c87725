"""On a listener's page of one concern: who listens here and has no key of it, and giving them one."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from groundswell.concerns.actors import DeskActor
from groundswell.concerns.exclusions import all_of
from groundswell.concerns.models import Concern
from groundswell.concerns.panels import Panel, desk_acts, desk_panels
from groundswell.concerns.queries import Message
from groundswell.concerns.services import let_in, who_may_be_let_in


def panel(actor: DeskActor, concern: Concern, messages: list[Message]) -> Panel | None:
    """Nothing where everybody who may has a key. What the raiser chose is at hand; the act looks again."""
    choices = all_of(one.content for one in messages if one.kind == "exclusions")
    found = who_may_be_let_in(actor, concern, choices)
    return Panel("concerns/parts/let_in.html", {"others": found}) if found else None


def act(actor: DeskActor, concern: Concern, request: HttpRequest) -> str:
    """Give somebody a key."""
    given = let_in(by=actor, concern=concern, listener_pk=request.POST.get("whom", "")[:40])
    return _("%(name)s has a key now, and the raiser can see it.") % {"name": given.person.name}


desk_panels.append(panel)
desk_acts["let_in"] = act
