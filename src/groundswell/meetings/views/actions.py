"""Pages about what people said they would do: the list, one action, and the page behind the mailed link."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from groundswell.kernel.actors import Actor, can, require
from groundswell.kernel.errors import EditConflict
from groundswell.kernel.permissions import Permission
from groundswell.kernel.web import (
    SignedInRequest,
    after_post,
    page_of,
    render_page,
    sentence_on,
    sign_in_required,
)
from groundswell.meetings import queries, services
from groundswell.meetings.access import get_action_for
from groundswell.meetings.forms.actions import (
    ActionForm,
    DoneForm,
    LetGoForm,
    PassOnForm,
    StuckForm,
)
from groundswell.meetings.models import Action
from groundswell.networks.access import get_network_for
from groundswell.people.links import LinkActor
from groundswell.people.queries import person as person_by_id
from groundswell.people.web import by_link

SHOWN = ("all", "mine", "closed")


@require_safe
@sign_in_required
def actions(request: SignedInRequest, slug: str) -> HttpResponse:
    """What is open, by due date; mine alone; what is closed. Nobody is counted."""
    network = get_network_for(request.user, slug)
    show = request.GET.get("show", "")
    show = show if show in SHOWN else "all"
    rows = {
        "all": lambda: queries.open_actions(network),
        "mine": lambda: queries.open_actions_of(request.user.pk, network.pk),
        "closed": lambda: queries.closed_actions(network),
    }[show]()
    here = request.path
    labels = {"all": _("Everybody's"), "mine": _("Mine"), "closed": _("Closed")}
    tabs = [
        {"label": labels[key], "url": f"{here}?show={key}", "current": key == show} for key in SHOWN
    ]
    context = {"network": network, "show": show, "tabs": tabs, "page": page_of(request, rows)}
    return render_page(request, "meetings/actions.html", context)


@require_http_methods(["GET", "POST"])
@sign_in_required
def action(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """One action: done, stuck, passed on, corrected or let go."""
    network = get_network_for(request.user, slug)
    action = get_action_for(request.user, network, pk)
    form = ActionForm.about(action, request.POST or None)
    theirs = None
    if form.is_valid():
        with sentence_on(form):
            try:
                services.edit_action(by=request.user, action=action, **form.cleaned_data)
            except EditConflict as conflict:
                theirs = conflict.theirs
                form.data = {**request.POST.dict(), "version": action.version}
                raise
        if form.is_valid():
            return after_post(request, "meetings:action", slug, pk, said=_("Saved."))
    context: dict[str, object] = {"form": form, "theirs": theirs}
    return _action_page(request, action, context, status=409 if theirs else 200)


def _action_page(
    request: SignedInRequest, action: Action, context: dict[str, object], status: int = 200
) -> HttpResponse:
    is_mine = action.owner_id == request.user.pk
    may_pass = is_mine or can(request.user, Permission.ACTION_REASSIGN, action.network)
    owners = queries.possible_owners(action) if may_pass and action.is_open else []
    shown = {
        "network": action.network,
        "action": action,
        "is_mine": is_mine,
        "form": ActionForm.about(action, None),
        "done_form": DoneForm(),
        "stuck_form": StuckForm(),
        "pass_form": PassOnForm(owners=owners) if owners else None,
        "let_go_form": LetGoForm(),
        **context,
    }
    return render_page(request, "meetings/action.html", shown, status=status)


@require_POST
@sign_in_required
def answer(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Done, stuck, not done after all, passed on or let go; then back to where the button stood."""
    network = get_network_for(request.user, slug)
    action = get_action_for(request.user, network, pk)
    try:
        said = _answer(request, action)
    except services.ActionError as error:
        form = ActionForm.about(action, None)
        context: dict[str, object] = {"form": form, "problem": str(error)}
        context["stuck_form"] = StuckForm(initial={"why": request.POST.get("why", "")})
        return _action_page(request, action, context, status=422)
    back = request.POST.get("back", "")
    if url_has_allowed_host_and_scheme(back, allowed_hosts=None) and back.startswith("/"):
        return after_post(request, back, said=said)
    return after_post(request, "meetings:action", slug, pk, said=said)


def _answer(request: SignedInRequest, action: Action) -> str:
    do, why = request.POST.get("do", ""), request.POST.get("why", "")[:2000]
    is_theirs = "as_owner" in request.POST
    if do == "pass":
        return _pass_on(request, action)
    if do == "drop":
        services.drop_action(by=request.user, action=action, why=why)
        return _("It is let go, with the reason beside it.")
    return _answer_as(
        request.user, action, do, request.POST.get("outcome", "")[:2000], why, is_theirs
    )


def _answer_as(by: Actor, action: Action, do: str, outcome: str, why: str, as_owner: bool) -> str:
    if do == "stuck":
        services.mark_stuck(by=by, action=action, why=why, as_owner=as_owner)
        return _("Thank you for saying so. It goes on the next agenda.")
    if do == "reopen":
        services.reopen_action(by=by, action=action)
        return _("It is open again.")
    is_first = services.mark_done(by=by, action=action, outcome=outcome, as_owner=as_owner)
    return _("Done. Thank you.") if is_first else _("This was closed already.")


def _pass_on(request: SignedInRequest, action: Action) -> str:
    form = PassOnForm(request.POST, owners=queries.possible_owners(action))
    owner = person_by_id(form.cleaned_data["owner"]) if form.is_valid() else None
    if owner is None:
        raise services.ActionError(_("Choose a member of this network to pass it to."))
    services.reassign_action(by=request.user, action=action, owner=owner)
    return _("Passed on. %(name)s is told.") % {"name": owner}


@require_http_methods(["GET", "POST"])
@by_link(Permission.ACTION_ANSWER)
def action_link(request: HttpRequest, actor: LinkActor, token: str) -> HttpResponse:
    """The page behind the mailed link: the action and two buttons. Opening it changes nothing."""
    action = queries.action(actor.about_id)
    if action is None:
        raise Http404("No such action")
    require(actor, Permission.ACTION_ANSWER, action.network, about=action)
    stuck_form = StuckForm()
    problem = ""
    if request.method == "POST":
        do, why = request.POST.get("do", ""), request.POST.get("why", "")
        stuck_form = StuckForm(request.POST) if do == "stuck" else stuck_form
        if do != "stuck" or stuck_form.is_valid():
            try:
                said = _answer_as(
                    actor, action, do, request.POST.get("outcome", "")[:2000], why, True
                )
            except services.ActionError as error:
                problem = str(error)
            else:
                return after_post(request, reverse("meetings:action_link", args=[token]), said=said)
    context = {
        "actor": actor,
        "network": action.network,
        "action": action,
        "is_theirs": action.owner_id == actor.person_id,
        "is_stuck_asked": "stuck" in request.GET or bool(stuck_form.errors),
        "done_form": DoneForm(),
        "stuck_form": stuck_form,
        "problem": problem,
    }
    return render_page(
        request,
        "meetings/action_link.html",
        context,
        status=422 if request.method == "POST" else 200,
    )
