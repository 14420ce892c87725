"""What every page of this room shares: nothing is kept, nothing says what it is, and one press leaves it."""

import functools
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.debug import SafeExceptionReporterFilter
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from groundswell.kernel.web import View

if TYPE_CHECKING:
    from groundswell.networks.models import Network


class Hidden(SafeExceptionReporterFilter):
    """Error reports of these pages show nothing that was typed, on a developer's machine neither."""

    def is_active(self, request: HttpRequest | None) -> bool:
        return True


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
    """Decorator for a raiser's pages: nobody is signed in there, so there is nothing for a forged form to use.

    Without the usual token no cookie is needed, and none stays behind in the browser.
    """
    guarded = hushed(view)
    guarded.csrf_exempt = True  # type: ignore[attr-defined]
    return guarded


def show(
    request: HttpRequest,
    template: str,
    network: "Network",
    context: dict[str, Any],
    status: int = 200,
) -> HttpResponse:
    """A page in this room's own frame."""
    return render(request, template, {**context, "network": network}, status=status)
