"""Notes in one's own account: receipts kept there, each opened on the page that knows no account."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from groundswell.concerns import wording
from groundswell.concerns.access import open_by_receipt
from groundswell.concerns.errors import ConcernError
from groundswell.concerns.queries import own_threads
from groundswell.concerns.services import keep_receipt, take_out
from groundswell.concerns.web import hushed, show
from groundswell.kernel import limits
from groundswell.kernel.web import SignedInRequest, sign_in_required
from groundswell.networks.access import get_network_for
from groundswell.vault.errors import ReceiptMistyped

TRIES_AN_HOUR = 30


@sign_in_required
@hushed
@require_http_methods(["GET", "HEAD", "POST"])
def own(request: SignedInRequest, slug: str) -> HttpResponse:
    """What is kept here; put one more here; take one out."""
    network = get_network_for(request.user, slug)
    do, said, error = request.POST.get("do", ""), "", ""
    typed = request.POST.get("receipt", "")[:200]
    try:
        if do == "keep":
            if limits.is_too_often(request, "desk", TRIES_AN_HOUR):
                raise ConcernError(wording.too_often())
            raiser = open_by_receipt(network, typed)
            if raiser is None:
                raise ConcernError(wording.opens_nothing())
            keep_receipt(by=request.user, network=network, raiser=raiser)
            said, typed = (
                _("It is kept here. You can open it below whenever you are signed in."),
                "",
            )
        elif do == "drop":
            take_out(by=request.user, network=network, pk=UUID(request.POST.get("row", "")))
            said = _("It is not kept here any more. The receipt itself still opens it.")
    except (ConcernError, ReceiptMistyped) as refused:
        error = str(refused)
    except ValueError:
        error = _("That is not here any more.")
    kept = [
        {"own": one, "state": wording.state_of(one.concern) if one.concern else ""}
        for one in own_threads(request.user, network)
    ]
    context = {"kept": kept, "said": said, "error": error, "typed": typed if error else ""}
    return show(request, "concerns/own.html", network, context)
