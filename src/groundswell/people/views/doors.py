"""Ways in without typing: a mailed link, the demo; and the way to fewer mails."""

import functools
from typing import TYPE_CHECKING, Any
from uuid import UUID

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from groundswell.kernel.web import View, after_post, render_page
from groundswell.people import services
from groundswell.people.web import discreet

if TYPE_CHECKING:
    from groundswell.people.models import Person


@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """A mailed link signs in when its button is pressed, not when a mail scanner opens it."""
    person = services.read_sign_in_token(token)
    if person is None:
        return discreet(render_page(request, "people/enter_over.html", {}, status=410))
    if request.method != "POST":
        return discreet(render_page(request, "people/enter.html", {"person": person}))
    services.confirm_address(person=person, address=person.email)
    return discreet(_sign_in(request, person, "link"))


def _sign_in(request: HttpRequest, person: "Person", method: str) -> HttpResponse:
    wanted = request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    record_authentication(request, person, method=method)
    login = Login(user=person, email=person.email, redirect_url=wanted if is_ours else None)
    response: HttpResponse = perform_login(request, login)
    return response


def with_something_to_show(view: View) -> View:
    """Whoever has neither password nor second step is asked for neither: on to where they were going."""

    @functools.wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        person = request.user
        if not person.is_authenticated or get_adapter().get_reauthentication_methods(person):
            return view(request, *args, **kwargs)
        wanted = request.GET.get("next", "")
        is_ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
        said = _("You sign in by mail, so there is nothing more to show. Go on.")
        return after_post(request, wanted if is_ours else "people:me", said=said)

    return guarded


@csrf_exempt  # a mail program posts here by itself (RFC 8058); the signed token says for whom
@require_http_methods(["GET", "HEAD", "POST"])
def fewer(request: HttpRequest, token: str) -> HttpResponse:
    """From the foot of a mail: only what cannot wait."""
    person = services.person_of_fewer_token(token)
    if person is None:
        raise Http404("No such page")
    if request.method == "POST":
        services.want_fewer_mails(by=person)
    context = {"is_done": request.method == "POST"}
    return discreet(render_page(request, "people/fewer.html", context))


@require_safe
def demo(request: HttpRequest) -> HttpResponse:
    """Who one can be in the demo."""
    doors = services.open_doors()
    if not doors:
        raise Http404("No such page")
    return render_page(
        request, "people/demo.html", {"doors": doors, "tries": services.things_to_try()}
    )


@require_POST
def demo_enter(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One click, as a synthetic person of the demo."""
    people = {person.public_id: person for _door, person in services.open_doors()}
    if public_id not in people:
        raise Http404("No such page")
    person = people[public_id]
    services.confirm_address(person=person, address=person.email)
    _sign_in(request, person, "demo")
    said = _("You are %(name)s now, who is made up.") % {"name": person.name}
    return after_post(request, "home:today", said=said)
