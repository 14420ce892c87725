"""Pages about oneself: preferences, what is kept, where one is signed in, leaving."""

from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from groundswell.kernel.registries import personal_data
from groundswell.kernel.web import (
    SignedInRequest,
    after_post,
    page_of,
    render_page,
    sentence_on,
    sign_in_required,
)
from groundswell.people import queries, services
from groundswell.people.access import get_sign_in_for
from groundswell.people.forms import LeaveForm, PreferencesForm
from groundswell.people.responses import set_language


@require_safe
@sign_in_required
def me(request: SignedInRequest) -> HttpResponse:
    """Everything about one's account, one link each."""
    context = {
        "person": request.user,
        "n_addresses": EmailAddress.objects.filter(user=request.user).count(),
        "single_sign_on": settings.SINGLE_SIGN_ON_NAME,
    }
    return render_page(request, "people/me.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def preferences(request: SignedInRequest) -> HttpResponse:
    """What one is called, language, light or dark, when mail comes."""
    person = request.user
    form = PreferencesForm(request.POST or None, initial=queries.preferences_of(person))
    if form.is_valid():
        with sentence_on(form):
            person = services.change_preferences(by=person, **form.cleaned_data)
            response = after_post(request, "people:me", said=_("Your preferences are saved."))
            set_language(response, person)
            return response
    return render_page(request, "people/preferences.html", {"form": form})


@require_safe
@never_cache
@sign_in_required
def export(request: SignedInRequest) -> HttpResponse:
    """What each room keeps about me, how long and why, and the file of it."""
    return render_page(request, "people/export.html", {"rooms": personal_data})


@require_safe
@never_cache
@sign_in_required
def export_file(request: SignedInRequest) -> HttpResponse:
    """All that is kept about me, as one file."""
    response = HttpResponse(
        queries.export_of(request.user), content_type="application/json; charset=utf-8"
    )
    response["Content-Disposition"] = 'attachment; filename="my-groundswell.json"'
    return response


@require_safe
@sign_in_required
def sessions(request: SignedInRequest) -> HttpResponse:
    """Where you are signed in."""
    mine = page_of(request, queries.sign_ins_of(request.user))
    context = {"sign_ins": mine, "here": request.session.session_key}
    return render_page(request, "people/sessions.html", context)


@require_POST
@sign_in_required
def end_session(request: SignedInRequest, pk: int) -> HttpResponse:
    """Sign out one device."""
    sign_in = get_sign_in_for(request.user, pk)
    services.end_sign_in(by=request.user, pk=sign_in.pk)
    return after_post(request, "people:sessions", said=_("That device is signed out."))


@require_POST
@sign_in_required
def end_other_sessions(request: SignedInRequest) -> HttpResponse:
    """Sign out everywhere but here."""
    services.end_other_sign_ins(by=request.user, but=request.session.session_key or "")
    return after_post(request, "people:sessions", said=_("You are signed in here alone."))


@require_safe
@sign_in_required
def leave(request: SignedInRequest) -> HttpResponse:
    """The first step: what goes, what stays, and why."""
    held = queries.open_responsibilities_of(request.user.pk)
    return render_page(request, "people/leave.html", {"rooms": personal_data, "held": held})


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def leave_now(request: SignedInRequest) -> HttpResponse:
    """The second step."""
    form = LeaveForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        person = request.user
        get_adapter().logout(request)
        services.leave(by=person)
        return after_post(request, "people:left")
    return render_page(request, "people/leave_now.html", {"form": form})


@require_safe
def left(request: HttpRequest) -> HttpResponse:
    """Goodbye."""
    return render_page(request, "people/left.html", {})
