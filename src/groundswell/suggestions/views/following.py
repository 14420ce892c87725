"""The pages of whoever raised something: their own, by account or by private link."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from groundswell.kernel.actors import Actor
from groundswell.kernel.clock import today
from groundswell.kernel.permissions import Permission
from groundswell.kernel.web import (
    SignedInRequest,
    page_of,
    render_page,
    sentence_on,
    sign_in_required,
)
from groundswell.networks.access import get_network_for
from groundswell.people.links import LinkActor
from groundswell.people.services import absolute
from groundswell.people.web import by_link
from groundswell.suggestions.access import (
    get_network_to_raise_in,
    get_own_suggestion,
    get_suggestion_by_link,
    own_suggestions,
)
from groundswell.suggestions.forms import RateForm, WriteForm
from groundswell.suggestions.models import Suggestion
from groundswell.suggestions.queries import steps_of, thread_of, timeline, what_came, with_group
from groundswell.suggestions.services import rate, widen, write_more
from groundswell.suggestions.wording import raiser_name, title_of


@require_safe
@sign_in_required
def mine(request: SignedInRequest, slug: str) -> HttpResponse:
    """Everything somebody raised under their own name."""
    network = get_network_to_raise_in(request.user, slug)
    page = page_of(request, own_suggestions(request.user, network))
    return render_page(
        request,
        "suggestions/mine.html",
        {"network": network, "page": page, "rows": [_row(one) for one in page]},
    )


def _row(suggestion: Suggestion) -> dict[str, Any]:
    return {"suggestion": suggestion, "title": title_of(suggestion.text)}


@require_safe
@sign_in_required
def with_the_group(request: SignedInRequest, slug: str) -> HttpResponse:
    """What was raised with the group, for its members."""
    network = get_network_for(request.user, slug)
    page = page_of(request, with_group(network), 15)
    rows = [
        {"suggestion": one, "who": raiser_name(one), "steps": thread_of(list(one.steps.all()))}
        for one in page
    ]
    return render_page(
        request, "suggestions/group.html", {"network": network, "page": page, "rows": rows}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def own(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """One thing somebody raised, by their account."""
    return _follow(request, request.user, get_own_suggestion(request.user, slug, pk))


@by_link(Permission.SUGGESTION_FOLLOW)
@require_http_methods(["GET", "HEAD", "POST"])
def by_private_link(request: HttpRequest, actor: LinkActor, token: str) -> HttpResponse:
    """The same page for somebody without an account, or without a name."""
    suggestion = get_suggestion_by_link(actor)
    return _follow(request, actor, suggestion, private_url=absolute(request.path))


def _follow(
    request: HttpRequest, actor: Actor, suggestion: Suggestion, private_url: str = ""
) -> HttpResponse:
    does = request.POST.get("do", "")
    posted = request.POST if request.method == "POST" else None
    write = WriteForm(posted if does == "write" else None)
    rating = RateForm(posted if does == "rate" else None, initial=_rated(suggestion))
    if does == "widen":
        widen(by=actor, suggestion=suggestion)
        return redirect(request.path)
    if write.is_bound and write.is_valid():
        with sentence_on(write):
            number = request.POST.get("_once", "")[:64]
            text = write.cleaned_data["text"]
            write_more(by=actor, suggestion=suggestion, text=text, number=number)
            return redirect(f"{request.path}#wrote")
    if rating.is_bound and _is_rated(rating, actor, suggestion):
        return redirect(f"{request.path}#rated")
    steps = steps_of(suggestion)
    context = {
        "network": suggestion.network,
        "actor": actor,
        "suggestion": suggestion,
        "title": title_of(suggestion.text),
        "steps": thread_of(steps),
        "messages_said": timeline(suggestion, steps, is_own=True),
        "write_form": write,
        "rate_form": rating,
        "was_asked": any(step.what == "asked" for step in steps) or bool(suggestion.rating),
        "private_url": private_url,
        "is_late": bool(
            suggestion.due_on and suggestion.due_on < today(suggestion.network.time_zone)
        ),
    }
    return render_page(request, "suggestions/follow.html", context)


def _rated(suggestion: Suggestion) -> dict[str, str]:
    return {"rating": suggestion.rating, "rating_text": suggestion.rating_text}


def _is_rated(form: RateForm, actor: Actor, suggestion: Suggestion) -> bool:
    if form.is_valid():
        with sentence_on(form):
            typed = form.cleaned_data
            rate(
                by=actor,
                suggestion=suggestion,
                rating=typed["rating"],
                text=typed["rating_text"],
            )
            return True
    return False


@by_link(Permission.SUGGESTION_RATE)
@require_http_methods(["GET", "HEAD", "POST"])
def did_it_work(request: HttpRequest, actor: LinkActor, token: str) -> HttpResponse:
    """Three buttons from a mail. Opening the page says nothing yet; pressing one does."""
    suggestion = get_suggestion_by_link(actor)
    form = RateForm(request.POST or None, initial=_rated(suggestion))
    if form.is_bound and _is_rated(form, actor, suggestion):
        return redirect(request.path)
    context = {
        "network": suggestion.network,
        "actor": actor,
        "suggestion": suggestion,
        "rate_form": form,
        "page_title": _("Did it work for you?"),
        "what_came": what_came(suggestion),
    }
    return render_page(request, "suggestions/did_it_work.html", context)
