"""Pages about meetings: all of them, one of them, moving and cancelling one."""

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from groundswell.kernel.actors import can, require
from groundswell.kernel.errors import EditConflict
from groundswell.kernel.kept import kept_page
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
from groundswell.meetings.access import get_meeting_for, get_own_meeting_for
from groundswell.meetings.calendars import TYPE, download
from groundswell.meetings.forms.planning import MoveForm, ShareForm
from groundswell.networks.access import get_network_for
from groundswell.networks.queries import agreed_sisters, version_of_all

MOST_UPCOMING = 12


@require_safe
@sign_in_required
def index(request: SignedInRequest, slug: str) -> HttpResponse:
    """The next meeting large, those to come, and those that were."""
    network = get_network_for(request.user, slug)
    words = request.GET.get("q", "").strip()[:80]
    upcoming = list(queries.upcoming(network)[:MOST_UPCOMING])
    own = [meeting for meeting in upcoming if meeting.network_id == network.pk]
    context = {
        "network": network,
        "next": own[0] if own else None,
        "upcoming": [meeting for meeting in upcoming if not own or meeting != own[0]],
        "planned": queries.being_planned(network)[:MOST_UPCOMING],
        "past": page_of(request, queries.past(network, words), size=20),
        "words": words,
    }
    return render_page(request, "meetings/index.html", context, part="past")


@require_safe
@sign_in_required
def meeting(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """When, where, what stands on the agenda, and what came of it."""
    network, meeting = get_meeting_for(request.user, slug, pk)

    def make() -> HttpResponse:
        is_guest = meeting.network_id != network.pk
        context = {"network": network, "meeting": meeting, "is_guest": is_guest}
        if not is_guest and can(request.user, Permission.MEETING_SHARE, network):
            context["share_form"] = ShareForm(sisters=agreed_sisters(network)[:50])
            context["shared_with"] = queries.shared_with(meeting)
        return render_page(request, "meetings/meeting.html", context)

    return kept_page(request, network, version_of_all(network), make)


@require_safe
@sign_in_required
def ics(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """The meeting as a file for a calendar."""
    _network, meeting = get_meeting_for(request.user, slug, pk)
    if meeting.starts_at is None:
        raise Http404("No time yet")
    answer = HttpResponse(download(meeting), content_type=TYPE)
    answer.headers["Content-Disposition"] = 'attachment; filename="meeting.ics"'
    return answer


@require_http_methods(["GET", "POST"])
@sign_in_required
def move(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Another time or place for a meeting."""
    network, meeting = get_own_meeting_for(request.user, slug, pk)
    require(request.user, Permission.MEETING_PLAN, network)
    form = MoveForm.about(meeting, request.POST or None)
    theirs = None
    if form.is_valid():
        wanted = {name: form.cleaned_data[name] for name in form.saved}
        with sentence_on(form):
            try:
                services.move_meeting(by=request.user, meeting=meeting, **wanted)
            except EditConflict as conflict:
                theirs = conflict.theirs
                raise
        if form.is_valid():
            said = _("Saved. Everybody gets a mail that updates their calendar.")
            return after_post(request, "meetings:meeting", slug, pk, said=said)
    context = {"network": network, "meeting": meeting, "form": form, "theirs": theirs}
    return render_page(request, "meetings/move.html", context)


@require_POST
@sign_in_required
def cancel(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Call it off."""
    _network, meeting = get_own_meeting_for(request.user, slug, pk)
    services.cancel_meeting(by=request.user, meeting=meeting)
    said = _("Cancelled. Everybody who had it in their calendar is told.")
    return after_post(request, "meetings:meeting", slug, pk, said=said)


@require_POST
@sign_in_required
def share(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Show the meeting to a sister network, or stop."""
    network, meeting = get_own_meeting_for(request.user, slug, pk)
    form = ShareForm(request.POST, sisters=agreed_sisters(network)[:50])
    if not form.is_valid():
        said = _("That network is not a sister any more. Nothing was changed.")
    elif "stop" in request.POST:
        services.unshare_meeting(by=request.user, meeting=meeting, sister=form.chosen)
        said = _("%(name)s no longer sees this meeting.") % {"name": form.chosen.name}
    else:
        services.share_meeting(by=request.user, meeting=meeting, sister=form.chosen)
        said = _("Members of %(name)s can now see this meeting and come.") % {
            "name": form.chosen.name
        }
    return after_post(request, "meetings:meeting", slug, pk, said=said)
