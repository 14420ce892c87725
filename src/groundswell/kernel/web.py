"""The few helpers that keep a view at five lines."""

import functools
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.paginator import Page, Paginator
from django.db import IntegrityError, models, transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.urls import get_script_prefix, reverse

from groundswell.kernel.errors import GroundswellError, NotAllowed
from groundswell.kernel.logs import without_tokens
from groundswell.kernel.models import Sending
from groundswell.kernel.pages import is_hushed_path, typed

if TYPE_CHECKING:
    from groundswell.people.models import Person

    class SignedInRequest(HttpRequest):
        """A request whose user is a person."""

        user: Person
else:
    SignedInRequest = HttpRequest

View = Callable[..., HttpResponse]
MOST_ADDRESSES = 1024
_addresses: dict[tuple[object, ...], str] = {}


def render_page(
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    *,
    part: str = "",
    status: int = 200,
) -> HttpResponse:
    """The whole page, or for htmx only the partial ``part`` of the same template."""
    request.frame_network = context.get("network")  # type: ignore[attr-defined]
    wants_part = part and getattr(request, "htmx", False) and not request.htmx.boosted  # type: ignore[attr-defined]
    response = render(
        request, f"{template}#{part}" if wants_part else template, context, status=status
    )
    response.headers.setdefault("Vary", "HX-Request")
    return response


def address(name: str, *args: object) -> str:
    """``reverse`` for pages named by position, remembered: a page links to the same places at every visit.

    Not remembered is what opens something by itself, and where the sealed room's things are.
    """
    words = tuple(map(str, args))
    prefix = get_script_prefix()
    place = (name, words, settings.ROOT_URLCONF, prefix)
    found = _addresses.get(place)
    if found is None:
        found = reverse(name, args=words)
        if without_tokens(found) == found and not is_hushed_path(found[len(prefix) - 1 :]):
            if len(_addresses) >= MOST_ADDRESSES:
                _addresses.clear()
            _addresses[place] = found
    return found


def is_stranger(request: HttpRequest) -> bool:
    """Nobody is signed in, and no sentence waits to be said: such pages are alike for everybody."""
    return not {settings.SESSION_COOKIE_NAME, "messages"} & request.COOKIES.keys()


def after_post(
    request: HttpRequest, to: str | models.Model, *args: Any, said: str = "", **kwargs: Any
) -> HttpResponse:
    """Redirect after a change, with one sentence saying what happened."""
    if said:
        messages.success(request, said)
    return redirect(resolve_url(to, *args, **kwargs))


@contextmanager
def sentence_on(form: Form) -> Iterator[None]:
    """Turn a room's refusal into an error on the form, with all that was typed still in it."""
    try:
        yield
    except NotAllowed:
        raise
    except GroundswellError as error:
        form.add_error(None, str(error))


def sign_in_required(view: View) -> View:
    """Signed in or sent to sign-in; a form sent after the session ended comes back with its words."""

    @functools.wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        if request.method == "POST" and typed(request):
            return render(
                request,
                "signed_out.html",
                {"typed": typed(request), "again": request.path},
                status=403,
            )
        return redirect_to_login(request.get_full_path())

    guarded.is_shut = True  # type: ignore[attr-defined]
    return guarded


def once(view: View) -> View:
    """A form sent twice (a double click, a replay after a lost answer) is taken once.

    The template puts ``{% once %}`` inside its form. A view that shows the form again (an error, nothing
    taken) frees the number.
    """

    @functools.wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        nonce = request.POST.get("_once", "")[:64].replace("\0", "")
        if request.method != "POST" or not nonce:
            return view(request, *args, **kwargs)
        try:
            with transaction.atomic():
                Sending.objects.create(nonce=nonce)
        except IntegrityError:
            before = Sending.objects.filter(nonce=nonce).values_list("went_to", flat=True).first()
            return redirect(before or request.get_full_path())
        try:
            response = view(request, *args, **kwargs)
        except Exception:
            Sending.objects.filter(nonce=nonce).delete()
            raise
        where = response.headers.get("Location", "")
        # An address that opens something by itself is kept nowhere: the second sending then stays where it is.
        opens = without_tokens(where) != where
        if where and not opens and not urlsplit(where).netloc:
            Sending.objects.filter(nonce=nonce).update(went_to=where[:500])
        elif not where:
            Sending.objects.filter(nonce=nonce).delete()
        return response

    return guarded


def page_of(
    request: HttpRequest, rows: "models.QuerySet[Any] | Sequence[Any]", size: int = 25
) -> "Page[Any]":
    """One bounded page of a listing; a page number out of range gives the nearest."""
    return Paginator(rows, size).get_page(request.GET.get("page"))
