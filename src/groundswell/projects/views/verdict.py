"""Asking members whether something delivered is felt, and closing the round."""

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from groundswell.kernel.actors import require
from groundswell.kernel.permissions import Permission
from groundswell.kernel.web import (
    SignedInRequest,
    after_post,
    render_page,
    sentence_on,
    sign_in_required,
)
from groundswell.people.web import by_link
from groundswell.projects import services
from groundswell.projects.access.ask import get_ask_for, get_linked_ask
from groundswell.projects.ask_story import fate
from groundswell.projects.forms.ask import JudgeForm, VerdictForm
from groundswell.projects.queries import asks

if TYPE_CHECKING:
    from groundswell.kernel.actors import Actor
    from groundswell.networks.models import Network
    from groundswell.people.links import LinkActor
    from groundswell.projects.models import Ask


@require_http_methods(["GET", "POST"])
@sign_in_required
def verdict(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Say whether it is felt."""
    network, ask = get_ask_for(request.user, slug, pk)
    return _verdict(request, request.user, network, ask)


@by_link(Permission.ASK_VERDICT)
@require_http_methods(["GET", "POST"])
def verdict_by_link(request: HttpRequest, actor: "LinkActor", token: str) -> HttpResponse:
    """The same from the mail, without signing in."""
    ask = get_linked_ask(actor)
    return _verdict(request, actor, ask.network, ask, token)


def _verdict(
    request: HttpRequest, by: "Actor", network: "Network", ask: "Ask", token: str = ""
) -> HttpResponse:
    own = asks.own_verdict(ask, by.person_id)
    initial = {"verdict": own.verdict, "text": own.text} if own else None
    form = VerdictForm(request.POST or None, initial=initial)
    if form.is_valid():
        with sentence_on(form):
            services.give_verdict(by=by, ask=ask, **form.cleaned_data)
        if form.is_valid():
            said = _("Thank you. Until the round closes you can change your answer here.")
            if token:
                return after_post(request, "projects:verdict_by_link", token, said=said)
            return after_post(request, "projects:ask", network.slug, ask.pk, said=said)
    is_open = ask.state == ask.State.DELIVERED
    context = {
        "network": network,
        "actor": by,
        "ask": ask,
        "form": form,
        "own": own,
        "is_open": is_open,
    }
    return render_page(request, "projects/ask/verdict.html", context)


@require_http_methods(["GET", "POST"])
@sign_in_required
def judge(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Close the round: read the words, write what they say together."""
    network, ask = get_ask_for(request.user, slug, pk)
    require(request.user, Permission.ASK_DELIVER, network)
    form = JudgeForm(request.POST or None)
    if form.is_valid():
        with sentence_on(form):
            services.judge_ask(by=request.user, ask=ask, text=form.cleaned_data["text"])
        if form.is_valid():
            said = _("The office reads it first. It is public after %(day)s, or once it replied.")
            day = ask.office_reply_due_on
            words = {"day": date_format(day, "j F") if day else ""}
            return after_post(request, "projects:ask", slug, pk, said=said % words)
    counts = asks.verdict_counts(ask)
    context = {
        "network": network,
        "ask": ask,
        "form": form,
        "fate": fate(counts),
        "n_any": sum(counts.values()),
        "sum": services.sum_up(counts).label if sum(counts.values()) else "",
        "voices": asks.verdict_words(ask),
    }
    return render_page(request, "projects/ask/judge.html", context)
