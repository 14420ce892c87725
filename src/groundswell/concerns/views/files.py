"""A raiser's files, by receipt. What arrives stays in memory until it is sealed."""

import uuid
from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from groundswell.concerns import file_words
from groundswell.concerns.access import get_network_to_follow
from groundswell.concerns.actors import RaiserActor
from groundswell.concerns.errors import ConcernError, FileRefused, Gone
from groundswell.concerns.file_panels import lines
from groundswell.concerns.models import File
from groundswell.concerns.queries import files_of
from groundswell.concerns.services import Attached, attach_file, own_file, remove_file
from groundswell.concerns.views.raising import opened
from groundswell.concerns.web import show, unsigned
from groundswell.formats.cleaning import SUFFIXES


@require_http_methods(["GET", "HEAD", "POST"])
@unsigned
def files(request: HttpRequest, slug: str) -> HttpResponse:
    """Add one, take one back, get one's own; then the page with all of them."""
    network = get_network_to_follow(slug)
    if request.method != "POST":
        return redirect("concerns:back", slug)
    by = opened(request, network)
    if isinstance(by, HttpResponse):
        return by
    do, said, error = request.POST.get("do", ""), "", ""
    try:
        if do == "get":
            file = _chosen(request, by)
            return download(own_file(by=by, file=file), f"notes-{file.position}")
        if do == "attach":
            said = _attach(request, by)
        elif do == "remove":
            remove_file(by=by, file=_chosen(request, by))
            said = _("It is taken back: the file, its copy and its keys are gone.")
    except ConcernError as refused:
        error = str(refused)
    context = {
        "receipt": by.receipt.text,
        "files": lines(by, by.concern),
        "number": uuid.uuid4(),
        "accepted": file_words.ACCEPTED,
        "said": said,
        "error": error,
    }
    return show(request, "concerns/files.html", network, context)


def _attach(request: HttpRequest, by: RaiserActor) -> str:
    upload = request.FILES.get("upload")
    if upload is None:
        raise FileRefused("nothing")
    attached = Attached(str(upload.name or ""), upload.read())
    made = attach_file(by=by, attached=attached, number=_number(request.POST.get("number", "")))
    if made is None or made.state == File.State.CLEAN:
        return _("Your file is sealed and added.")
    return _("Your file is sealed and added, and marked as not cleaned.")


def _chosen(request: HttpRequest, by: RaiserActor) -> File:
    number = _number(request.POST.get("file", ""))
    file = files_of(by.concern).filter(pk=number).first() if number else None
    if file is None:
        raise Gone
    file.concern = by.concern
    return file


def _number(typed: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(typed)
    except ValueError:
        return None


def download(pieces: Iterable[bytes], stem: str, suffix: str = "") -> HttpResponse:
    """A file to keep, that no browser shows or runs, under a name that says nothing."""
    suffix = suffix if any(suffix in known for known in SUFFIXES.values()) else ""
    answer = HttpResponse(b"".join(pieces), content_type="application/octet-stream")
    answer.headers["Content-Disposition"] = f'attachment; filename="{stem}{suffix}"'
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer
