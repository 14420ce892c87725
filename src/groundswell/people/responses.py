"""The cookie by which every page knows a person's language without a query."""

from django.conf import settings
from django.http import HttpResponse

from groundswell.people.middleware import COOKIE
from groundswell.people.models import Person

A_YEAR = 60 * 60 * 24 * 365


def set_language(response: HttpResponse, person: Person) -> None:
    """Keep the person's language, or let the browser say it."""
    if not person.language:
        response.delete_cookie(COOKIE, samesite="Lax")
        return
    response.set_cookie(
        COOKIE,
        person.language,
        max_age=A_YEAR,
        samesite="Lax",
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
    )
