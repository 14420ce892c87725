"""The product's addresses, and the pages that it is measured against."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path

from benchmarks import _plain
from groundswell import urls
from groundswell.networks.models import Network


def one_query(request: HttpRequest, slug: str) -> HttpResponse:
    """What any page costs at least: this server, this database, this middleware, one row, one template."""
    network = get_object_or_404(Network, slug=slug)
    return render(request, "one_query.html", {"name": network.name})


urlpatterns = [
    path("one-query/<slug:slug>/", one_query),
    path("plain/<slug:slug>/once/", _plain.once),
    path("plain/<slug:slug>/write/", _plain.write),
    path("plain/<slug:slug>/send/", _plain.send),
    path("plain/<slug:slug>/same/write/", _plain.same_write),
    path("plain/<slug:slug>/same/send/", _plain.same_send),
    *urls.urlpatterns,
]
