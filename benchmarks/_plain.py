"""What raising is measured against: the same bytes, put into one row as they are.

By the same framework, database and middleware, from the same form, acknowledged after the same commit. It is not part
of the product.
"""

from typing import Any
from uuid import uuid4

from django.db import connection, models, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.csrf import csrf_exempt

from groundswell.concerns.access import get_open_network
from groundswell.concerns.forms import ConcernForm, KeepOutForm, WriteForm
from groundswell.concerns.models import Concern
from groundswell.concerns.panels import Panel
from groundswell.concerns.queries import ready_listeners
from groundswell.concerns.web import show, unsigned
from groundswell.concerns.wording import state_of
from groundswell.kernel.clock import today
from groundswell.networks.models import Network
from groundswell.networks.queries import departments, sites
from groundswell.vault.receipts import new_receipt

# What one raise stores: eight listeners' keys, two items, one entry, a receipt. See sealed.py, which counts it.
DRAFT_BYTES, STORED_BYTES = 2_000, 6_000


class Plain(models.Model):
    """One row."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    network = models.ForeignKey(Network, models.CASCADE, related_name="+")
    state = models.CharField(max_length=12)
    raised_on = models.DateField()
    body = models.BinaryField()

    class Meta:
        app_label = "benchmarks"
        managed = False

    def __str__(self) -> str:
        return str(self.pk)


def make_table() -> None:
    """Where these rows go."""
    with connection.schema_editor() as editor:
        editor.create_model(Plain)


@csrf_exempt
def once(request: HttpRequest, slug: str) -> HttpResponse:
    """One insert."""
    network = get_object_or_404(Network, slug=slug)
    return _shown(request, _save(network, request.POST["text"], "sent", STORED_BYTES))


@csrf_exempt
def write(request: HttpRequest, slug: str) -> HttpResponse:
    """The first of two steps: an insert."""
    network = get_object_or_404(Network, slug=slug)
    return _shown(request, _save(network, request.POST["text"], "draft", DRAFT_BYTES))


@csrf_exempt
def send(request: HttpRequest, slug: str) -> HttpResponse:
    """The second: the row is read, changed, and grows to what a raise stores."""
    network = get_object_or_404(Network, slug=slug)
    row = _grown(network, request.POST["pk"])
    return _shown(request, row)


@unsigned
def same_write(request: HttpRequest, slug: str) -> HttpResponse:
    """The first step again, through the product's own form and page."""
    network = get_open_network(slug)
    form = ConcernForm(request.POST, **_choices(network))
    if not form.is_valid():
        return HttpResponse(status=400)
    row = _save(network, form.words.text, "draft", DRAFT_BYTES)
    context = {"concern": None, "receipt": new_receipt().text, "error": str(row.pk)}
    return show(request, "concerns/receipt.html", network, context)


@unsigned
def same_send(request: HttpRequest, slug: str) -> HttpResponse:
    """The second, answered with the product's own thread of one message."""
    network = get_open_network(slug)
    row, day = _grown(network, request.POST["pk"]), today()
    concern = Concern(
        network=network,
        state="sent",
        raised_on=day,
        ack_due_on=day,
        reply_due_on=day,
        outcome_due_on=day,
    )
    said = {"who": "", "mine": True, "at": day, "text": bytes(row.body).decode(), "event": False}
    context = {
        "writing": WriteForm(initial={"number": row.pk}),
        "keeping": KeepOutForm(None, prefix="out", **_choices(network)),
        "concern": concern,
        "receipt": new_receipt().text,
        "state": state_of(concern),
        "said": "It is there.",
        "messages": [said],
        "listeners": ready_listeners(network),
        "panels": [Panel("concerns/parts/files_panel.html", {"files": []})],
    }
    return show(request, "concerns/thread.html", network, context)


def _choices(network: Network) -> dict[str, Any]:
    return {
        "listeners": ready_listeners(network),
        "departments": departments(network),
        "sites": sites(network),
    }


def _grown(network: Network, pk: str) -> Plain:
    with transaction.atomic():
        row = Plain.objects.select_for_update().get(pk=pk, network=network)
        row.state, row.body = "sent", _of_size(bytes(row.body), STORED_BYTES)
        row.save()
    return row


def _save(network: Network, text: str, state: str, size: int) -> Plain:
    with transaction.atomic():
        return Plain.objects.create(
            network=network, state=state, raised_on=today(), body=_of_size(text.encode(), size)
        )


def _of_size(words: bytes, size: int) -> bytes:
    return (words * (size // len(words) + 1))[:size]


def _shown(request: HttpRequest, row: Plain) -> HttpResponse:
    context: dict[str, Any] = {"name": row.pk}
    return render(request, "one_query.html", context)
