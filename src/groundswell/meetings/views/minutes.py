"""One screen for the minutes, during the meeting, for as many as want to type."""

from collections.abc import Collection
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from groundswell.kernel.clock import now, today
from groundswell.kernel.errors import EditConflict
from groundswell.kernel.web import (
    SignedInRequest,
    after_post,
    once,
    render_page,
    sentence_on,
    sign_in_required,
)
from groundswell.meetings import queries, services
from groundswell.meetings.access import get_item_for, get_line_for, get_record_for
from groundswell.meetings.forms.minutes import CorrectForm, LineForm
from groundswell.meetings.queries.record import Attended
from groundswell.networks.access import get_network_for
from groundswell.people.queries import person as person_by_id

if TYPE_CHECKING:
    from datetime import date

    from groundswell.meetings.models import AgendaItem, Meeting
    from groundswell.meetings.queries.record import Seat
    from groundswell.networks.models import Network

TWO_WEEKS = timedelta(days=14)
FEW_SEATS = 12  # a tap list this short does not push the minutes off a phone
FEW = 120  # members that fit a tap list on the page itself


@once
@require_http_methods(["GET", "POST"])
@sign_in_required
def minutes(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """All items, each with a line to type and three buttons."""
    network = get_network_for(request.user, slug)
    meeting = get_record_for(request.user, network, pk)
    typed = None
    if request.method == "POST":
        everybody = queries.owners_for(meeting, request.user)
        here = queries.attended(meeting).came
        typed = _form(meeting, _key(request), everybody, request.POST, here)
        if typed.is_valid():
            with sentence_on(typed):
                _write(request, network, meeting, typed)
        if typed.is_valid():
            if request.headers.get("HX-Request"):
                return redirect("meetings:minutes_section", slug, pk, typed.key)
            return redirect(reverse("meetings:minutes", args=[slug, pk]) + f"#item-{typed.key}")
    record = queries.record_of(meeting)
    if typed is not None and request.headers.get("HX-Request"):
        return _section(request, network, meeting, record, typed, status=422)
    seats = queries.seats(meeting)
    owners = queries.owners_for(meeting, request.user, seats)
    due_on = _due_on(meeting)
    forms = [
        typed
        if typed is not None and typed.key == section.key
        else _form(meeting, section.key, owners, due_on=due_on)
        for section in record.sections
    ]
    context = {
        "network": network,
        "meeting": meeting,
        "record": record,
        "rows": list(zip(record.sections, forms, strict=True)),
        "mark": record.mark,
        "is_short": len(seats) <= FEW_SEATS,
        "seats": seats if len(seats) <= FEW else [],
        "attended": queries.attended(meeting) if len(seats) > FEW else _so_far(seats),
        "still_open": queries.open_actions(network).exclude(meeting=meeting)[:30],
        "back": reverse("meetings:minutes", args=[slug, pk]),
    }
    return render_page(
        request, "meetings/minutes.html", context, status=422 if typed is not None else 200
    )


def _so_far(seats: "list[Seat]") -> Attended:
    """What the tap list already says, without asking again."""
    came = {seat.person_id: seat.name for seat in seats if seat.written == "came"}
    return Attended(came, sum(seat.written == "could_not" for seat in seats))


def _key(request: SignedInRequest) -> int:
    number = request.POST.get("item", "")
    return int(number) if number.isdecimal() else 0


def _form(
    meeting: "Meeting",
    key: int,
    owners: list[tuple[int, str]],
    data: Any = None,
    here: Collection[int] = (),
    due_on: "date | None" = None,
) -> LineForm:
    due_on = due_on or _due_on(meeting)
    return LineForm(data, key=key, owners=owners, here=here, due_on=due_on)


def _due_on(meeting: "Meeting") -> "date":
    """The day of the next meeting, when that is known and leaves time; else in two weeks."""
    day = today(meeting.network.time_zone)
    following_at = getattr(meeting, "following_at", None)  # annotated by the door
    if following_at is None:
        return day + TWO_WEEKS
    return timezone.localdate(following_at, ZoneInfo(meeting.network.time_zone))


def _item(request: SignedInRequest, network: "Network", key: int) -> "AgendaItem | None":
    return get_item_for(request.user, network, key) if key else None


def _write(
    request: SignedInRequest, network: "Network", meeting: "Meeting", form: LineForm
) -> None:
    item = _item(request, network, form.key)
    text = form.cleaned_data["text"]
    if form.cleaned_data["kind"] == "action":
        services.assign_action(
            by=request.user,
            network=network,
            meeting=meeting,
            item=item,
            text=text,
            owner=person_by_id(form.cleaned_data["owner"]) or request.user,
            due_on=form.cleaned_data["due_on"],
        )
        return
    write = services.decide if form.cleaned_data["kind"] == "decision" else services.write_note
    write(by=request.user, meeting=meeting, item=item, text=text)


@require_safe
@sign_in_required
def section(request: SignedInRequest, slug: str, pk: int, key: int) -> HttpResponse:
    """One item of the minutes afresh, for htmx; anybody else gets the whole page."""
    network = get_network_for(request.user, slug)
    meeting = get_record_for(request.user, network, pk)
    if not request.headers.get("HX-Request"):
        return redirect(reverse("meetings:minutes", args=[slug, pk]) + f"#item-{key}")
    owners = queries.owners_for(meeting, request.user, queries.seats(meeting))
    form = _form(meeting, key, owners)
    return _section(request, network, meeting, queries.record_of(meeting), form)


def _section(
    request: SignedInRequest,
    network: "Network",
    meeting: "Meeting",
    record: Any,
    form: LineForm,
    status: int = 200,
) -> HttpResponse:
    wanted = next((each for each in record.sections if each.key == form.key), None)
    if wanted is None:
        raise Http404("No such item on this agenda")
    context = {"network": network, "meeting": meeting, "section": wanted, "form": form}
    context["is_fresh"] = True
    return render_page(request, "meetings/parts/minutes_section.html", context, status=status)


@require_safe
@sign_in_required
def lines(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """What others wrote meanwhile; nothing at all when nothing changed."""
    network = get_network_for(request.user, slug)
    meeting = get_record_for(request.user, network, pk)
    record = queries.record_of(meeting)
    if request.GET.get("seen") == record.mark:
        return HttpResponse(status=204)
    context = {"network": network, "meeting": meeting, "mark": record.mark, "record": record}
    return render_page(request, "meetings/parts/minutes_news.html", context)


@require_POST
@sign_in_required
def settle(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """An item goes to the next meeting, or (unminuted) was talked about."""
    network = get_network_for(request.user, slug)
    meeting = get_record_for(request.user, network, pk)
    item = get_item_for(request.user, network, _key(request))
    if item.meeting_id != meeting.pk:
        said = _("This item is not on this agenda any more. Nothing was changed.")
    elif request.POST.get("do") == "talked":
        services.close_item(by=request.user, item=item, outcome="")
        said = _("Noted that it was talked about. Nothing else of it is kept.")
    else:
        services.carry_item(by=request.user, item=item)
        said = _("It goes to the next meeting.")
    return after_post(request, "meetings:minutes", slug, pk, said=said)


@require_http_methods(["GET", "POST"])
@sign_in_required
def line(request: SignedInRequest, slug: str, pk: int, line: int) -> HttpResponse:
    """Correct one line, add what was held against it, or take it out."""
    network = get_network_for(request.user, slug)
    meeting = get_record_for(request.user, network, pk)
    row = get_line_for(request.user, meeting, line)
    where = reverse("meetings:minutes", args=[slug, pk]) + f"#item-{row.item_id or 0}"
    form = CorrectForm.about(row, request.POST or None)
    theirs = None
    if request.POST.get("do") == "strike":
        with sentence_on(form):
            services.strike_line(by=request.user, line=row)
            return redirect(where)
    elif form.is_valid():
        with sentence_on(form):
            try:
                services.correct_line(by=request.user, line=row, **form.cleaned_data)
            except EditConflict as conflict:
                theirs = conflict.theirs
                form.data = {**request.POST.dict(), "version": row.version}
                raise
        if form.is_valid():
            return redirect(where)
    context = {"network": network, "meeting": meeting, "line": row, "form": form, "theirs": theirs}
    return render_page(request, "meetings/line.html", context, status=409 if theirs else 200)


@require_http_methods(["GET", "POST"])
@sign_in_required
def attendance(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Tap who is here and who could not come. Only taps that differ from what the page showed are taken."""
    network = get_network_for(request.user, slug)
    meeting = get_record_for(request.user, network, pk)
    if request.method == "POST":
        services.record_attendances(by=request.user, meeting=meeting, states=_tapped(request.POST))
        if not request.headers.get("HX-Request"):
            where = request.POST.get("back", "")
            page = "meetings:minutes" if where == "minutes" else "meetings:attendance"
            return after_post(request, page, slug, pk, said=_("Saved who came."))
    words = request.GET.get("q", "").strip()[:80]
    context = {
        "network": network,
        "meeting": meeting,
        "seats": queries.seats(meeting, words),
        "attended": queries.attended(meeting),
        "words": words,
    }
    if request.headers.get("HX-Request") and request.method == "POST":
        return render_page(request, "meetings/parts/attendance_said.html", context)
    return render_page(request, "meetings/attendance.html", context)


def _tapped(data: Any) -> dict[int, str]:
    """Who was changed: the page says how each stood when it was shown, and how each stands now."""
    changed = {}
    for pair in data.getlist("was"):
        number, _colon, before = pair.partition(":")
        if number.isdecimal():
            stands = data.get(f"seat-{number}", "")
            if stands != before:
                changed[int(number)] = stands
    return changed


@once
@require_http_methods(["GET", "POST"])
@sign_in_required
def send(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Look it over, close and send; afterwards the text for the group chat."""
    network = get_network_for(request.user, slug)
    meeting = get_record_for(request.user, network, pk)
    problem = ""
    if request.POST.get("do") == "held":
        services.say_held(by=request.user, meeting=meeting)
        said = _("Its time is today. Look the minutes over, then send them.")
        return after_post(request, "meetings:send", slug, pk, said=said)
    if request.method == "POST":
        try:
            is_first = services.send_minutes(by=request.user, meeting=meeting)
        except services.MinutesError as error:
            problem = str(error)
        else:
            said = (
                _("Sent. Everybody has it this evening.")
                if is_first
                else _("These minutes were sent already. Nothing was sent again.")
            )
            return after_post(request, "meetings:send", slug, pk, said=said)
    record, here = queries.record_of(meeting), queries.attended(meeting)
    context = {
        "network": network,
        "meeting": meeting,
        "record": record,
        "problem": problem,
        "has_begun": meeting.starts_at is None or meeting.starts_at <= now(),
        "attended": here,
        "n_members": queries.n_members(network),
        "chat": services.chat_text(meeting, record, here),
    }
    return render_page(request, "meetings/send.html", context, status=422 if problem else 200)
