"""One concern at a listener's desk."""

import uuid
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from groundswell.concerns import panels, wording
from groundswell.concerns import services as verbs
from groundswell.concerns.access import get_concern_for
from groundswell.concerns.actors import DeskActor
from groundswell.concerns.errors import ConcernError
from groundswell.concerns.forms import (
    AcknowledgeForm,
    CloseForm,
    HandForm,
    NoteForm,
    PauseForm,
    ReplyForm,
    TriageForm,
)
from groundswell.concerns.lines import lines
from groundswell.concerns.models import Concern, Listener
from groundswell.concerns.models.concern import Part
from groundswell.concerns.queries import (
    Message,
    all_messages,
    doubts_in,
    names_and_readers,
    with_key,
)
from groundswell.concerns.web import at_desk, nothing_done, show
from groundswell.kernel.clock import today
from groundswell.kernel.web import sentence_on

SHOWN = 100
FORMS: dict[str, type[forms.Form]] = {
    "acknowledge": AcknowledgeForm,
    "reply": ReplyForm,
    "note": NoteForm,
    "triage": TriageForm,
    "hand": HandForm,
    "pause": PauseForm,
    "close": CloseForm,
}
SAME_FORM = {"discuss": "note"}  # one box, two buttons


@at_desk
@require_http_methods(["GET", "HEAD", "POST"])
def concern(request: HttpRequest, actor: DeskActor, pk: UUID) -> HttpResponse:
    """Do what the form asked, then show it all. The answer is the page itself: no address says what was done."""
    found = get_concern_for(actor, pk)
    do = request.POST.get("do", "")
    bound = _bound(request, found, do)
    said, error = "", ""
    if request.is_restored:  # type: ignore[attr-defined]
        said = nothing_done()
    else:
        try:
            said = _done(request, actor, found, do, bound)
        except ConcernError as refused:
            error = str(refused)
    keep = {} if said and not request.is_restored else {SAME_FORM.get(do, do): bound}  # type: ignore[attr-defined]
    return _page(request, actor, found, {"said": said, "error": error}, keep)


def _bound(request: HttpRequest, found: Concern, do: str) -> forms.Form | None:
    kind = FORMS.get(SAME_FORM.get(do, do))
    if kind is None or request.method != "POST":
        return None
    if kind is HandForm:
        return HandForm(request.POST, listeners=with_key(found), auto_id="hand-%s")
    return kind(request.POST, auto_id=f"{SAME_FORM.get(do, do)}-%s")


def _done(
    request: HttpRequest, actor: DeskActor, found: Concern, do: str, form: forms.Form | None
) -> str:
    """The sentence that says what happened; nothing when nothing was asked or the form has errors."""
    if form is not None:
        if not form.is_valid():
            return ""
        with sentence_on(form):
            return WITH_WORDS[do](actor, found, form)
        return ""
    if do in WITHOUT_WORDS:
        verb, sentence = WITHOUT_WORDS[do]
        verb(by=actor, concern=found)
        return str(sentence())
    act = panels.desk_acts.get(do)
    return act(actor, found, request) if act else ""


def _acknowledge(actor: DeskActor, found: Concern, form: forms.Form) -> str:
    if verbs.acknowledge(by=actor, concern=found, **form.cleaned_data):
        return _("The raiser reads now that it arrived.")
    return _("Another listener said so already. Nothing was sent twice.")


def _reply(actor: DeskActor, found: Concern, form: forms.Form) -> str:
    typed = form.cleaned_data
    verbs.reply(
        by=actor,
        concern=found,
        text=typed["text"],
        number=typed["number"],
        is_answer=not typed["is_question"],
    )
    return _("Your answer is there for the raiser.")


def _note(actor: DeskActor, found: Concern, form: forms.Form) -> str:
    verbs.note(by=actor, concern=found, **form.cleaned_data)
    return _("Your note is kept.")


def _discuss(actor: DeskActor, found: Concern, form: forms.Form) -> str:
    verbs.discuss(by=actor, concern=found, **form.cleaned_data)
    return _("The other listeners can read it.")


def _triage(actor: DeskActor, found: Concern, form: forms.Form) -> str:
    if isinstance(form, TriageForm):
        number = form.cleaned_data["number"]
        verbs.triage(by=actor, concern=found, chosen=form.chosen, number=number)
    return _("The coded words are kept, sealed with the notes.")


def _hand(actor: DeskActor, found: Concern, form: forms.Form) -> str:
    if not isinstance(form, HandForm):
        return ""
    to = form.listeners[form.cleaned_data["to"]]
    verbs.hand_to(by=actor, concern=found, to=to)
    return _("%(name)s looks after it now.") % {"name": to.person.name}


def _pause(actor: DeskActor, found: Concern, form: forms.Form) -> str:
    typed = form.cleaned_data
    verbs.pause(by=actor, concern=found, reason=typed["text"], number=typed["number"])
    return _("The clock is paused, and the raiser reads why.")


def _close(actor: DeskActor, found: Concern, form: forms.Form) -> str:
    verbs.close(by=actor, concern=found, **form.cleaned_data)
    return _("It is closed. The raiser reads the outcome, and may open it again by writing.")


WITH_WORDS: dict[str, Callable[[DeskActor, Concern, forms.Form], str]] = {
    "acknowledge": _acknowledge,
    "reply": _reply,
    "note": _note,
    "discuss": _discuss,
    "triage": _triage,
    "hand": _hand,
    "pause": _pause,
    "close": _close,
}
WITHOUT_WORDS: dict[str, tuple[Callable[..., None], Callable[[], str]]] = {
    "take": (verbs.take, lambda: _("You look after it now.")),
    "resume": (verbs.resume, lambda: _("The clock runs again.")),
    "reopen": (verbs.reopen, lambda: _("It is open again.")),
}


def _page(
    request: HttpRequest,
    actor: DeskActor,
    found: Concern,
    context: dict[str, Any],
    keep: dict[str, forms.Form | None],
) -> HttpResponse:
    whole = all_messages(actor, found)
    thread = [one for one in whole if one.part == Part.THREAD]
    inside = [one for one in whole if one.part == Part.DESK]
    (names, listeners), me = names_and_readers(found), str(actor.listener.pk)
    n_shown = len(whole) if request.GET.get("all") else SHOWN
    handler = next((one for one in listeners if getattr(one, "is_handling", False)), None)
    return show(
        request,
        "concerns/concern.html",
        found.network,
        {
            **context,
            **_facts(thread, found),
            "concern": found,
            "listener": actor.listener,
            "handler": handler,
            "is_mine": handler == actor.listener,
            "listeners": listeners,
            "doubts": doubts_in(actor, found, whole),
            "messages": lines(thread, names, me)[-n_shown:],
            "inside": lines(inside, names, me)[-n_shown:],
            "n_earlier": max(0, max(len(thread), len(inside)) - n_shown),
            "forms": _forms(found, inside, listeners, keep),
            "panels": [one for ask in panels.desk_panels if (one := ask(actor, found, whole))],
            "typed": request.POST if context["error"] or request.is_restored else {},  # type: ignore[attr-defined]
        },
    )


def _facts(thread: list[Message], found: Concern) -> dict[str, Any]:
    """What stands beside the conversation: dates, and what the raiser said of themselves and of others."""
    raised = next((one.content for one in thread if one.kind == "raised"), {})
    others = (one.content.get("others", "") for one in thread if one.kind == "exclusions")
    return {
        "state": wording.state_at_desk(found),
        "is_late": found.due_on is not None and found.due_on < today(found.network.time_zone),
        "raiser_name": raised.get("name", ""),
        "raiser_contact": raised.get("contact", ""),
        "kept_out": "\n".join(filter(None, others)),
    }


def _forms(
    found: Concern,
    inside: list[Message],
    listeners: list[Listener],
    keep: dict[str, forms.Form | None],
) -> dict[str, forms.Form]:
    """A fresh form for each act, but the one that was sent and not taken."""
    coded: dict[str, list[str]] = next(
        (one.content["codes"] for one in reversed(inside) if one.kind == "triage"), {}
    )
    chosen = {
        name: values if name in {"kind", "also"} else values[0] for name, values in coded.items()
    }
    made: dict[str, forms.Form] = {}
    for name, kind in FORMS.items():
        start = {"number": uuid.uuid4(), **(chosen if name == "triage" else {})}
        if kind is HandForm:
            made[name] = HandForm(listeners=listeners, auto_id="hand-%s")
        else:
            made[name] = kind(initial=start, auto_id=f"{name}-%s")
    made |= {name: form for name, form in keep.items() if form is not None}
    if found.state not in {Concern.State.SENT, Concern.State.ACKNOWLEDGED}:
        made["reply"].fields.pop("is_question", None)  # no first answer is waited for
    return made
