"""Pages for when something is in the way: not allowed, a form from another time, far too much of it."""

import re
from contextlib import suppress
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from groundswell.kernel.registries import hushed_paths

TYPED_NOT_KEPT = {
    "csrfmiddlewaretoken",
    "password",
    "password1",
    "password2",
    "passphrase",
    "oldpassword",
    "code",
    "_once",
    "passphrase1",
    "passphrase2",
    *(f"share{number}" for number in range(17)),  # words that together give a key back
}
CHOSEN = re.compile(r"[a-z]+(_[a-z]+)+")  # a choice such as at_once, as no person writes it
# Fields a page fills in by itself, or that are chosen and not written: sent again, but nobody would copy them.
NOT_WRITTEN = {
    *(
        "action",
        "all",
        "as_owner",
        "at_once",
        "back",
        "cohort",
        "credential",
        "do",
        "from",
        "item",
        "kind",
    ),
    *(
        "meeting",
        "minutes",
        "n",
        "next",
        "number",
        "owner",
        "part",
        "person",
        "pk",
        "rating",
        "role",
        "say",
    ),
    *(
        "sealed",
        "shown",
        "sister",
        "slot",
        "slots",
        "some",
        "stop",
        "sure",
        "tab",
        "then",
        "version",
    ),
    *("was", "way", "what", "zone"),
}


# Whatever a form calls it: what opens something is not shown back.
OPENS_SOMETHING = ("pass", "receipt", "share", "tail")


def is_hushed(request: HttpRequest) -> bool:
    """Whether a page, and whatever goes wrong on it, must not say what it is and must be kept nowhere."""
    return is_hushed_path(request.path_info)


def is_hushed_path(path: str) -> bool:
    """The same of an address."""
    return any(pattern.match(path) for pattern in hushed_paths)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404, in the frame of the place somebody looked in."""
    return render(request, "404.html", status=404)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400, for what Django refuses to read."""
    return unreadable(request)


def forbidden(request: HttpRequest, why: str = "") -> HttpResponse:
    """403, with the sentence that says who can."""
    return render(request, "403.html", {"why": why, "typed": typed(request)}, status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form older than its cookie: give back what was typed, and a button that sends it again.

    No button for a form of another site: it would send that site's words as one's own.
    """
    again = request.path if is_from_here(request) else ""
    response = render(
        request, "403_csrf.html", {"typed": typed(request), "again": again}, status=403
    )
    response.headers["Cache-Control"] = "no-store"  # somebody's words stand in it
    return response


def is_from_elsewhere(request: HttpRequest) -> bool:
    """Whether the browser says that a page of another site sent this. One that says nothing is believed.

    For pages without a cookie, and so without the usual token: ``Sec-Fetch-Site`` cannot be set by a page.
    """
    fetched = request.headers.get("Sec-Fetch-Site")
    if fetched:
        return fetched not in {"same-origin", "none"}
    origin = request.headers.get("Origin")
    return bool(origin) and origin not in {
        f"{request.scheme}://{request.get_host()}",
        settings.SITE_URL,
    }


def is_from_here(request: HttpRequest) -> bool:
    """Whether the browser says that a page of ours sent this."""
    came_from = request.headers.get("Origin") or request.headers.get("Referer", "")
    parts = urlsplit(came_from)
    own = f"{request.scheme}://{request.get_host()}"
    return f"{parts.scheme}://{parts.netloc}" == own


def unreadable(request: HttpRequest) -> HttpResponse:
    """400: what came is no text."""
    return render(request, "400.html", status=400)


def too_large(request: HttpRequest) -> HttpResponse:
    """413, after reading a good part of it: a browser hears the answer only once it has sent everything."""
    with suppress(OSError, ValueError):
        left = min(int(request.META["CONTENT_LENGTH"]), 5 * settings.LARGEST_REQUEST)
        while left > 0 and (block := request.META["wsgi.input"].read(min(left, 1 << 18))):
            left -= len(block)
    response = render(request, "413.html", {"most": settings.LARGEST_REQUEST}, status=413)
    response.headers["Connection"] = "close"
    return response


def typed(request: HttpRequest) -> list[tuple[str, str]]:
    """What a person typed into a form that could not be taken, so that it is not lost."""
    if request.method != "POST":
        return []
    pairs = ((name, value) for name, values in request.POST.lists() for value in values)
    return [(name, value) for name, value in pairs if _may_come_back(name) and value.strip()]


def written(pairs: list[tuple[str, str]]) -> list[str]:
    """Of what was typed, the words: no field of the page's own, no tick or choice, no bare number or date."""
    words = (value for name, value in pairs if name not in NOT_WRITTEN)
    return [
        value
        for value in words
        if value != "on" and any(map(str.isalpha, value)) and not CHOSEN.fullmatch(value)
    ]


def _may_come_back(name: str) -> bool:
    return name not in TYPED_NOT_KEPT and not any(part in name for part in OPENS_SOMETHING)
