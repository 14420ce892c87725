"""When can you come: answering from a mail or signed in, how it stands, choosing the time."""

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import formats
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from groundswell.kernel.actors import Actor, can, require
from groundswell.kernel.permissions import Permission
from groundswell.kernel.web import (
    SignedInRequest,
    after_post,
    render_page,
    sentence_on,
    sign_in_required,
)
from groundswell.meetings import services
from groundswell.meetings.access import get_own_meeting_for, get_poll_by_link, get_poll_of
from groundswell.meetings.forms.polls import PollForm, ZoneForm
from groundswell.meetings.pictures import bars_of
from groundswell.meetings.queries import polls as queries
from groundswell.meetings.services.polls import why_closed
from groundswell.meetings.times import ZONE_COOKIE, known_zone
from groundswell.people.links import LinkActor
from groundswell.people.web import by_link

if TYPE_CHECKING:
    from groundswell.meetings.models import Poll

A_YEAR = 60 * 60 * 24 * 365


@require_http_methods(["GET", "POST"])
@by_link(Permission.POLL_ANSWER)
def poll_link(request: HttpRequest, actor: LinkActor, token: str) -> HttpResponse:
    """The page behind the link in the mail."""
    poll = get_poll_by_link(actor)
    require(actor, Permission.POLL_ANSWER, poll.meeting.network, about=poll)
    return _answer(request, actor, poll, ("meetings:poll_link", token))


@require_http_methods(["GET", "POST"])
@sign_in_required
def poll(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """The same for somebody who is signed in."""
    _network, meeting = get_own_meeting_for(request.user, slug, pk)
    poll = get_poll_of(meeting)
    require(request.user, Permission.POLL_ANSWER, poll.meeting.network)
    return _answer(request, request.user, poll, ("meetings:poll", slug, pk))


def _answer(
    request: HttpRequest, by: Actor, poll: "Poll", here: tuple[str | int, ...]
) -> HttpResponse:
    network = poll.meeting.network
    zone = _zone_of(request, network.time_zone)
    slots = queries.slots_of(poll)
    saved = queries.answers_of(poll, by.person_id or 0)
    marks = saved or queries.marks_for(network, slots, by.person_id or 0)
    form = PollForm(request.POST or None, slots=slots, zone=zone, marks=marks)
    if form.is_valid():
        with sentence_on(form):
            services.answer_poll(by=by, poll=poll, answers=form.answers)
            day = formats.date_format(poll.closes_on, "l j F")
            said = _("Thank you, that is saved. You can change it until %(day)s.") % {"day": day}
            response = after_post(request, str(here[0]), *here[1:], said=said)
            response.set_cookie(
                ZONE_COOKIE, zone, max_age=A_YEAR, httponly=True, secure=request.is_secure()
            )
            return response
    context = {
        "network": network,
        "actor": by,
        "poll": poll,
        "meeting": poll.meeting,
        "form": form,
        "zone": zone,
        "zone_form": ZoneForm({"zone": zone}, home=network.time_zone),
        "closed": why_closed(poll),
        "has_answered": bool(saved),
        "is_marked": bool(marks) and not saved,
    }
    return render_page(request, "meetings/poll.html", context)


def _zone_of(request: HttpRequest, home: str) -> str:
    asked = request.POST.get("zone") or request.GET.get("zone")
    return known_zone(asked) or known_zone(request.COOKIES.get(ZONE_COOKIE)) or home


@require_safe
@sign_in_required
def results(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """How many can come when; for chairs, who has not answered, and the button that fixes the time."""
    network, meeting = get_own_meeting_for(request.user, slug, pk)
    poll = get_poll_of(meeting)
    found = queries.results(poll)
    context: dict[str, Any] = {
        "network": network,
        "meeting": meeting,
        "poll": poll,
        "results": found,
        "picture": bars_of(found, network.time_zone),
        "is_open": queries.is_open(poll),
    }
    if can(request.user, Permission.MEETING_PLAN, network):
        context["not_answered"] = queries.not_answered(poll)[: queries.MOST_NAMES]
    return render_page(request, "meetings/results.html", context)


@require_POST
@sign_in_required
def fix(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Choose one of the times."""
    _network, meeting = get_own_meeting_for(request.user, slug, pk)
    wanted = request.POST.get("slot", "")
    slot = next((s for s in queries.slots_of(get_poll_of(meeting)) if str(s.pk) == wanted), None)
    if slot is None:
        raise Http404("No such time")
    try:
        services.fix_meeting(by=request.user, meeting=meeting, slot=slot)
        said = _("The time is fixed. Everybody gets it by mail, with a file for their calendar.")
    except services.MeetingError as error:
        said = str(error)
    return after_post(request, "meetings:meeting", slug, pk, said=said)
