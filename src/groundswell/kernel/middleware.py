"""Once per request: headers no page may lack, requests nobody could read, roles looked up once."""

from collections.abc import Callable
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.http import HttpRequest, HttpResponse, UnreadablePostError

from groundswell.kernel.actors import roles_seen
from groundswell.kernel.errors import NotAllowed
from groundswell.kernel.pages import forbidden, is_hushed, too_large, unreadable
from groundswell.kernel.registries import unseen_paths

Handler = Callable[[HttpRequest], HttpResponse]
HARMLESS = {"groundswell_language"}  # the language one reads in, and nothing about who one is


def headers(get_response: Handler) -> Handler:
    """Headers Django does not set by itself."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.setdefault("Server", "groundswell")  # nothing about what it is made of
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.setdefault(
            "Permissions-Policy",
            "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
        )
        if is_hushed(request):  # errors, redirects and refusals too
            response.headers["Cache-Control"] = "no-store"
            response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return respond


def unseen(get_response: Handler) -> Handler:
    """Pages of ``unseen_paths`` are the same for everybody: no cookie of theirs reaches them, none leaves them.

    It stands before sessions and messages, so nothing that comes later can tell who is signed in.
    """

    def respond(request: HttpRequest) -> HttpResponse:
        if not is_unseen(request):
            return get_response(request)
        request.COOKIES = {
            name: value for name, value in request.COOKIES.items() if name in HARMLESS
        }
        request.META.pop("HTTP_COOKIE", None)
        response = get_response(request)
        response.cookies.clear()
        response.headers.pop("Vary", None)  # no cookie makes a difference here
        return response

    return respond


def is_unseen(request: HttpRequest) -> bool:
    """Whether a page must be the same whoever asks. Such pages also take broken letters, and say so themselves."""
    return any(pattern.match(request.path_info) for pattern in unseen_paths)


def readable(get_response: Handler) -> Handler:
    """A request that is too large, or is no text, gets a page with the reason before anybody reads it."""

    def respond(request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or int(length) > settings.LARGEST_REQUEST:
            return too_large(request)
        if not is_unseen(request) and not _is_text(request):
            return unreadable(request)
        return get_response(request)

    return respond


def _is_text(request: HttpRequest) -> bool:
    """Whether address and typed words are UTF-8 without NUL, which no database takes."""
    coded = [request.META.get("QUERY_STRING", "").encode("latin-1", "replace")]
    try:
        if request.content_type == "application/x-www-form-urlencoded":
            coded.append(request.body)
        words = [unquote_to_bytes(part).decode() for part in coded if part]
    except (UnicodeDecodeError, UnreadablePostError):
        return False
    return not any("\0" in part for part in [request.path_info, *words])


class actors:  # noqa: N801 - a middleware reads as a verb in settings
    """Remembers roles for one request, and turns ``NotAllowed`` into a page that helps."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = roles_seen.set({})
        try:
            return self.get_response(request)
        finally:
            roles_seen.reset(token)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        return forbidden(request, str(error)) if isinstance(error, NotAllowed) else None
