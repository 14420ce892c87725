"""A year group's timetable, and one's own week."""

from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.utils import formats
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from groundswell.kernel.actors import require
from groundswell.kernel.clock import today
from groundswell.kernel.permissions import Permission
from groundswell.kernel.web import (
    SignedInRequest,
    after_post,
    once,
    render_page,
    sentence_on,
    sign_in_required,
)
from groundswell.meetings import services
from groundswell.meetings.forms.timetables import PART_WORDS, PARTS, TimetableForm, WeekForm
from groundswell.meetings.pictures import teaching_week
from groundswell.meetings.queries.timetables import painted_week, year_groups
from groundswell.meetings.uploads import read_upload, seal, unseal
from groundswell.networks.access import get_network_for

A_MONDAY = date(2024, 1, 1)


@require_http_methods(["GET", "POST"])
@sign_in_required
@once
def timetables(request: SignedInRequest, slug: str) -> HttpResponse:
    """Which year groups have a timetable; add one: choose a file, look at what was found, save."""
    network = get_network_for(request.user, slug)
    groups = year_groups(network)
    form = TimetableForm(
        request.POST or None, request.FILES or None, cohorts=[group.cohort for group in groups]
    )
    context: dict[str, Any] = {"network": network, "groups": groups, "form": form}
    if request.method == "POST":
        require(request.user, Permission.TIMETABLE_UPLOAD, network)
    if form.is_valid():
        with sentence_on(form):
            if form.cleaned_data["file"]:
                day = today(network.time_zone)
                found = read_upload(form.cleaned_data["file"], zone=network.time_zone, today=day)
                context |= {
                    "found": found,
                    "cohort": form.cohort,
                    "sealed": seal(found, form.cohort.pk),
                    "picture": teaching_week(found, network.time_zone),
                }
            else:
                found = unseal(form.cleaned_data["sealed"], form.cohort.pk)
                services.upload_timetable(
                    by=request.user,
                    cohort=form.cohort,
                    busy=found.busy,
                    n_events=found.n_events,
                    covers_from=found.covers_from,
                    covers_until=found.covers_until,
                )
                said = _("Saved. Times for %(group)s are now proposed around its timetable.")
                return after_post(
                    request, "meetings:timetables", slug, said=said % {"group": form.cohort.name}
                )
    return render_page(request, "meetings/timetables.html", context)


@require_http_methods(["GET", "POST"])
@sign_in_required
def my_week(request: SignedInRequest, slug: str) -> HttpResponse:
    """When one is usually not free: for one's own answers, seen by nobody."""
    network = get_network_for(request.user, slug)
    painted = painted_week(request.user.pk)
    form = WeekForm(request.POST or None, initial={"rest": "free" in painted.values()})
    if form.is_valid():
        forgets = "forget" in request.POST
        services.paint_week(
            by=request.user,
            network=network,
            busy=set() if forgets else form.cells,
            is_rest_free=form.cleaned_data["rest"] and not forgets,
        )
        said = _("Your week is forgotten.") if forgets else _("Saved. Nobody sees it but you.")
        return after_post(request, "meetings:my_week", slug, said=said)
    busy = {cell for cell, state in painted.items() if state == "busy"}
    context = {"network": network, "form": form, "parts": _grid(busy), "days": _days()}
    return render_page(request, "meetings/my_week.html", context | {"has_painted": bool(painted)})


def _days() -> list[tuple[str, str]]:
    """Short and long names of the week's days."""
    days = [A_MONDAY + timedelta(days=n) for n in range(7)]
    return [(formats.date_format(day, "D"), formats.date_format(day, "l")) for day in days]


def _grid(busy: set[tuple[int, int]]) -> list[dict[str, Any]]:
    """The waking week as rows of cells, by part of the day."""
    names = [long for _short, long in _days()]
    return [
        {
            "name": part,
            "words": PART_WORDS[part],
            "wholes": [(f"{day}-{part}", names[day]) for day in range(7)],
            "rows": [
                (
                    f"{half // 2:02d}:{half % 2 * 30:02d}",
                    [(f"{day}-{half}", names[day], (day, half) in busy) for day in range(7)],
                )
                for half in halves
            ],
        }
        for part, halves in PARTS.items()
    ]
