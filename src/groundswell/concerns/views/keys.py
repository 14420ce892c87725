"""A listener's own key: made, rested, changed, shared, given back. What needs the passphrase asks for it each time."""

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from groundswell.concerns import passphrases
from groundswell.concerns.access import get_listener_for
from groundswell.concerns.listener_forms import (
    ChangePassphraseForm,
    LoadForm,
    NewPassphraseForm,
    RecoverForm,
    SharesForm,
    TickForm,
)
from groundswell.concerns.models import Listener
from groundswell.concerns.queries import possible_custodians, shares_of
from groundswell.concerns.services import (
    become_ready,
    change_passphrase,
    come_back,
    decline_listening,
    make_shares,
    recover,
    set_load,
    stand_down,
    step_away,
)
from groundswell.concerns.views.listeners import load_of
from groundswell.concerns.web import hushed, show
from groundswell.kernel import limits
from groundswell.kernel.web import SignedInRequest, sentence_on, sign_in_required
from groundswell.networks.queries import departments, sites

if TYPE_CHECKING:
    from django import forms

    from groundswell.networks.models import Network

TRIES_AN_HOUR = 30  # each costs a derivation


@sign_in_required
@hushed
@require_http_methods(["GET", "HEAD", "POST"])
def keys(request: SignedInRequest, slug: str) -> HttpResponse:
    """All that a listener does with their own key, on one page."""
    listener = get_listener_for(request.user, slug)
    do = request.POST.get("do", "")
    found = _forms(request, listener, do)
    said = _done(request, listener, do, found) if do else ""
    if said and (do == "decline" or listener.state == Listener.State.ENDED):
        return show(request, "concerns/keys_gone.html", listener.network, {"said": said})
    if said:
        found = _forms(None, listener, "")
    context = {
        "listener": listener,
        "said": said,
        "rules": passphrases.rules(),
        "shares": list(shares_of(listener)),
        "may_begin": bool(listener.trained_on and listener.consent_on),
        **found,
    }
    return show(request, "concerns/keys.html", listener.network, context)


@sign_in_required
@hushed
@require_http_methods(["GET", "HEAD", "POST"])
def share(request: SignedInRequest, slug: str) -> HttpResponse:
    """Choose custodians; then their codes, once, to be given in person."""
    listener = _with_key(request, slug)
    people = {row.person_id: row.person for row in possible_custodians(listener)}
    form = SharesForm(request.POST or None, people=people.values())
    if form.is_valid() and _is_in_time(request, listener, form):
        with sentence_on(form):
            handed = make_shares(
                by=request.user,
                listener=listener,
                passphrase=form.cleaned_data["passphrase"],
                custodians=[people[int(pk)] for pk in form.cleaned_data["custodians"]],
                needed=form.cleaned_data["needed"],
            )
            context = {
                "listener": listener,
                "handed": handed,
                "needed": form.cleaned_data["needed"],
            }
            return show(request, "concerns/codes.html", listener.network, context)
    context = {"listener": listener, "form": form, "people": people}
    return show(request, "concerns/share.html", listener.network, context)


@sign_in_required
@hushed
@require_http_methods(["GET", "HEAD", "POST"])
def again(request: SignedInRequest, slug: str) -> HttpResponse:
    """The key again, from the words of custodians who stand around the listener."""
    listener = _with_key(request, slug)
    kept = list(shares_of(listener))
    form = RecoverForm(
        request.POST or None, listener=listener, needed=kept[0].threshold if kept else 2
    )
    if form.is_valid() and _is_in_time(request, listener, form):
        with sentence_on(form):
            recover(
                by=request.user,
                listener=listener,
                typed=form.typed,
                passphrase=form.cleaned_data["passphrase1"],
            )
            said = _(
                "Your key is yours again, under the new passphrase. That it was recovered is written down, and you "
                "get a letter. Make new shares now: those who typed theirs may have seen each other’s."
            )
            return show(
                request, "concerns/keys_gone.html", listener.network, {"said": said, "go_on": True}
            )
    context = {"listener": listener, "form": form, "shares": kept, "rules": passphrases.rules()}
    return show(request, "concerns/again.html", listener.network, context)


def _with_key(request: SignedInRequest, slug: str) -> Listener:
    listener = get_listener_for(request.user, slug)
    if listener.state == Listener.State.INVITED:
        raise Http404("No such page")
    return listener


def _is_in_time(request: SignedInRequest, listener: Listener, form: "forms.Form") -> bool:
    if limits.is_too_often(request, "desk", TRIES_AN_HOUR) or limits.is_too_often(
        request, "desk", TRIES_AN_HOUR, of=str(listener.pk)
    ):
        form.add_error(None, _("That was tried very often. Please wait an hour, then try again."))
        return False
    return True


def _forms(request: SignedInRequest | None, listener: Listener, do: str) -> "dict[str, Any]":
    def typed(name: str) -> Any:
        return request.POST if request is not None and do == name else None

    network: Network = listener.network
    return {
        "become": NewPassphraseForm(typed("become"), listener=listener),
        "change": ChangePassphraseForm(typed("change"), listener=listener),
        "load": LoadForm(
            typed("load"), listener=listener, departments=departments(network), sites=sites(network)
        ),
        "end": TickForm(typed("end")),
    }


def _done(request: SignedInRequest, listener: Listener, do: str, forms: "dict[str, Any]") -> str:
    by = request.user
    if do == "decline":
        decline_listening(by=by, listener=listener)
        return _("You said no, and nothing of it is kept. Thank you for thinking about it.")
    if do == "away":
        step_away(by=by, listener=listener)
        return _(
            "You are away: nothing new is sealed to you. What you look after you can still read."
        )
    if do == "back":
        come_back(by=by, listener=listener)
        return _("Welcome back. What was raised meanwhile another listener can let you into.")
    form = forms.get(do)
    if form is None or not form.is_valid():
        return ""
    if do in {"become", "change"} and not _is_in_time(request, listener, form):
        return ""
    with sentence_on(form):
        return _from_form(by, listener, do, form.cleaned_data)
    return ""


def _from_form(by: Any, listener: Listener, do: str, typed: dict[str, Any]) -> str:
    if do == "become":
        become_ready(by=by, listener=listener, passphrase=typed["passphrase1"])
        made = _(
            "Your key is made; you listen from now on. Give shares of it to two or three others next."
        )
        return f"{made} {passphrases.strength_of(typed['passphrase1'])}"
    if do == "change":
        change_passphrase(
            by=by, listener=listener, old=typed["passphrase"], new=typed["passphrase1"]
        )
        made = _("The new passphrase opens your key; the old one does not any more.")
        return f"{made} {passphrases.strength_of(typed['passphrase1'])}"
    if do == "load":
        set_load(by=by, listener=listener, **load_of(typed))
        return _("Saved.")
    stand_down(by=by, listener=listener)
    return _(
        "You have stood down, and your key is gone. What is written from now on has new keys; raisers see that you "
        "have no access any more. Thank you for listening."
    )
