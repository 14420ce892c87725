"""Pages about asks for members: all of them, one, writing, sending, ending."""

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from groundswell.kernel.actors import can, require
from groundswell.kernel.clock import today
from groundswell.kernel.errors import NotAllowed
from groundswell.kernel.permissions import Permission
from groundswell.kernel.web import (
    SignedInRequest,
    after_post,
    once,
    page_of,
    render_page,
    sentence_on,
    sign_in_required,
)
from groundswell.networks.access import get_network_for
from groundswell.networks.queries import open_offices
from groundswell.projects import services
from groundswell.projects.access.ask import get_ask_for, get_office_for
from groundswell.projects.forms.ask import (
    AskForm,
    CloseForm,
    DeliverForm,
    OneTapForm,
    RecordForm,
    RejoinForm,
)
from groundswell.projects.pictures import promises
from groundswell.projects.queries import asks
from groundswell.projects.views.answer import refusals_on
from groundswell.projects.views.ask_parts import ask_context, tabs_of

if TYPE_CHECKING:
    from django.forms import Form

    from groundswell.networks.models import Network
    from groundswell.projects.models import Ask


@require_safe
@sign_in_required
def index(request: SignedInRequest, slug: str) -> HttpResponse:
    """What was asked of whom: open, kept, not done."""
    network = get_network_for(request.user, slug)
    offices = list(asks.asked_offices(network))
    office = next((o for o in offices if str(o.pk) == request.GET.get("office")), None)
    seen = asks.seen_by(request.user, network)
    rows = seen.filter(office=office) if office else seen
    tab = request.GET.get("tab", "open")
    context = {
        "network": network,
        "page": page_of(request, asks.in_tab(rows, tab), size=20),
        "tab": tab,
        "tabs": tabs_of(asks.tab_counts(rows), tab, office.pk if office else None),
        "offices": offices,
        "office": office,
        "picture": promises(asks.commitments_tally(network)),
        "may_write": asks.may_write(request.user, network),
    }
    return render_page(request, "projects/ask/index.html", context)


@require_safe
@sign_in_required
def ask(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """What is asked, what came back, and what may be done next."""
    network, ask = get_ask_for(request.user, slug, pk)
    return render_page(request, "projects/ask/ask.html", ask_context(request.user, network, ask))


@require_http_methods(["GET", "POST"])
@sign_in_required
@once
def new(request: SignedInRequest, slug: str) -> HttpResponse:
    """Write an ask."""
    network = get_network_for(request.user, slug)
    if not asks.may_write(request.user, network):
        raise NotAllowed(
            _("A student who leads a project can write an ask for it, and a co-chair any.")
        )
    wanted = {"reply_due_on": asks.reply_day(network), **_wanted(request)}
    form = AskForm(
        request.POST or None, initial={"version": 1} | wanted, **_choices(request, network)
    )
    if form.is_valid():
        with sentence_on(form):
            made = services.draft_ask(by=request.user, network=network, **form.chosen)
        if form.is_valid():
            said = _("Written down. Read it once more as the office will, then send it.")
            return after_post(request, "projects:ask", slug, made.pk, said=said)
    if not form.offices:
        return render_page(request, "projects/ask/no_office.html", {"network": network})
    return _form_page(
        request,
        network,
        form,
        title=_("Ask an office"),
        lead=_(
            "The office answers from a link in a mail, without an account. A co-chair sends it."
        ),
        back=reverse("projects:asks", args=[slug]),
        back_label=_("All asks"),
        button=_("Write it down"),
    )


def _form_page(
    request: SignedInRequest, network: "Network", form: "Form", **words: Any
) -> HttpResponse:
    context = {"network": network, "form": form, **words}
    return render_page(request, "projects/form.html", context, part="form")


def _wanted(request: SignedInRequest) -> dict[str, str]:
    """A page that leads here may name the project or the office."""
    return {name: request.GET[name] for name in ("project", "office") if name in request.GET}


def _choices(request: SignedInRequest, network: "Network") -> dict[str, Any]:
    return {
        "network": network,
        "offices": open_offices(network)[:300],
        "projects": asks.draftable_projects(request.user, network),
        "needs_project": not can(request.user, Permission.ASK_SEND, network),
    }


@require_http_methods(["GET", "POST"])
@sign_in_required
def edit(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Correct a draft; when two did, both texts are shown."""
    network, ask = get_ask_for(request.user, slug, pk)
    if not asks.may_draft_for(request.user, ask):
        raise NotAllowed(_("Only its author, a lead of its project or a co-chair can change this."))
    if ask.state != ask.State.DRAFT:
        return after_post(
            request, "projects:ask", slug, pk, said=_("It was sent, so its words stay.")
        )
    form = AskForm.about(ask, request.POST or None, **_choices(request, network))
    if form.is_valid():
        with refusals_on(form, ask):
            version = form.cleaned_data["version"]
            services.edit_ask(by=request.user, ask=ask, version=version, **form.chosen)
        if form.is_valid():
            return after_post(request, "projects:ask", slug, pk, said=_("Saved."))
    return _form_page(
        request, network, form, title=_("Edit the ask"), button=_("Save"), **_back(slug, pk)
    )


def _back(slug: str, pk: int) -> dict[str, str]:
    return {
        "back": reverse("projects:ask", args=[slug, pk]),
        "back_label": _("Back to the ask"),
    }


@require_POST
@sign_in_required
def send(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Send a draft, or send an open ask again to whoever holds the office now."""
    network, ask = get_ask_for(request.user, slug, pk)
    form = OneTapForm(request.POST)
    if form.is_valid():
        verb = services.send_ask if ask.state == ask.State.DRAFT else services.resend_ask
        with sentence_on(form):
            verb(by=request.user, ask=ask)
    if not form.is_valid():
        return _ask_with(request, network, ask, refusal=form)
    said = _("On its way to %(office)s. Its link answers without an account.")
    return after_post(request, "projects:ask", slug, pk, said=said % {"office": ask.office})


def _ask_with(
    request: SignedInRequest, network: "Network", ask: "Ask", **forms: Any
) -> HttpResponse:
    context = ask_context(request.user, network, ask) | forms
    return render_page(request, "projects/ask/ask.html", context)


@require_POST
@sign_in_required
@once
def rejoin(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Write to the office."""
    network, ask = get_ask_for(request.user, slug, pk)
    form = RejoinForm(request.POST)
    if form.is_valid():
        with sentence_on(form):
            services.rejoin_ask(by=request.user, ask=ask, text=form.cleaned_data["text"])
    if not form.is_valid():
        return _ask_with(request, network, ask, rejoin_form=form)
    return after_post(request, "projects:ask", slug, pk, said=_("Sent to the office."))


@require_POST
@sign_in_required
def to_agenda(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Bring it to the next meeting."""
    network, ask = get_ask_for(request.user, slug, pk)
    form = OneTapForm(request.POST)
    if form.is_valid():
        with sentence_on(form):
            services.put_ask_on_agenda(by=request.user, ask=ask)
    if not form.is_valid():
        return _ask_with(request, network, ask, refusal=form)
    said = _("It waits for the next agenda. Whoever puts that together finds it there.")
    return after_post(request, "projects:ask", slug, pk, said=said)


@require_http_methods(["GET", "POST"])
@sign_in_required
def close(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """End it, with what came of it."""
    network, ask = get_ask_for(request.user, slug, pk)
    require(request.user, Permission.ASK_SEND, network)
    form = CloseForm(request.POST or None)
    if form.is_valid():
        with sentence_on(form):
            services.close_ask(by=request.user, ask=ask, outcome=form.cleaned_data["outcome"])
        if form.is_valid():
            return after_post(request, "projects:ask", slug, pk, said=_("Ended, with its outcome."))
    return _form_page(
        request,
        network,
        form,
        title=_("End this ask"),
        lead=_("Nothing ends without a word on what came of it. Its links stop working."),
        button=_("End it"),
        quoted=ask.title,
        **_back(slug, pk),
    )


@require_http_methods(["GET", "POST"])
@sign_in_required
def deliver(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Record for an office that it delivered."""
    network, ask = get_ask_for(request.user, slug, pk)
    require(request.user, Permission.ASK_DELIVER, network)
    form = DeliverForm(request.POST or None, initial={"on": today(network.time_zone)})
    if form.is_valid():
        with sentence_on(form):
            services.deliver_ask(by=request.user, ask=ask, **form.cleaned_data)
        if form.is_valid():
            said = _("Recorded. Members are asked once whether they feel it.")
            return after_post(request, "projects:ask", slug, pk, said=said)
    return _form_page(
        request,
        network,
        form,
        title=_("Record that it was done"),
        lead=_("The office can do this from its own mail; here you do it for the office."),
        button=_("Record it"),
        quoted=ask.commit_text,
        **_back(slug, pk),
    )


@require_http_methods(["GET", "POST"])
@sign_in_required
def record(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Write down what an office answered by phone or ordinary mail."""
    network, ask = get_ask_for(request.user, slug, pk)
    require(request.user, Permission.ASK_DELIVER, network)
    form = RecordForm(request.POST or None)
    if form.is_valid():
        with sentence_on(form):
            services.record_answer(by=request.user, ask=ask, **form.cleaned_data)
        if form.is_valid():
            said = _("Written down. The office is mailed what you wrote.")
            return after_post(request, "projects:ask", slug, pk, said=said)
    return _form_page(
        request,
        network,
        form,
        title=_("Write down their answer"),
        lead=_(
            "For an answer that came by phone, in a letter or in person. It says that we wrote it."
        ),
        button=_("Write it down"),
        quoted=ask.title,
        **_back(slug, pk),
    )


@require_safe
@sign_in_required
def office_record(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """What one office promised, and how it kept it."""
    network, office = get_office_for(request.user, slug, pk)
    context = {
        "network": network,
        "office": office,
        "picture": promises(asks.office_tally(office, network), is_one_office=True),
        "page": page_of(request, asks.office_commitments(office), size=20),
    }
    return render_page(request, "projects/ask/office.html", context)
