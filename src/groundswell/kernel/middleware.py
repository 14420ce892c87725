"""Once per request: response headers no page may lack, and roles looked up once."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from groundswell.kernel.actors import roles_seen
from groundswell.kernel.errors import NotAllowed
from groundswell.kernel.pages import forbidden

Handler = Callable[[HttpRequest], HttpResponse]


def headers(get_response: Handler) -> Handler:
    """Headers Django does not set by itself."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.setdefault(
            "Permissions-Policy",
            "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
        )
        return response

    return respond


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
