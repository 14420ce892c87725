"""Pages that a signed link opens, without signing in."""

import functools
from collections.abc import Callable

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse

from groundswell.kernel.pages import typed
from groundswell.kernel.permissions import Permission
from groundswell.kernel.web import View, render_page
from groundswell.people.access import LinkError, get_link
from groundswell.people.models import Person, SignedLink
from groundswell.people.services import mail_fresh_link, note_link_used, note_sign_in

ASKS_FOR_FRESH = "_fresh_link"
BACKEND = "groundswell.people.backends.Accounts"


def by_link(*verbs: Permission) -> Callable[[View], View]:
    """Decorator for the page behind a signed link: the view gets ``(request, actor, token, …)``.

    A GET changes nothing, since mail programs open links before people do. A link that opens nothing any more
    gets a page that explains; one whose time is merely over can be asked for again on that page.
    """

    def decorate(view: View) -> View:
        @functools.wraps(view)
        def guarded(
            request: HttpRequest, token: str, *args: object, **kwargs: object
        ) -> HttpResponse:
            try:
                actor = get_link(token, *verbs)
            except LinkError as error:
                return discreet(_broken(request, token, error))
            if request.method == "POST":
                note_link_used(link=actor.link)
            return discreet(view(request, actor, token, *args, **kwargs))

        guarded.link_verbs = verbs  # type: ignore[attr-defined]
        return guarded

    return decorate


def sign_in_new(request: HttpRequest, person: Person) -> None:
    """Sign in somebody whose account was made this moment, and list it among their devices like any other."""
    login(request, person, backend=BACKEND)
    agent = request.headers.get("User-Agent", "")
    note_sign_in(person=person, session=request.session, user_agent=agent)


def discreet(response: HttpResponse) -> HttpResponse:
    """Keep an address that opens something out of caches and of other sites' logs.

    The policy is not ``no-referrer``: browsers then send our own forms with ``Origin: null``, and they are
    refused as forgeries. See docs/decisions/0010.
    """
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "same-origin"
    return response


def _broken(request: HttpRequest, token: str, error: LinkError) -> HttpResponse:
    link: SignedLink | None = error.link
    was_asked = link is not None and request.method == "POST" and ASKS_FOR_FRESH in request.POST
    if link is not None and was_asked:
        mail_fresh_link(link=link, path=request.path, token=token)
    context = {
        "why": str(error),
        "can_renew": link is not None,
        "is_sent": was_asked,
        "fresh_field": ASKS_FOR_FRESH,
        "typed": [] if was_asked else typed(request),
    }
    return render_page(request, "people/link_broken.html", context, status=410 if link else 404)
