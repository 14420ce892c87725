"""From an empty installation to a network with people in it: one question on each screen."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from groundswell.kernel.actors import SYSTEM
from groundswell.kernel.permissions import Permission
from groundswell.kernel.web import (
    SignedInRequest,
    after_post,
    once,
    render_page,
    sentence_on,
    sign_in_required,
)
from groundswell.networks import queries, services
from groundswell.networks.access import get_network_for
from groundswell.networks.forms.joining import InviteForm
from groundswell.networks.forms.network import CodeForm, FounderForm, FoundForm, RoutesForm
from groundswell.networks.models import Network
from groundswell.people.web import sign_in_new

KEPT, OPENED = "founding", "founding_opened"
STEPS = ("name", "routes", "you", "people", "poll", "wall")


def steps_shown(here: str) -> list[dict[str, Any]]:
    """The six steps for the stepper."""
    labels = [_("Name"), _("Help"), _("You"), _("People"), _("First meeting"), _("The wall")]
    place = STEPS.index(here)
    return [
        {"label": label, "reached": n < place, "current": n == place}
        for n, label in enumerate(labels)
    ]


@require_http_methods(["GET", "POST"])
@once
def begin(request: HttpRequest, step: str = "name") -> HttpResponse:
    """The first three questions, of whoever runs this installation. What is typed waits in the session."""
    if not queries.is_empty():
        if settings.DEMO:  # its people and a real network's never share a database
            return render_page(request, "networks/begin_elsewhere.html", {})
        return redirect("home:front")
    if not _is_opened(request):
        return _code(request)
    kept: dict[str, Any] = request.session.get(KEPT, {})
    kinds = {"name": FoundForm, "routes": RoutesForm, "you": FounderForm}
    if step not in kinds or (step != "name" and not kept.get("name")):
        return redirect("networks:begin")
    form = kinds[step](request.POST or None, initial=kept)
    if form.is_valid():
        kept = {**kept, **form.cleaned_data}
        request.session[KEPT] = kept
        if step != "you":
            return redirect("networks:begin_step", STEPS[STEPS.index(step) + 1])
        with sentence_on(form):
            return _found(request, kept)
    return render_page(
        request,
        f"networks/begin_{step}.html",
        {"form": form, "steps": steps_shown(step), "next_step": STEPS[STEPS.index(step) + 1]},
    )


def _is_opened(request: HttpRequest) -> bool:
    return settings.DEBUG or bool(request.session.get(OPENED))


def _code(request: HttpRequest) -> HttpResponse:
    form = CodeForm(request.POST or None)
    if form.is_valid():
        typed = "".join(form.cleaned_data["code"].upper().replace("-", "").split())
        if constant_time_compare(typed, queries.setup_code().replace("-", "")):
            request.session[OPENED] = True
            return redirect("networks:begin")
        form.add_error(
            "code", _("That is not the code. It has three groups of four letters and numbers.")
        )
    return render_page(request, "networks/begin_code.html", {"form": form})


def _found(request: HttpRequest, kept: dict[str, Any]) -> HttpResponse:
    network = services.found_network(
        by=SYSTEM, **{"emergency_text": _("In danger now? Call 999."), **kept}
    )
    founder = queries.cochairs(network)[0]
    request.session.pop(KEPT, None)
    sign_in_new(request, founder)
    return redirect("networks:setup", network.slug, "people")


@require_safe
@sign_in_required
def setup(request: SignedInRequest, slug: str, step: str) -> HttpResponse:
    """The other three: paste addresses, send the first poll, look at the wall. Each may wait."""
    network = get_network_for(request.user, slug, Permission.NETWORK_SETTINGS)
    if step not in STEPS[3:]:
        raise Http404("No such page")
    form = InviteForm(None, network=network) if step == "people" else None
    return render_page(
        request,
        f"networks/setup_{step}.html",
        {
            "network": network,
            "form": form,
            "steps": steps_shown(step),
            "plan_url": _url("meetings:plan", network),
            "wall_url": _url("wall:wall", network),
            "n_members": sum(queries.counts_by_kind(network).values()),
            "n_invited": queries.open_invitations(network).count(),
        },
    )


def _url(name: str, network: Network) -> str:
    try:
        return reverse(name, args=[network.slug])
    except NoReverseMatch:
        return ""


@require_http_methods(["GET", "POST"])
@sign_in_required
@once
def found(request: SignedInRequest, slug: str) -> HttpResponse:
    """A co-chair starts another network beside this one."""
    network = get_network_for(request.user, slug, Permission.NETWORK_FOUND)
    form = FoundForm(request.POST or None, initial={"institution": network.institution})
    if form.is_valid():
        with sentence_on(form):
            other = services.found_network(
                by=request.user,
                beside=network,
                founder=request.user,
                founder_kind=queries.side_of(request.user, network),
                official_route_name=network.official_route_name,
                official_route_url=network.official_route_url,
                emergency_text=network.emergency_text,
                region=network.region,
                **form.cleaned_data,
            )
            return after_post(
                request, "networks:setup", other.slug, "people", said=_("The network is there.")
            )
    return render_page(request, "networks/found.html", {"network": network, "form": form})
