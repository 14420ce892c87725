"""Files at the desk: the cleaned copy at a press, the original behind a reason that stays on record."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from groundswell.concerns.access import NOTHING, get_concern_for
from groundswell.concerns.actors import DeskActor
from groundswell.concerns.errors import ConcernError, SealedShut
from groundswell.concerns.models import Concern
from groundswell.concerns.queries import Attachment, attachments
from groundswell.concerns.services import cleaned_copy, open_original
from groundswell.concerns.views.files import download
from groundswell.concerns.web import at_desk, show


@at_desk
@require_safe
def copy(request: HttpRequest, actor: DeskActor, pk: UUID, file_pk: UUID) -> HttpResponse:
    """The copy, to be kept by the browser as a download and never shown in it."""
    one = _chosen(actor, get_concern_for(actor, pk), file_pk)
    try:
        pieces = cleaned_copy(by=actor, file=one.file)
    except SealedShut:
        raise Http404(NOTHING) from None
    return download(pieces, f"notes-{one.number}", str(one.content.get("suffix", "")))


@at_desk
@require_http_methods(["GET", "HEAD", "POST"])
def original(request: HttpRequest, actor: DeskActor, pk: UUID, file_pk: UUID) -> HttpResponse:
    """Why the copy is not enough; then the original itself."""
    found = get_concern_for(actor, pk)
    one = _chosen(actor, found, file_pk)
    reason, error = request.POST.get("reason", ""), ""
    if request.method == "POST" and not request.is_restored:  # type: ignore[attr-defined]
        try:
            pieces = open_original(by=actor, file=one.file, reason=reason)
            return download(pieces, f"original-{one.number}")
        except ConcernError as refused:
            error = str(refused)
    context = {"concern": found, "one": one, "reason": reason, "error": error}
    return show(request, "concerns/original.html", found.network, context)


def _chosen(actor: DeskActor, concern: Concern, file_pk: UUID) -> Attachment:
    for one in attachments(actor, concern):
        if one.file.pk == file_pk:
            return one
    raise Http404(NOTHING)
