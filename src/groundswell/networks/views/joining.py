"""Coming in: asking, a link for many, an invitation to one address."""

from typing import cast

import segno
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from groundswell.kernel.actors import VISITOR, can
from groundswell.kernel.limits import is_too_often
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
from groundswell.networks.access import (
    get_invitation,
    get_invitation_of,
    get_joinable_network,
    get_network_for,
    get_request_of,
)
from groundswell.networks.forms.joining import (
    AnswerForm,
    InviteForm,
    JoinForm,
    LinkForm,
    NameAndAddressForm,
    NameForm,
)
from groundswell.networks.models import Invitation
from groundswell.networks.services.tokens import token_for
from groundswell.networks.views.founding import steps_shown
from groundswell.networks.views.frame import tabs
from groundswell.people.services import absolute
from groundswell.people.web import discreet, sign_in_new
from groundswell.ui.charts import Svg

# A poster in a lecture hall is used by all of it at once, through one address.
MOST_AN_HOUR = {"join": 20, "link": 300}


@require_http_methods(["GET", "POST"])
@once
def join(request: HttpRequest, slug: str) -> HttpResponse:
    """Anybody may ask to join."""
    network = get_joinable_network(slug)
    is_member = request.user.is_authenticated and can(request.user, Permission.NETWORK_SEE, network)
    form = JoinForm(request.POST or None)
    if network.takes_requests and form.is_valid() and _may_send(request, form, "join"):
        with sentence_on(form):
            services.ask_to_join(by=VISITOR, network=network, **form.cleaned_data)
            return redirect("networks:join_asked", slug)
    return render_page(
        request,
        "networks/join.html",
        {"network": network, "form": form, "already": is_member},
    )


@require_safe
def join_asked(request: HttpRequest, slug: str) -> HttpResponse:
    """What happens now, the same words for everybody."""
    return render_page(request, "networks/join_asked.html", {"network": get_joinable_network(slug)})


@require_http_methods(["GET", "POST"])
@once
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """Come in by an invitation: one field, one button."""
    return discreet(_accept(request, get_invitation(token)))


def _accept(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    me = cast("SignedInRequest", request).user if request.user.is_authenticated else None
    if not invitation.is_open:
        return _closed(request, invitation)
    if me is not None and can(me, Permission.NETWORK_SEE, invitation.network):
        return redirect("home:network", invitation.network.slug)
    form = _accept_form(request, invitation, is_signed_in=me is not None)
    is_asking = invitation.is_for_many and me is None
    may_go_on = request.method == "POST" and form.is_valid()
    if may_go_on and (not is_asking or _may_send(request, form, "link")):
        with sentence_on(form):
            if is_asking:
                services.ask_by_link(invitation=invitation, **form.cleaned_data)
                return redirect("networks:look_in_mail", invitation.network.slug)
            person, is_new = services.accept_invitation(
                invitation=invitation, person=me, name=form.cleaned_data.get("name", "")
            )
            if is_new:
                sign_in_new(request, person)
            return after_post(
                request, "home:network", invitation.network.slug, said=_("Welcome. You are in.")
            )
    return render_page(
        request,
        "networks/accept.html",
        {"network": invitation.network, "invitation": invitation, "form": form, "person": me},
    )


def _may_send(request: HttpRequest, form: Form, what: str) -> bool:
    """Anybody may send these, and each writes a letter: not too often from one part of the net."""
    if not is_too_often(request, what, MOST_AN_HOUR[what]):
        return True
    form.add_error(
        None,
        _("Very many things were sent from your part of the net. Please try again in an hour."),
    )
    return False


def _accept_form(
    request: HttpRequest, invitation: Invitation, *, is_signed_in: bool
) -> NameForm | NameAndAddressForm:
    if invitation.is_for_many:
        form: NameForm = NameAndAddressForm(request.POST or None)
    else:
        form = NameForm(request.POST or None, initial={"name": invitation.name})
    if is_signed_in:
        form = NameForm({} if request.method == "POST" else None)
        form.fields.clear()
    return form


def _closed(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """A used, revoked or expired invitation signs nobody in; it says where to go."""
    return render_page(
        request,
        "networks/invitation_closed.html",
        {"network": invitation.network, "invitation": invitation, "is_used": invitation.n_used > 0},
        status=410,
    )


@require_safe
def look_in_mail(request: HttpRequest, slug: str) -> HttpResponse:
    """One more tap, in the letter."""
    return render_page(
        request, "networks/look_in_mail.html", {"network": get_joinable_network(slug)}
    )


@require_http_methods(["GET", "POST"])
@sign_in_required
@once
def invite(request: SignedInRequest, slug: str) -> HttpResponse:
    """Paste addresses; each gets a letter."""
    network = get_network_for(request.user, slug, Permission.MEMBER_INVITE)
    form = InviteForm(request.POST or None, network=network)
    then = request.POST.get("then", "")  # founding goes on to its next step
    then = then if then.startswith(f"/n/{slug}/") else ""
    if form.is_valid():
        with sentence_on(form):
            n_typed = len(form.cleaned_data["addresses"])
            n_sent = services.invite_many(by=request.user, network=network, **form.cleaned_data)
            to = then or reverse("networks:people", args=[slug])
            return after_post(request, to, said=_sent(n_sent, n_typed - n_sent, form.n_twice))
    steps = steps_shown("people") if then else []  # a founder who mistyped is still on the way
    context = {"network": network, "form": form, "then": then, "steps": steps}
    return render_page(request, "networks/invite.html", context)


def _sent(n_sent: int, n_here: int, n_twice: int) -> str:
    parts = [
        ngettext("%(n)s letter is on its way.", "%(n)s letters are on their way.", n_sent)
        % {"n": n_sent}
    ]
    if n_here:
        parts.append(
            ngettext("%(n)s was a member already.", "%(n)s were members already.", n_here)
            % {"n": n_here}
        )
    if n_twice:
        parts.append(
            ngettext("%(n)s stood there twice.", "%(n)s stood there twice.", n_twice)
            % {"n": n_twice}
        )
    return " ".join(parts)


@require_http_methods(["GET", "POST"])
@sign_in_required
@once
def joining(request: SignedInRequest, slug: str) -> HttpResponse:
    """Requests waiting, links that work, invitations not yet used."""
    network = get_network_for(request.user, slug, Permission.MEMBER_ADMIT)
    form = LinkForm(request.POST or None, network=network)
    if form.is_valid():
        with sentence_on(form):
            link = services.make_join_link(by=request.user, network=network, **form.cleaned_data)
            return after_post(request, "networks:poster", slug, link.pk, said=_("The link works."))
    return render_page(
        request,
        "networks/joining.html",
        {
            "network": network,
            "tabs": tabs(request.user, network, "joining"),
            "requests": queries.open_requests(network)[:50],
            "links": queries.open_links(network)[:50],
            "page": page_of(request, queries.open_invitations(network)),
            "form": form,
        },
    )


@require_http_methods(["GET", "POST"])
@sign_in_required
@once
def answer(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Say yes or no to a request; whoever asked is told either way."""
    network = get_network_for(request.user, slug, Permission.MEMBER_ADMIT)
    asked = get_request_of(network, pk)
    form = AnswerForm(request.POST or None, network=network, kind=asked.kind)
    if form.is_valid():
        with sentence_on(form):
            is_admitted = request.POST.get("say") == "yes"
            services.answer_request(
                by=request.user, request=asked, is_admitted=is_admitted, **form.cleaned_data
            )
            return after_post(request, "networks:joining", slug, said=_("They are told by mail."))
    return render_page(
        request, "networks/answer.html", {"network": network, "asked": asked, "form": form}
    )


@require_safe
@sign_in_required
def poster(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """A link for many, with a code to print."""
    network = get_network_for(request.user, slug, Permission.MEMBER_ADMIT)
    invitation = get_invitation_of(network, pk)
    token = token_for(invitation) if invitation.is_open and invitation.is_for_many else ""
    link = absolute(reverse("networks:accept", args=[token])) if token else ""
    return render_page(
        request,
        "networks/poster.html",
        {
            "network": network,
            "invitation": invitation,
            "link": link,
            "code": qr(link) if link else "",
        },
    )


def qr(link: str) -> Svg:
    """The link as a code a phone reads; black on white in both themes, because cameras need it."""
    code = segno.make(link, error="m", micro=False)
    return Svg(
        code.svg_inline(scale=6, border=4, dark="#000000", light="#FFFFFF", omitsize=True,
                        title=_("Code for the link below"), svgclass="qr", lineclass=None)
    )  # fmt: skip


@require_POST
@sign_in_required
def revoke(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """End a link or an invitation at once."""
    network = get_network_for(request.user, slug)
    services.revoke_invitation(by=request.user, invitation=get_invitation_of(network, pk))
    return after_post(request, "networks:joining", slug, said=_("It no longer works."))
