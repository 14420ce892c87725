"""The readable outbox of development and the demo."""

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from groundswell.kernel.web import page_of, render_page
from groundswell.mail import access, queries
from groundswell.mail.forms import AddressForm


@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """All letters, newest first, or those to one address."""
    access.require_outbox()
    form = AddressForm(request.GET or None)
    address = form.cleaned_data["to"] if form.is_valid() else ""
    letters = page_of(request, queries.letters_like(address))
    context = {"form": form, "letters": letters, "address": address}
    return render_page(request, "mail/outbox.html", context)


@require_safe
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """One letter as its reader would see it."""
    found = access.get_letter(pk)
    context = {"letter": found, "enclosures": found.enclosures.all()}
    return render_page(request, "mail/letter.html", context)


@require_safe
def enclosure(request: HttpRequest, pk: int) -> HttpResponse:
    """A file that went with a letter."""
    found = access.get_enclosure(pk)
    response = HttpResponse(bytes(found.content), content_type=found.content_type)
    response["Content-Disposition"] = content_disposition_header(True, found.name) or "attachment"
    return response
