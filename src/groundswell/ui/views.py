"""The gallery: each component in each state, from the same tags as every page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from groundswell.ui.gallery import samples


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Show the gallery. It holds nothing of anyone's, so anyone may look."""
    return render(request, "ui/gallery.html", samples())
