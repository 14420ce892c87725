"""A custodian's page: read the share once with a code from the listener, write it down, type it back."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from groundswell.concerns.custodians import Custodian
from groundswell.concerns.listener_forms import CodeForm, TickForm, WordsForm
from groundswell.concerns.queries import shares_kept_by
from groundswell.concerns.services import confirm_share, give_share_back
from groundswell.concerns.services.shares import read_share
from groundswell.concerns.web import hushed, show
from groundswell.kernel import limits
from groundswell.kernel.web import SignedInRequest, sentence_on, sign_in_required
from groundswell.networks.access import get_network_for
from groundswell.vault.errors import ReceiptMistyped

MOST_SHOWN = 30
TRIES_AN_HOUR = 30


@sign_in_required
@hushed
@require_http_methods(["GET", "HEAD"])
def keeping(request: SignedInRequest, slug: str) -> HttpResponse:
    """The shares somebody keeps; 404 for who keeps none."""
    network = get_network_for(request.user, slug)
    kept = list(shares_kept_by(request.user, network)[:MOST_SHOWN])
    if not kept:
        raise Http404("No such page")
    return show(request, "concerns/keeping.html", network, {"shares": kept})


@sign_in_required
@hushed
@require_http_methods(["GET", "HEAD", "POST"])
def kept_share(request: SignedInRequest, slug: str, pk: UUID) -> HttpResponse:
    """One share: its code, its words once, the words typed back."""
    network = get_network_for(request.user, slug)
    share = shares_kept_by(request.user, network).filter(pk=pk).first()
    if share is None:
        raise Http404("No such page")
    by, do = Custodian(request.user, share), request.POST.get("do", "")
    reading = CodeForm(request.POST if do == "read" else None)
    typing = WordsForm(request.POST if do == "confirm" else None)
    leaving = TickForm(request.POST if do == "leave" else None)
    words = said = ""
    if do == "read" and reading.is_valid():
        if limits.is_too_often(request, "desk", TRIES_AN_HOUR):
            reading.add_error(None, _("That was tried very often. Please wait an hour."))
        else:
            with sentence_on(reading):
                try:
                    words = read_share(by=by, typed=reading.cleaned_data["code"])
                except ReceiptMistyped as error:
                    reading.add_error("code", str(error))
    elif do == "confirm" and typing.is_valid():
        with sentence_on(typing):
            confirm_share(by=by, typed=typing.cleaned_data["share0"])
            said = _("It is the share you were given. Keep the paper where nobody else looks.")
            typing = WordsForm()  # the words stand on no page again
    elif do == "leave" and leaving.is_valid():
        give_share_back(by=by)
        said = _("You keep it no more. Destroy the paper. The listener makes new shares.")
        return show(request, "concerns/keys_gone.html", network, {"said": said})
    context = {
        "share": share,
        "words": words.split(),
        "said": said,
        "reading": reading,
        "typing": typing,
        "leaving": leaving,
    }
    return show(request, "concerns/kept_share.html", network, context)
