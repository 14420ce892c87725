"""Who listens, for every member; and what co-chairs record about it. No concern is told of here."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from groundswell.concerns.listener_forms import (
    LoadForm,
    MinutesForm,
    ProposeForm,
    TickForm,
    TrainingForm,
)
from groundswell.concerns.models import Listener
from groundswell.concerns.queries import (
    ended_listeners,
    is_open,
    listener_by_pk,
    listener_of,
    listeners_of,
    possible_custodians,
    without_shares,
)
from groundswell.concerns.services import (
    consent_to_listener,
    end_listener,
    propose_listener,
    record_consent,
    record_training,
    set_load,
)
from groundswell.kernel.actors import can, require
from groundswell.kernel.permissions import Permission
from groundswell.kernel.web import (
    SignedInRequest,
    after_post,
    once,
    render_page,
    sentence_on,
    sign_in_required,
)
from groundswell.networks.access import get_network_for
from groundswell.networks.queries import departments, sites

if TYPE_CHECKING:
    from django import forms

MOST_SHOWN = 60  # listeners of a network are few; those of earlier years are cut here


@sign_in_required
@require_http_methods(["GET", "HEAD", "POST"])
@once
def listeners(request: SignedInRequest, slug: str) -> HttpResponse:
    """Names of those who listen, what that means, and for co-chairs a way to ask somebody."""
    network = get_network_for(request.user, slug)
    may_propose = can(request.user, Permission.LISTENER_PROPOSE, network)
    context = {
        "network": network,
        "listeners": listeners_of(network)[:MOST_SHOWN],
        "ended": ended_listeners(network)[:MOST_SHOWN],
        "is_open": is_open(network),
        "mine": listener_of(request.user, network),
    }
    if may_propose:
        anybody = possible_custodians(
            Listener(network=network)
        )  # whoever listens already is left out
        people = {row.person_id: row.person for row in anybody if row.person_id != request.user.pk}
        form = ProposeForm(request.POST or None, people=people.values())
        context |= {"form": form, "uncovered": without_shares(network)}
        if form.is_valid():
            with sentence_on(form):
                asked = propose_listener(
                    by=request.user,
                    network=network,
                    person=people[int(form.cleaned_data["person"])],
                    is_alternate=form.cleaned_data["is_alternate"],
                )
                said = _(
                    "%(name)s was asked by mail. Next: their training and the network’s consent."
                )
                return after_post(
                    request,
                    "concerns:listener",
                    slug,
                    asked.pk,
                    said=said % {"name": asked.person.name},
                )
    elif request.method == "POST":
        require(request.user, Permission.LISTENER_PROPOSE, network)
    return render_page(request, "concerns/listeners.html", context)


@sign_in_required
@require_http_methods(["GET", "HEAD", "POST"])
def listener(request: SignedInRequest, slug: str, pk: UUID) -> HttpResponse:
    """What co-chairs record about one listener: training, consent, load, the end."""
    network = get_network_for(request.user, slug)
    found = listener_by_pk(network, pk)
    if found is None or not can(request.user, Permission.LISTENER_PROPOSE, network):
        raise Http404("No such page")
    do = request.POST.get("do", "")
    forms = _forms(request, found, do)
    if do:
        said = _done(request, found, do, forms)
        if said:
            to = ("concerns:listeners", slug) if do == "end" else ("concerns:listener", slug, pk)
            return after_post(request, *to, said=said)
    return render_page(
        request, "concerns/listener.html", {"network": network, "listener": found, **forms}
    )


def _forms(request: HttpRequest, found: Listener, do: str) -> "dict[str, forms.Form]":
    typed = request.POST
    return {
        "training": TrainingForm(
            typed if do == "training" else None,
            initial={"training": found.training, "trained_on": found.trained_on},
        ),
        "minutes": MinutesForm(typed if do == "minutes" else None),
        "load": LoadForm(
            typed if do == "load" else None,
            listener=found,
            departments=departments(found.network),
            sites=sites(found.network),
        ),
        "consent": TickForm(typed if do == "consent" else None),
        "end": TickForm(typed if do == "end" else None),
    }


def _done(
    request: SignedInRequest, found: Listener, do: str, forms: "dict[str, forms.Form]"
) -> str:
    form = forms.get(do)
    if form is None or not form.is_valid():
        return ""
    by, typed = request.user, form.cleaned_data
    with sentence_on(form):
        if do == "training":
            record_training(by=by, listener=found, **typed)
            return _("The training is recorded.")
        if do == "consent":
            consent_to_listener(by=by, listener=found)
            return _("Two co-chairs agree now.")
        if do == "minutes":
            record_consent(by=by, listener=found, meeting_on=typed["meeting_on"])
            return _("The network’s decision is recorded.")
        if do == "load":
            set_load(by=by, listener=found, **load_of(typed))
            return _("Saved.")
        end_listener(by=by, listener=found)
        return _("Their keys are gone. What is written from now on has new ones.")
    return ""


def load_of(typed: dict[str, Any]) -> dict[str, Any]:
    """What a form about load says, as the service takes it."""
    return {
        "most_open": typed["most_open"],
        "supervisor": typed["supervisor"],
        "department_ids": [int(pk) for pk in typed.get("departments", ())],
        "site_ids": [int(pk) for pk in typed.get("sites", ())],
    }
