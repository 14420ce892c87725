"""Measured inside one process, without a server: queries of each page, and where its time goes.

    python -m benchmarks._inside fill|queries|profile

Each prints JSON. Run by pages.py with the benchmark's settings.
"""

import cProfile
import json
import os
import pstats
import sys
from collections import Counter

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks._settings")
PEER = "one query"
ANEW = "?made=anew"  # a page asked for with words in its address is never one that was kept
# What each page is called here, its url name, what its address takes, and whether one signs in for it.
PAGES = (
    ("wall", "wall:wall", (), False),
    ("home", "home:network", (), True),
    ("project", "projects:project", ("project",), True),
    ("meeting", "meetings:meeting", ("meeting",), True),
)
WHERE = (
    (
        "templates",
        (
            "/django/template/",
            "/template_partials/",
            "/templatetags/",
            "/django/utils/safestring",
            "/django/utils/html",
        ),
    ),
    ("database", ("/django/db/", "sqlite3", "psycopg")),
    ("middleware", ("middleware", "/contrib/sessions/", "/csp/", "/whitenoise/", "/allauth/")),
    ("translation", ("/django/utils/translation/", "gettext")),
    ("our own code", ("/groundswell/",)),
)


def addresses() -> dict[str, tuple[str, bool]]:
    """Each page that exists in this version: its address, and whether it is for members."""
    from django.urls import NoReverseMatch, reverse

    from benchmarks._data import SLUG
    from groundswell.meetings.models import Meeting
    from groundswell.projects.models import Project

    keys = {
        "project": Project.objects.filter(stage="doing").values_list("pk", flat=True).first(),
        "meeting": Meeting.objects.values_list("pk", flat=True).last(),
    }
    found = {PEER: (f"/one-query/{SLUG}/", False)}
    for page, name, takes, signed_in in PAGES:
        try:
            found[page] = reverse(name, args=[SLUG, *(keys[t] for t in takes)]), signed_in
        except NoReverseMatch:
            print(f"no page is called {name} yet", file=sys.stderr)
    return found


def client(signed_in):  # type: ignore[no-untyped-def]
    """A browser: nobody's, the first member's for True, or somebody's."""
    from django.test import Client

    from groundswell.people.models import Person

    visitor = Client(HTTP_HOST="bench.example.org", HTTP_X_FORWARDED_PROTO="https")
    if signed_in:
        is_anybody = signed_in is True
        visitor.force_login(Person.objects.order_by("pk")[0] if is_anybody else signed_in)
    return visitor


def fill(n: int) -> dict[str, object]:
    from django.conf import settings

    from benchmarks._data import begin, grow
    from groundswell.cli.serve import collect_static
    from groundswell.cli.start import migrate
    from groundswell.kernel.upkeep import refresh_statistics

    migrate()
    collect_static()
    grow(begin(), n, 70)
    refresh_statistics()
    member = client(True)
    cookie = f"{settings.SESSION_COOKIE_NAME}={member.cookies[settings.SESSION_COOKIE_NAME].value}"
    return {"cookie": cookie, "pages": addresses()}


def queries() -> dict[str, int]:
    """Of each page made anew; what every visitor of the wall shares was made by the visit before."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = {}
    for page, (address, signed_in) in addresses().items():
        address += ANEW if signed_in else ""
        visitor = client(signed_in)
        visitor.get(address)
        with CaptureQueriesContext(connection) as seen:
            status = visitor.get(address).status_code
        if status != 200:
            sys.exit(f"{address} answered {status}")
        counts[page] = len(seen)
        if os.environ.get("SHOW_QUERIES"):
            for query in seen.captured_queries:
                print(page, query["time"], query["sql"][:300], file=sys.stderr)
    return counts


def profile(times: int = 20) -> dict[str, dict[str, float]]:
    """Shares of the time spent in each part of making a page anew, by the file a function is in."""
    shares = {}
    for page, (address, signed_in) in addresses().items():
        address += ANEW if signed_in else ""
        visitor = client(signed_in)
        for _ in range(5):
            visitor.get(address)
        watch = cProfile.Profile()
        watch.enable()
        for _ in range(times):
            visitor.get(address)
        watch.disable()
        spent: Counter[str] = Counter()
        for (file, _line, name), row in pstats.Stats(watch).stats.items():  # type: ignore[attr-defined]
            spent[_part(file, name)] += row[2]
        total = sum(spent.values())
        shares[page] = {part: round(100 * t / total, 1) for part, t in spent.most_common()}
    return shares


def _part(file: str, name: str) -> str:
    where = f"{file} {name}" if file == "~" else file
    return next((part for part, marks in WHERE if any(m in where for m in marks)), "the rest")


def main(what: str, *words: str) -> None:
    django.setup()
    from django.test.utils import override_settings

    from benchmarks._data import SLUG, grow

    if what == "fill":
        print(json.dumps(fill(int(words[0]))))
    elif what == "queries":
        print(json.dumps(queries()))
    elif what == "double":
        from groundswell.networks.models import Network

        grow(Network.objects.get(slug=SLUG), int(words[0]), 70)
        print("{}")
    elif what == "profile":
        with override_settings(DEBUG=False):
            print(json.dumps(profile()))


if __name__ == "__main__":
    main(*sys.argv[1:])
