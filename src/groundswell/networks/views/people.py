"""Who belongs, who chairs, and one member's page."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from groundswell.kernel.actors import can, require
from groundswell.kernel.clock import today
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
from groundswell.networks import queries, services
from groundswell.networks.access import get_membership_for, get_network_for, get_term_of
from groundswell.networks.forms.membership import EndForm, MembershipForm, SearchForm, TermForm
from groundswell.networks.views.frame import tabs
from groundswell.networks.wording import MANY


@require_safe
@sign_in_required
def people(request: SignedInRequest, slug: str) -> HttpResponse:
    """Members by kind, with co-chairs above them."""
    network = get_network_for(request.user, slug)
    form = SearchForm(request.GET)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    kind = request.GET.get("kind", "")
    counts = queries.counts_by_kind(network)
    return render_page(
        request,
        "networks/people.html",
        {
            "network": network,
            "tabs": tabs(request.user, network, "people"),
            "terms": queries.open_terms(network)[:20],
            "kinds": _kinds(slug, counts, kind, words),
            "n_members": sum(counts.values()),
            "form": form,
            "words": words,
            "kind": kind,
            "page": page_of(request, queries.find_members(network, words=words, kind=kind)),
        },
        part="members",
    )


def _kinds(slug: str, counts: dict[str, int], kind: str, words: str) -> list[dict[str, object]]:
    base = reverse("networks:people", args=[slug])
    search = "&" + urlencode({"q": words}) if words else ""
    everybody = {"label": _("Everybody"), "url": base, "current": kind not in counts,
                 "count": sum(counts.values())}  # fmt: skip
    return [
        everybody,
        *(
            {"label": MANY[name], "url": f"{base}?kind={name}{search}",
             "current": kind == name, "count": n}
            for name, n in counts.items()
        ),
    ]  # fmt: skip


@require_safe
@sign_in_required
def member(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """One member: kind and terms for all; days and what they hold for co-chairs and themselves."""
    network = get_network_for(request.user, slug)
    membership = get_membership_for(request.user, network, pk)
    person = membership.person
    is_me = person.pk == request.user.pk
    terms = list(queries.terms_of(person.pk, network)[:20])
    sees_all = is_me or can(request.user, Permission.MEMBER_EDIT, network)
    holds = queries.held_by([person.pk], network)[person.pk] if sees_all else []
    return render_page(
        request,
        "networks/member.html",
        {
            "network": network,
            "membership": membership,
            "someone": person,
            "is_me": is_me,
            "sees_all": sees_all,
            "memberships": queries.memberships_of(person.pk, network)[:20],
            "terms": terms,
            "chairs_now": any(term.ends_on is None or term.ends_on >= today() for term in terms),
            "holds": holds,
        },
    )


@require_http_methods(["GET", "POST"])
@sign_in_required
@once
def edit(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Correct a membership."""
    network = get_network_for(request.user, slug, Permission.MEMBER_EDIT)
    membership = get_membership_for(request.user, network, pk)
    form = MembershipForm(
        request.POST or None, network=network, initial=MembershipForm.of(membership)
    )
    if form.is_valid():
        with sentence_on(form):
            services.correct_membership(by=request.user, membership=membership, **form.cleaned_data)
            return after_post(request, "networks:member", slug, pk, said=_("Corrected."))
    return render_page(
        request,
        "networks/edit.html",
        {"network": network, "membership": membership, "form": form},
    )


@require_http_methods(["GET", "POST"])
@sign_in_required
@once
def end(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """A member leaves, or is taken off the list."""
    network = get_network_for(request.user, slug)
    membership = get_membership_for(request.user, network, pk)
    is_me = membership.person_id == request.user.pk
    if not is_me:
        require(request.user, Permission.MEMBER_EDIT, network)
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with sentence_on(form):
            services.end_membership(
                by=request.user, membership=membership, on=form.cleaned_data["on"]
            )
            if is_me:
                return after_post(
                    request, "home:front", said=_("You have left. You are welcome back.")
                )
            return after_post(request, "networks:people", slug, said=_("Membership ended."))
    holds = queries.held_by([membership.person_id], network)[membership.person_id]
    return render_page(
        request,
        "networks/end.html",
        {
            "network": network,
            "membership": membership,
            "is_me": is_me,
            "form": form,
            "holds": holds,
        },
    )


@require_http_methods(["GET", "POST"])
@sign_in_required
@once
def term(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Make a member co-chair."""
    network = get_network_for(request.user, slug, Permission.TERM_GIVE)
    membership = get_membership_for(request.user, network, pk)
    form = TermForm(request.POST or None, initial={"side": membership.kind})
    if form.is_valid():
        with sentence_on(form):
            services.give_term(
                by=request.user, network=network, person=membership.person, **form.cleaned_data
            )
            return after_post(request, "networks:member", slug, pk, said=_("The term is noted."))
    return render_page(
        request, "networks/term.html", {"network": network, "membership": membership, "form": form}
    )


@require_POST
@sign_in_required
def term_end(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """End a term today."""
    network = get_network_for(request.user, slug)
    given = get_term_of(network, pk)
    try:
        services.end_term(by=request.user, term=given)
    except services.NetworkError as error:
        return after_post(request, "networks:people", slug, said=str(error))
    return after_post(request, "networks:people", slug, said=_("The term ends today."))
