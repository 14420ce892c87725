"""The page on which anybody raises something."""

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from groundswell.kernel.actors import VISITOR, Actor, can
from groundswell.kernel.permissions import Permission
from groundswell.kernel.registries import ways_in
from groundswell.kernel.web import after_post, render_page, sentence_on
from groundswell.people.queries import person
from groundswell.suggestions import gate
from groundswell.suggestions.access import get_network_to_raise_in
from groundswell.suggestions.forms import RaiseForm
from groundswell.suggestions.queries import chairs_to_choose, figures
from groundswell.suggestions.services import follow_path, raise_suggestion

if TYPE_CHECKING:
    from groundswell.networks.models import Network
    from groundswell.suggestions.models import Suggestion


@require_http_methods(["GET", "HEAD", "POST"])
def raise_page(request: HttpRequest, slug: str) -> HttpResponse:
    """One field. A form sent twice is taken once (its number is kept with what was raised, as a digest)."""
    network = get_network_to_raise_in(request.user, slug)
    by: Actor = request.user if request.user.is_authenticated else VISITOR
    form = RaiseForm(
        request.POST if request.method == "POST" else None,
        chairs=chairs_to_choose(network),
        is_known=request.user.is_authenticated,
        is_member=can(by, Permission.NETWORK_SEE, network),
    )
    if form.is_bound and form.is_valid():
        if not form.is_known and gate.is_too_often(request):
            form.add_error(
                None,
                _(
                    "Very many things were sent from your part of the net. Please try again in an hour."
                ),
            )
        else:
            with sentence_on(form):
                return _show(request, _raise(request, by, network, form))
    context = {
        "network": network,
        "form": form,
        "figures": figures(network),
        "ways": ways_in(network),
    }
    return render_page(request, "suggestions/raise.html", context)


def _raise(request: HttpRequest, by: Actor, network: "Network", form: RaiseForm) -> "Suggestion":
    typed = form.cleaned_data
    chosen = typed.get("to_person")
    return raise_suggestion(
        by=by,
        network=network,
        text=typed["text"],
        to=typed["to"],
        kind=typed["kind"],
        to_person=person(int(chosen)) if chosen else None,
        is_anonymous=form.is_anonymous,
        raised_as=typed.get("name", ""),
        address=typed.get("address", ""),
        language=get_language() or "",
        number=_number(request),
    )


def _number(request: HttpRequest) -> str:
    """The form's own number: whoever sends it again is led to what it raised, so no mail's number may pass for one."""
    once = request.POST.get("_once", "")[:64]
    return f"form:{once}" if once else ""


def _show(request: HttpRequest, suggestion: "Suggestion") -> HttpResponse:
    """To the raiser's page. Without an account behind it, by a private link that is kept nowhere here."""
    if suggestion.raised_by_id is None:
        return redirect(follow_path(suggestion))
    said = _("Thank you. It has arrived.")
    return after_post(request, "suggestions:own", suggestion.network.slug, suggestion.pk, said=said)
