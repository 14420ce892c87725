"""What every page of this room shares: nothing is kept, nothing says what it is, one press leaves it.

And the door of the desk, which a passphrase unlocks.
"""

import functools
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.debug import SafeExceptionReporterFilter
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from groundswell.concerns import wording
from groundswell.concerns.access import get_listener_for
from groundswell.concerns.errors import ConcernError
from groundswell.concerns.services import opened, touch, unlock
from groundswell.kernel import limits
from groundswell.kernel.pages import is_from_elsewhere
from groundswell.kernel.web import SignedInRequest, View, sign_in_required

if TYPE_CHECKING:
    from groundswell.concerns.models import Listener
    from groundswell.networks.models import Network

DESK = "desk"  # the cookie that holds one half of an unlocked key
UNLOCKS_AN_HOUR = 60
TRIES_AN_HOUR = 20  # of one listener's passphrase, from wherever
NOT_KEPT = {"csrfmiddlewaretoken", "passphrase", "do_unlock"}


class Hidden(SafeExceptionReporterFilter):
    """Error reports of these pages show nothing that was typed, on a developer's machine neither."""

    def is_active(self, request: HttpRequest | None) -> bool:
        return True

    def get_safe_cookies(self, request: HttpRequest) -> dict[str, Any]:
        # One of them is half of an unlocked key.
        return dict.fromkeys(getattr(request, "COOKIES", {}), self.cleansed_substitute)


class InMemory(MemoryFileUploadHandler):
    """Uploads of these pages never touch the disk in the clear, however large; no request is larger than a few MB."""

    def handle_raw_input(self, *args: Any, **kwargs: Any) -> None:
        self.activated = True


def hushed(view: View) -> View:
    """Decorator for every page of this room: no cache keeps it and no error report shows what was typed."""

    careful: View = sensitive_variables()(sensitive_post_parameters()(view))

    @functools.wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        request.exception_reporter_filter = Hidden()
        response = careful(request, *args, **kwargs)
        response.headers["Cache-Control"] = "no-store"
        response.headers["Referrer-Policy"] = "same-origin"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return guarded


def unsigned(view: View) -> View:
    """Decorator for a raiser's pages: nobody is signed in there, so a forged form can use nobody's name.

    Without the usual token no cookie is needed, and none stays behind in the browser. A form that another site sends
    is refused all the same: it could put somebody before a thread that its maker reads.
    """
    guarded = hushed(view)

    @functools.wraps(view)
    def own(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST" and is_from_elsewhere(request):
            # Nothing of it is shown back either: the words would be that site's.
            return render(request, "403.html", {"why": wording.from_elsewhere()}, status=403)
        request.upload_handlers = [InMemory(request)]
        return guarded(request, *args, **kwargs)

    own.csrf_exempt = True  # type: ignore[attr-defined]
    return own


def show(
    request: HttpRequest,
    template: str,
    network: "Network",
    context: dict[str, Any],
    status: int = 200,
) -> HttpResponse:
    """A page in this room's own frame."""
    return render(request, template, {**context, "network": network}, status=status)


def at_desk(view: View) -> View:
    """Decorator for a page of the desk: signed in, a listener here (404 else), and unlocked.

    The view gets the listener's actor as its second argument. Who is locked out while they type gets their words
    back on the page once they have unlocked it; ``request.is_restored`` says so, and nothing is done with them yet.
    """

    @hushed
    @sign_in_required
    @functools.wraps(view)
    def guarded(request: SignedInRequest, slug: str, *args: Any, **kwargs: Any) -> HttpResponse:
        listener = get_listener_for(request.user, slug)
        if "do_unlock" in request.POST:
            return _unlocked(request, listener, functools.partial(view, *args, **kwargs))
        cookie = request.COOKIES.get(DESK, "")
        actor = opened(person=request.user, listener=listener, cookie=cookie)
        if actor is None:
            return _shut(request, listener)
        touch(by=actor)
        request.is_restored = False  # type: ignore[attr-defined]
        return view(request, actor, *args, **kwargs)

    return guarded


def _unlocked(request: SignedInRequest, listener: "Listener", view: View) -> HttpResponse:
    if limits.is_too_often(request, "desk", UNLOCKS_AN_HOUR) or limits.is_too_often(
        request, "desk", TRIES_AN_HOUR, of=str(listener.pk)
    ):
        return _shut(request, listener, wording.too_often())
    typed = request.POST.get("passphrase", "")
    try:
        _session, cookie = unlock(by=request.user, listener=listener, passphrase=typed[:1000])
    except ConcernError as error:
        return _shut(request, listener, str(error))
    if not _kept(request):
        return keep_open(redirect(request.path), listener, cookie)
    actor = opened(person=request.user, listener=listener, cookie=cookie)
    request.is_restored = True  # type: ignore[attr-defined]
    return keep_open(view(request, actor), listener, cookie)


def _shut(request: HttpRequest, listener: "Listener", error: str = "") -> HttpResponse:
    """The page that asks for the passphrase. What was typed travels on in it, and is stored nowhere."""
    context = {"listener": listener, "error": error, "kept": _kept(request)}
    return show(request, "concerns/unlock.html", listener.network, context)


def _kept(request: HttpRequest) -> list[tuple[str, str]]:
    if request.method != "POST":
        return []
    pairs = ((name, value) for name, values in request.POST.lists() for value in values)
    return [(name, value) for name, value in pairs if name not in NOT_KEPT]


def desk_path(listener: "Listener") -> str:
    """Where the desk's cookie is sent, and nowhere else."""
    return reverse("concerns:desk", args=[listener.network.slug])


def keep_open(response: HttpResponse, listener: "Listener", cookie: str) -> HttpResponse:
    """Give the browser its half of an unlocked key."""
    response.set_cookie(
        DESK,
        cookie,
        path=desk_path(listener),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )
    return response


def nothing_done() -> str:
    """Words that waited for a passphrase are back."""
    return _("It is unlocked. Your words are back below; nothing was sent yet.")
