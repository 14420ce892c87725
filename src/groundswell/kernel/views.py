"""The one page of the ground floor: a yes or no for a monitor."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from groundswell.kernel.health import is_well


@never_cache
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """200 when all turns, 503 when not; no details, because anybody may ask."""
    well = is_well()
    return HttpResponse(
        "well\n" if well else "unwell\n", content_type="text/plain", status=200 if well else 503
    )
