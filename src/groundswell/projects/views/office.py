"""The pages an office opens from its mail. No account; a GET changes nothing."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from groundswell.kernel.clock import today
from groundswell.kernel.permissions import Permission
from groundswell.kernel.web import after_post, once, render_page, sentence_on
from groundswell.people.web import by_link
from groundswell.projects import services
from groundswell.projects.access.ask import get_linked_ask
from groundswell.projects.ask_story import fate, story
from groundswell.projects.forms.office import WAYS, OfficeForm, ReplyForm
from groundswell.projects.pictures import promises
from groundswell.projects.queries import asks

if TYPE_CHECKING:
    from groundswell.people.links import LinkActor
    from groundswell.projects.models import Ask

SAID = {
    "yes": gettext_lazy(
        "Thank you. Your commitment and its date are recorded; you will be reminded before it is due."
    ),
    "no": gettext_lazy("Thank you. Your reason is recorded, and those who asked will read it."),
    "later": gettext_lazy("Thank you. The network is told; this link stays open for your answer."),
    "done": gettext_lazy("Thank you. It is recorded, and members are asked whether they feel it."),
}


@by_link(Permission.ASK_ANSWER)
@require_http_methods(["GET", "POST"])
@once
def ask_by_link(request: HttpRequest, actor: "LinkActor", token: str) -> HttpResponse:
    """What is asked, and the ways to answer; later, to record that it was done."""
    ask = get_linked_ask(actor)
    sent = WAYS.get(request.POST.get("way", "")) if request.method == "POST" else None
    form = sent(request.POST) if sent else None
    if form is not None and form.is_valid():
        with sentence_on(form):
            _take(actor, ask, form)
        if form.is_valid():
            return after_post(request, "projects:ask_by_link", token, said=str(SAID[form.way]))
    context = _page(ask, actor) | {
        "forms": {way: kind(initial=_initial(ask)) for way, kind in WAYS.items()}
        | ({form.way: form} if form is not None else {}),
        "stray": form if form is not None and form.way not in _offered(ask) else None,
    }
    return render_page(request, "projects/ask/by_link.html", context)


def _offered(ask: "Ask") -> set[str]:
    """The ways that are open now. What was typed into another is shown by itself, so that it is not lost."""
    if ask.is_waiting_for_reply:
        return {"yes", "no"} if ask.reply_moved_from else {"yes", "no", "later"}
    return {"done"} if ask.state == ask.State.COMMITTED else set()


def _take(actor: "LinkActor", ask: "Ask", form: OfficeForm) -> None:
    text, on = form.cleaned_data["text"], form.cleaned_data.get("on")
    if form.way == "done":
        services.deliver_ask(by=actor, ask=ask, evidence=text, on=on)
    else:
        services.answer_ask(by=actor, ask=ask, way=form.way, text=text, on=on)


def _initial(ask: "Ask") -> dict[str, Any]:
    """The day of a delivery is usually today; the others are left to the office."""
    is_due = ask.state == ask.State.COMMITTED
    return {"on": today(ask.network.time_zone)} if is_due else {}


def _page(ask: "Ask", actor: "LinkActor") -> dict[str, Any]:
    tally = asks.office_tally(ask.office, ask.network)
    return {
        "network": ask.network,
        "actor": actor,
        "ask": ask,
        "story": story(ask, asks.steps_of(ask), for_office=True),
        "picture": promises(tally, is_one_office=True),
        "record": asks.office_commitments(ask.office)[:10],
    }


@by_link(Permission.ASK_REPLY)
@require_http_methods(["GET", "POST"])
@once
def reply_by_link(request: HttpRequest, actor: "LinkActor", token: str) -> HttpResponse:
    """The verdict, before anybody else reads it, and a field to reply."""
    ask = get_linked_ask(actor)
    form = ReplyForm(request.POST or None)
    if form.is_valid():
        with sentence_on(form):
            services.reply_to_verdict(by=actor, ask=ask, text=form.cleaned_data["text"])
        if form.is_valid():
            said = _("Thank you. Your reply stands beside the verdict, for everybody to read.")
            return after_post(request, "projects:reply_by_link", token, said=said)
    counts = asks.verdict_counts(ask)
    context = _page(ask, actor) | {"form": form, "fate": fate(counts), "is_few": not fate(counts)}
    return render_page(request, "projects/ask/reply.html", context)
