"""Pages about what is talked about: the agenda, one item, its order."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from groundswell.kernel.actors import can
from groundswell.kernel.errors import EditConflict
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
from groundswell.meetings import queries, services
from groundswell.meetings.access import get_item_for, get_record_for
from groundswell.meetings.forms.agenda import DropForm, ItemForm, ProposeForm, names_for
from groundswell.networks.access import get_network_for


@once
@require_http_methods(["GET", "POST"])
@sign_in_required
def agenda(request: SignedInRequest, slug: str) -> HttpResponse:
    """Propose in one field; the next meeting's agenda and what waits."""
    network = get_network_for(request.user, slug)
    meeting = queries.open_agenda(network)
    form = ProposeForm(request.POST or None, named=names_for(request.user, network))
    if form.is_valid():
        with sentence_on(form):
            services.propose_item(
                by=request.user,
                network=network,
                proposed_by=request.user,
                meeting=meeting,
                **form.cleaned_data,
            )
        if form.is_valid():
            said = _("It is on the agenda.") if meeting else _("It waits for the next meeting.")
            back = request.POST.get("meeting", "")
            if meeting and back == str(meeting.pk):
                return after_post(request, "meetings:meeting", slug, meeting.pk, said=said)
            return after_post(request, "meetings:agenda", slug, said=said)
    context = {
        "network": network,
        "form": form,
        "meeting": meeting,
        "items": queries.agenda_of(meeting) if meeting else [],
        "waiting": page_of(request, queries.waiting_items(network)),
    }
    return render_page(request, "meetings/agenda.html", context)


@once
@require_http_methods(["GET", "POST"])
@sign_in_required
def item(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """One item: what it is about, what came of it, and for its proposer and the chairs its words to correct."""
    network = get_network_for(request.user, slug)
    item = get_item_for(request.user, network, pk)
    is_own = item.proposed_by_id == request.user.pk
    is_open = item.state in (item.State.WAITING, item.State.SCHEDULED)
    may_edit = is_open and (is_own or can(request.user, Permission.AGENDA_ORDER, network))
    form = ItemForm.about(item, request.POST or None, names_for(request.user, network))
    theirs = None
    if may_edit and form.is_valid():
        with sentence_on(form):
            try:
                services.edit_item(by=request.user, item=item, **form.cleaned_data)
            except EditConflict as conflict:
                theirs = conflict.theirs
                form.data = {**form.data.dict(), "version": item.version}  # type: ignore[attr-defined]
                raise
        if form.is_valid():
            return after_post(request, "meetings:item", slug, pk, said=_("Saved."))
    context = {
        "network": network,
        "item": item,
        "form": form if may_edit else None,
        "drop_form": DropForm(),
        "is_own": is_own,
        "theirs": theirs,
        "decisions": [] if item.is_unminuted else queries.decisions_of(item)[:50],
        "actions": queries.actions_in(network).filter(item=item).order_by("pk")[:50],
    }
    return render_page(request, "meetings/item.html", context)


@require_POST
@sign_in_required
def drop(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Let an item go."""
    network = get_network_for(request.user, slug)
    item = get_item_for(request.user, network, pk)
    form = DropForm(request.POST)
    if form.is_valid():
        with sentence_on(form):
            services.drop_item(by=request.user, item=item, why=form.cleaned_data["why"])
    if form.is_valid():
        return after_post(request, "meetings:agenda", slug, said=_("It is off the agenda."))
    context = {
        "network": network,
        "item": item,
        "drop_form": form,
        "is_own": item.proposed_by_id == request.user.pk,
    }
    return render_page(request, "meetings/item.html", context, status=422)


@require_POST
@sign_in_required
def order(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Move an item, put one on the agenda, or put it back."""
    network = get_network_for(request.user, slug)
    meeting = get_record_for(request.user, network, pk)
    number = request.POST.get("item", "")
    item = get_item_for(request.user, network, int(number) if number.isdecimal() else 0)
    do = request.POST.get("do", "")
    if do == "on":
        services.schedule_item(by=request.user, item=item, meeting=meeting)
    elif do == "back":
        services.put_back(by=request.user, item=item)
    elif do in ("up", "down"):
        services.move_item(by=request.user, item=item, up=do == "up")
    back = "meetings:agenda" if request.POST.get("from") == "agenda" else "meetings:meeting"
    where = reverse(back, args=[slug] if back == "meetings:agenda" else [slug, pk])
    return redirect(f"{where}#item-{item.pk}")
