"""Finding a time: what the timetables say, and asking everyone."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from groundswell.kernel.actors import require
from groundswell.kernel.clock import today
from groundswell.kernel.permissions import Permission
from groundswell.kernel.web import (
    SignedInRequest,
    after_post,
    once,
    render_page,
    sentence_on,
    sign_in_required,
)
from groundswell.meetings import services
from groundswell.meetings.access import get_own_meeting_for
from groundswell.meetings.forms.plan import AskForm, WindowForm, usual_title, usual_window
from groundswell.meetings.pictures import week_of
from groundswell.meetings.queries.availability import Outlook, outlook
from groundswell.meetings.queries.planning import being_planned
from groundswell.networks.access import get_network_for
from groundswell.networks.queries import open_invitations

if TYPE_CHECKING:
    from groundswell.meetings.models import Meeting
    from groundswell.networks.models import Network


@require_http_methods(["GET", "POST"])
@sign_in_required
@once
def plan(request: SignedInRequest, slug: str) -> HttpResponse:
    """A new meeting: look for times, then ask everyone."""
    network = get_network_for(request.user, slug)
    require(request.user, Permission.MEETING_PLAN, network)
    return _plan(request, network, None)


@require_http_methods(["GET", "POST"])
@sign_in_required
@once
def plan_again(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """The same for a meeting that is planned but has not been asked about."""
    network, meeting = get_own_meeting_for(request.user, slug, pk)
    require(request.user, Permission.MEETING_PLAN, network)
    return _plan(request, network, meeting)


def _plan(request: SignedInRequest, network: "Network", meeting: "Meeting | None") -> HttpResponse:
    window, found = _look(request, network)
    form = _ask_form(request, network, meeting, window, found)
    if form.is_valid():
        wanted = form.cleaned_data
        asked = {"slots": wanted["slots"], "closes_on": wanted["closes_on"]}
        words = {name: wanted[name] for name in ("title", "place", "online_url")}
        if "fix" in request.POST and meeting is None:
            starts_at, ends_at = wanted["slots"][0]
            fixed = services.plan_meeting(
                by=request.user, network=network, starts_at=starts_at, ends_at=ends_at, **words
            )
            said = _(
                "The time is fixed. Everybody gets it by mail, with a file for their calendar."
            )
            return after_post(request, "meetings:meeting", network.slug, fixed.pk, said=said)
        with sentence_on(form):
            if meeting is None:
                poll = services.ask_everyone(by=request.user, network=network, **words, **asked)
            else:
                poll = services.open_poll(by=request.user, meeting=meeting, **asked)
            said = _asked_words(network)
            if then := _then(request, network):
                return after_post(request, then, said=said)
            return after_post(request, "meetings:meeting", network.slug, poll.meeting_id, said=said)
    context = {
        "network": network,
        "meeting": meeting,
        "window": window,
        "form": form,
        "outlook": found,
        "week": week_of(found) if found else None,
        "then": _then(request, network),
        "asked_already": [one for one in being_planned(network)[:6] if _is_asked(one, meeting)],
    }
    return render_page(request, "meetings/plan.html", context, part="proposals")


def _is_asked(one: "Meeting", about: "Meeting | None") -> bool:
    return one.state == one.State.POLLING and one != about


def _asked_words(network: "Network") -> str:
    """Who gets the mail. Somebody who is invited has no link of their own before they join."""
    said = _("Every member is asked by mail, with a link to tap.")
    if open_invitations(network).exists():
        said += " " + _("Whoever is invited finds the question here when they join.")
    return said


def _then(request: SignedInRequest, network: "Network") -> str:
    """The founder's next step, when that is where somebody came from."""
    wanted = request.GET.get("then", "")
    return wanted if wanted.startswith(f"/n/{network.slug}/setup/") else ""


def _look(request: SignedInRequest, network: "Network") -> tuple[WindowForm, Outlook | None]:
    """The window asked for, or the usual one, and what it offers."""
    usual = usual_window(today(network.time_zone))
    form = WindowForm(request.GET if "first" in request.GET else usual)
    if not form.is_valid():
        return form, None
    return form, outlook(network, not_before=timezone.now(), **form.cleaned_data)


def _likely_day(first: date, found: Outlook | None) -> date:
    """The day the meeting is likely to be on, so that its name has the right month."""
    offered = sorted(one.starts_at.date() for one in found.proposals[:3]) if found else []
    return offered[len(offered) // 2] if offered else first + timedelta(days=14)


def _ask_form(
    request: SignedInRequest,
    network: "Network",
    meeting: "Meeting | None",
    window: WindowForm,
    found: Outlook | None,
) -> AskForm:
    usual = usual_window(today(network.time_zone))
    chosen: dict[str, Any] = window.cleaned_data if found else usual
    initial: dict[str, Any] = {
        "title": usual_title(_likely_day(chosen["first"], found)),
        "minutes": chosen["minutes"],
        "closes_on": min(today(network.time_zone) + timedelta(days=6), chosen["first"]),
    }
    if meeting is not None:
        initial |= {n: getattr(meeting, n) for n in ("title", "place", "online_url")}
    return AskForm(
        request.POST or None,
        zone=network.time_zone,
        proposals=found.proposals if found else (),
        initial=initial,
    )
