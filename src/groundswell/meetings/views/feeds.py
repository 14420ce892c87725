"""One's own calendar feed."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from groundswell.formats.calendar_out import write_feed
from groundswell.kernel.web import SignedInRequest, after_post, render_page, sign_in_required
from groundswell.meetings import services
from groundswell.meetings.access import get_feed_owner
from groundswell.meetings.calendars import TYPE
from groundswell.meetings.queries.feeds import feed_entries, has_feed
from groundswell.networks.access import get_network_for
from groundswell.people.services import absolute
from groundswell.people.web import discreet


@require_http_methods(["GET", "POST"])
@sign_in_required
def feed(request: SignedInRequest, slug: str) -> HttpResponse:
    """Get an address for one's calendar, a new one, or none."""
    network = get_network_for(request.user, slug)
    address = ""
    if request.method == "POST" and "end" in request.POST:
        services.end_feed(by=request.user, network=network)
        return after_post(request, "meetings:feed", slug)
    if request.method == "POST":
        token = services.make_feed(by=request.user, network=network)
        address = absolute(reverse("meetings:calendar_feed", args=[token]))
    context = {"network": network, "address": address, "has_feed": has_feed(request.user.pk)}
    return discreet(render_page(request, "meetings/feed.html", context))


@require_safe
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """What the calendar fetches. Whoever has the address has the feed, so it can be ended."""
    person = get_feed_owner(token)
    answer = HttpResponse(write_feed("Groundswell", feed_entries(person)), content_type=TYPE)
    return discreet(answer)
