"""Bring in past minutes: choose files, look each over, bring in all or none."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from groundswell.formats.errors import FormatError
from groundswell.formats.minutes_in import Minutes, read_minutes
from groundswell.kernel.actors import require
from groundswell.kernel.permissions import Permission
from groundswell.kernel.web import (
    SignedInRequest,
    after_post,
    once,
    render_page,
    sign_in_required,
)
from groundswell.meetings import services
from groundswell.meetings.forms.history import MOST_FILES, FilesForm, PastForm
from groundswell.networks.access import get_network_for


@once
@require_http_methods(["GET", "POST"])
@sign_in_required
def bring_in(request: SignedInRequest, slug: str) -> HttpResponse:
    """Files in; then a form for each, with what was found in it."""
    network = get_network_for(request.user, slug)
    require(request.user, Permission.MINUTES_IMPORT, network)
    if "n" in request.POST:
        return _look_over(request, slug)
    form = FilesForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"network": network, "form": form}
    if form.is_valid():
        for number, file in enumerate(form.cleaned_data["chosen"]):
            _read(number, file, context)
        if context.get("previews"):
            context["n"] = len(context["previews"])
            return render_page(request, "meetings/history_check.html", context)
        for problem in context.get("unread", ()):
            form.add_error("chosen", problem)
    return render_page(
        request, "meetings/history.html", context, status=422 if form.errors else 200
    )


def _read(number: int, file: Any, context: dict[str, Any]) -> None:
    try:
        minutes = read_minutes(file.read(), file.name)
    except FormatError as error:
        context.setdefault("unread", []).append(f"{file.name}: {error}")
        return
    previews = context.setdefault("previews", [])
    initial = {
        "is_wanted": True,
        "title": minutes.title[:160],
        "held_on": minutes.held_on,
        "text": as_text(minutes),
    }
    form = PastForm(initial=initial, prefix=str(len(previews)))
    previews.append({"name": file.name, "form": form, **_found(minutes)})


def _found(minutes: Minutes) -> dict[str, list[str]]:
    lines = minutes.paragraphs
    return {
        "decisions": [line.text for line in lines if line.kind == "decision"],
        "actions": [line.text for line in lines if line.kind == "action"],
    }


def as_text(minutes: Minutes) -> str:
    """The minutes as plain text that reads back the same: one line each, labelled."""
    said = {
        "heading": "# {}",
        "bullet": "- {}",
        "text": "{}",
        "decision": "Decision: {}",
        "action": "Action: {}",
    }
    parts = []
    for line in minutes.paragraphs:
        text = " ".join(line.text.split())
        note = ", ".join(
            part
            for part in (line.owner or "", f"by {line.due_on.isoformat()}" if line.due_on else "")
            if part
        )
        shown = said[line.kind].format(text)
        parts.append(shown.replace("Action:", f"Action ({note}):", 1) if note else shown)
    return "\n".join(parts)


def _look_over(request: SignedInRequest, slug: str) -> HttpResponse:
    """All the forms back: either every one is good and all come in, or none does and each says why."""
    network = get_network_for(request.user, slug)
    number = request.POST["n"]
    n = min(int(number[:9]) if number.isdecimal() else 0, MOST_FILES)
    forms = [PastForm(request.POST, prefix=str(each)) for each in range(n)]
    wanted = [form for form in forms if f"{form.prefix}-is_wanted" in request.POST]
    problem = "" if wanted else _("Choose at least one meeting to bring in.")
    if wanted and all(form.is_valid() for form in wanted):
        try:
            made = services.import_minutes(
                by=request.user, network=network, meetings=[_past(form) for form in wanted]
            )
        except services.HistoryError as error:
            problem = str(error)
        else:
            return after_post(request, "meetings:index", slug, said=_said(len(made), len(wanted)))
    previews = [
        {"name": request.POST.get(f"{form.prefix}-name", ""), "form": form, **_found(_reread(form))}
        for form in forms
    ]
    context = {"network": network, "previews": previews, "n": n, "problem": problem}
    return render_page(request, "meetings/history_check.html", context, status=422)


def _reread(form: PastForm) -> Minutes:
    text = str(form.data.get(f"{form.prefix}-text", ""))
    try:
        return read_minutes(text.encode(), "minutes.txt")
    except FormatError:
        return Minutes("", None, ())


def _past(form: PastForm) -> services.PastMeeting:
    found = _found(_reread(form))
    return services.PastMeeting(
        title=form.cleaned_data["title"],
        held_on=form.cleaned_data["held_on"],
        text=form.cleaned_data["text"],
        decisions=found["decisions"],
    )


def _said(n_made: int, n_wanted: int) -> str:
    said = ngettext(
        "%(n)s meeting is in the history now.", "%(n)s meetings are in the history now.", n_made
    ) % {"n": n_made}
    if n_made == n_wanted:
        return said
    return said + " " + _("Those that were there already were left as they are.")
