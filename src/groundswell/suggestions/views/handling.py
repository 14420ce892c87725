"""The co-chairs' pages: the board, one matter, and what can be done with it."""

from collections.abc import Callable
from typing import Any

from django.forms import Form
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from groundswell.kernel.web import (
    SignedInRequest,
    after_post,
    once,
    page_of,
    render_page,
    sentence_on,
    sign_in_required,
)
from groundswell.people.queries import person
from groundswell.suggestions.access import (
    get_board_for,
    get_suggestion_to_handle,
    handleable,
)
from groundswell.suggestions.forms import (
    AgendaForm,
    AnswerForm,
    CloseForm,
    PassForm,
    ProjectForm,
)
from groundswell.suggestions.models import Suggestion
from groundswell.suggestions.queries import (
    board_tabs,
    chairs_to_choose,
    in_tab,
    project_kinds,
    steps_of,
    thread_of,
    timeline,
)
from groundswell.suggestions.services import (
    answer,
    close,
    pass_on,
    take,
    to_agenda,
    to_project,
)
from groundswell.suggestions.wording import raiser_name, title_of


@require_safe
@sign_in_required
def board(request: SignedInRequest, slug: str) -> HttpResponse:
    """What waits for an answer, the earliest first; what is mine; what is closed."""
    network = get_board_for(request.user, slug)
    tab = request.GET.get("tab", "open")
    rows = handleable(request.user, network)
    page = page_of(request, in_tab(rows, tab, request.user))
    context = {
        "network": network,
        "page": page,
        "rows": [{"one": s, "title": title_of(s.text), "who": raiser_name(s)} for s in page],
        "tabs": board_tabs(rows, tab, request.user),
        "tab": tab,
    }
    return render_page(request, "suggestions/board.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
@once
def handle(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """One matter with its conversation, and the answer."""
    suggestion = get_suggestion_to_handle(request.user, slug, pk)
    form = AnswerForm(request.POST or None)
    if form.is_bound and form.is_valid():
        with sentence_on(form):
            answer(by=request.user, suggestion=suggestion, text=form.cleaned_data["text"])
            return after_post(
                request, "suggestions:handle", slug, pk, said=_("Sent. Whoever raised it reads it.")
            )
    steps = steps_of(suggestion)
    context = {
        "network": suggestion.network,
        "suggestion": suggestion,
        "title": title_of(suggestion.text),
        "who": raiser_name(suggestion),
        "steps": thread_of(steps),
        "messages_said": timeline(suggestion, steps, is_own=False),
        "form": form,
        "others": _others(suggestion),
    }
    return render_page(request, "suggestions/handle.html", context)


def _others(suggestion: Suggestion) -> list[tuple[str, str]]:
    chairs = chairs_to_choose(suggestion.network)
    return [chair for chair in chairs if chair[0] != str(suggestion.owner_id)]


@require_POST
@sign_in_required
def take_it(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Look after it oneself."""
    suggestion = get_suggestion_to_handle(request.user, slug, pk)
    take(by=request.user, suggestion=suggestion)
    return after_post(request, "suggestions:handle", slug, pk, said=_("You look after this now."))


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
@once
def pass_it_on(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Give it to another co-chair."""
    suggestion = get_suggestion_to_handle(request.user, slug, pk)
    form = PassForm(request.POST or None, chairs=_others(suggestion))

    def do(typed: dict[str, Any]) -> None:
        to = person(int(typed["to"]))
        if to is not None:
            pass_on(by=request.user, suggestion=suggestion, to=to)

    page = {
        "title": _("Pass it on"),
        "sees": _("Whoever raised it is told who looks after it now."),
        "button": _("Pass it on"),
        "goes_to": "suggestions:board",
    }
    return _act(request, suggestion, form, do, page)


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
@once
def to_meeting(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Put it on the agenda, in words from which nobody can be recognised."""
    suggestion = get_suggestion_to_handle(request.user, slug, pk)
    shown = suggestion.is_for_group
    initial = {"title": title_of(suggestion.text), "text": suggestion.text} if shown else {}
    form = AgendaForm(request.POST or None, initial=initial)
    page = {
        "title": _("Put it on the agenda"),
        "sees": _("All members. Whoever raised it reads the same words."),
        "button": _("Put it on the agenda"),
        "asks_care": not shown,
    }
    return _act(
        request,
        suggestion,
        form,
        lambda typed: to_agenda(by=request.user, suggestion=suggestion, **typed),
        page,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
@once
def start(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Start a project from it."""
    suggestion = get_suggestion_to_handle(request.user, slug, pk)
    shown = suggestion.is_for_group
    initial = {"title": title_of(suggestion.text), "origin": suggestion.text[:500]} if shown else {}
    form = ProjectForm(request.POST or None, initial=initial, kinds=project_kinds())
    page = {
        "title": _("Start a project"),
        "sees": _("All members. Whoever raised it is told."),
        "button": _("Start the project"),
        "asks_care": not shown,
    }

    def do(typed: dict[str, Any]) -> None:
        to_project(by=request.user, suggestion=suggestion, **typed)

    return _act(request, suggestion, form, do, page)


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
@once
def close_it(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Close it with what came of it."""
    suggestion = get_suggestion_to_handle(request.user, slug, pk)
    form = CloseForm(request.POST or None)
    everybody = _("Whoever raised it, and all members, since it was raised with the group.")
    page = {
        "title": _("Close it"),
        "sees": everybody if suggestion.is_for_group else _("Whoever raised it, and co-chairs."),
        "button": _("Close it and send this"),
    }

    def do(typed: dict[str, Any]) -> None:
        close(by=request.user, suggestion=suggestion, outcome=typed["text"])

    return _act(request, suggestion, form, do, page)


def _act(
    request: SignedInRequest,
    suggestion: Suggestion,
    form: Form,
    do: Callable[[dict[str, Any]], None],
    page: dict[str, Any],
) -> HttpResponse:
    slug = suggestion.network.slug
    if form.is_bound and form.is_valid():
        with sentence_on(form):
            do(form.cleaned_data)
            said = _("Done. Whoever raised it is told.")
            if page.get("goes_to"):
                return after_post(request, page["goes_to"], slug, said=said)
            return after_post(request, "suggestions:handle", slug, suggestion.pk, said=said)
    context = {"network": suggestion.network, "suggestion": suggestion, "form": form, "page": page}
    return render_page(request, "suggestions/act.html", context)
