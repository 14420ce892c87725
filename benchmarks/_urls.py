"""The product's addresses, and the one-query page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path

from groundswell import urls
from groundswell.networks.models import Network


def one_query(request: HttpRequest, slug: str) -> HttpResponse:
    """What any page costs at least: this server, this database, this middleware, one row, one template."""
    network = get_object_or_404(Network, slug=slug)
    return render(request, "one_query.html", {"name": network.name})


urlpatterns = [path("one-query/<slug:slug>/", one_query), *urls.urlpatterns]
