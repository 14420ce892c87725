"""What was heard, for everybody: published figures, and nothing that is not published."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from groundswell.concerns.access import get_network_to_read
from groundswell.concerns.queries import is_open, published
from groundswell.concerns.showing import heard as shown
from groundswell.kernel.web import page_of, render_page


@require_safe
def heard(request: HttpRequest, slug: str) -> HttpResponse:
    """One release to a page, the newest first."""
    network = get_network_to_read(request.user, slug)
    page = page_of(request, published(network), 1)
    release = next(iter(page), None)
    before = release and published(network).filter(starts_on__lt=release.starts_on).first()
    context = {
        "network": network,
        "page": page,
        "heard": shown(release, before) if release else None,
        "is_open": is_open(network),
    }
    return render_page(request, "concerns/heard.html", context)
