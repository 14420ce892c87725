"""The institution around a network: directory, calendar, settings, sisters."""

from django.forms import Form
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from groundswell.kernel.actors import can, require
from groundswell.kernel.errors import EditConflict, GroundswellError
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
    get_department_of,
    get_entry_of,
    get_network_for,
    get_office_of,
    get_sisterhood_of,
    get_site_of,
)
from groundswell.networks.forms.network import (
    DepartmentForm,
    EntryForm,
    OfficeForm,
    SettingsForm,
    SiteForm,
)
from groundswell.networks.models import Network
from groundswell.networks.views.frame import tabs

MOST = 200


@require_http_methods(["GET", "POST"])
@sign_in_required
@once
def directory(request: SignedInRequest, slug: str) -> HttpResponse:
    """Whom one can ask, and where students are placed. Members read, co-chairs keep it."""
    network = get_network_for(request.user, slug)
    if request.method == "POST":
        require(request.user, Permission.DIRECTORY_EDIT, network)
    what = request.POST.get("what", "")
    department = DepartmentForm(request.POST if what == "department" else None, prefix="department")
    site = SiteForm(request.POST if what == "site" else None, prefix="site")
    if department.is_valid():
        with sentence_on(department):
            services.add_department(by=request.user, network=network, **department.cleaned_data)
            return after_post(request, "networks:directory", slug, said=_("Added."))
    if site.is_valid():
        with sentence_on(site):
            services.add_site(by=request.user, network=network, **site.cleaned_data)
            return after_post(request, "networks:directory", slug, said=_("Added."))
    return render_page(
        request,
        "networks/directory.html",
        {
            "network": network,
            "tabs": tabs(request.user, network, "directory"),
            "page": page_of(request, queries.offices(network)),
            "departments": queries.departments(network)[:MOST],
            "sites": queries.sites(network)[:MOST],
            "department_form": department,
            "site_form": site,
        },
    )


@require_http_methods(["GET", "POST"])
@sign_in_required
@once
def office(request: SignedInRequest, slug: str, pk: int = 0) -> HttpResponse:
    """Add an office, or change one."""
    network = get_network_for(request.user, slug, Permission.DIRECTORY_EDIT)
    thing = get_office_of(network, pk) if pk else None
    names = OfficeForm.base_fields
    form = OfficeForm(
        request.POST or None,
        initial={name: getattr(thing, name) for name in names} if thing else None,
        is_new=thing is None,
    )
    theirs: dict[str, object] = {}
    if form.is_valid():
        cleaned = {**form.cleaned_data, "version": form.cleaned_data["version"] or 1}
        with sentence_on(form):
            try:
                services.put_office(by=request.user, network=network, office=thing, **cleaned)
                return after_post(request, "networks:directory", slug, said=_("Kept."))
            except EditConflict as conflict:
                theirs = clash(form, conflict)
    return render_page(
        request,
        "networks/office.html",
        {"network": network, "office": thing, "form": form, "theirs": theirs},
    )


def clash(form: Form, conflict: EditConflict) -> dict[str, object]:
    """Keep what was typed, show theirs beside it; sending again takes this one."""
    form.add_error(None, str(conflict))
    form.data = {**form.data.dict(), "version": str(conflict.theirs["version"])}  # type: ignore[attr-defined]
    return {
        str(form.fields[name].label): value
        for name, value in conflict.theirs.items()
        if name != "version"
        and name in form.fields
        and str(value) != str(form.cleaned_data.get(name, ""))
    }


@require_POST
@sign_in_required
def remove(request: SignedInRequest, slug: str, what: str, pk: int) -> HttpResponse:
    """Take a department, a placement site or days off the list."""
    network = get_network_for(request.user, slug)
    said, to = _("Taken off the list."), "networks:directory"
    try:
        if what == "department":
            services.remove_department(by=request.user, department=get_department_of(network, pk))
        elif what == "site":
            services.remove_site(by=request.user, site=get_site_of(network, pk))
        else:
            to = "networks:calendar"
            services.remove_entry(by=request.user, entry=get_entry_of(network, pk))
    except services.NetworkError as error:
        said = str(error)
    return after_post(request, to, slug, said=said)


@require_http_methods(["GET", "POST"])
@sign_in_required
@once
def calendar(request: SignedInRequest, slug: str) -> HttpResponse:
    """Closures, exams, observances, placement blocks."""
    network = get_network_for(request.user, slug)
    may_edit = can(request.user, Permission.CALENDAR_EDIT, network)
    if request.method == "POST":
        require(request.user, Permission.CALENDAR_EDIT, network)
    form = EntryForm(request.POST or None, network=network)
    if form.is_valid():
        with sentence_on(form):
            services.add_entry(by=request.user, network=network, **form.cleaned_data)
            return after_post(request, "networks:calendar", slug, said=_("Noted."))
    is_past = "past" in request.GET
    return render_page(
        request,
        "networks/calendar.html",
        {
            "network": network,
            "tabs": tabs(request.user, network, "calendar"),
            "page": page_of(request, queries.calendar(network, past=is_past)),
            "is_past": is_past,
            "form": form if may_edit else None,
        },
    )


@require_http_methods(["GET", "POST"])
@sign_in_required
@once
def settings(request: SignedInRequest, slug: str) -> HttpResponse:
    """Name, colour, routes, who may see and who may ask."""
    network = get_network_for(request.user, slug, Permission.NETWORK_SETTINGS)
    form = SettingsForm(request.POST or None, initial=SettingsForm.of(network))
    theirs: dict[str, object] = {}
    if form.is_valid():
        with sentence_on(form):
            try:
                services.change_settings(by=request.user, network=network, **form.cleaned_data)
                return after_post(request, "networks:settings", slug, said=_("Kept."))
            except EditConflict as conflict:
                theirs = clash(form, conflict)
    return render_page(
        request,
        "networks/settings.html",
        {
            "network": network,
            "tabs": tabs(request.user, network, "settings"),
            "form": form,
            "theirs": theirs,
        },
    )


@require_http_methods(["GET", "POST"])
@sign_in_required
@once
def sisters(request: SignedInRequest, slug: str) -> HttpResponse:
    """Sister networks: ask, agree, end."""
    network = get_network_for(request.user, slug, Permission.SISTER_LINK)
    said = ""
    if request.method == "POST":
        try:
            said = _sister_verb(request, network)
        except GroundswellError as error:
            said = str(error)
        return after_post(request, "networks:sisters", slug, said=said)
    return render_page(
        request,
        "networks/sisters.html",
        {
            "network": network,
            "tabs": tabs(request.user, network, "sisters"),
            "sisterhoods": queries.sisterhoods(network)[:MOST],
            "possible": queries.possible_sisters(network)[:MOST],
        },
    )


def _sister_verb(request: SignedInRequest, network: Network) -> str:
    pk = request.POST.get("pk", "")
    number = int(pk) if pk.isdecimal() else 0
    what = request.POST.get("what", "")
    if what == "ask":
        other = queries.possible_sisters(network).filter(pk=number).first()
        if other is None:
            return _("Choose a network from the list.")
        services.ask_sister(by=request.user, network=network, other=other)
        return _("They are asked. It holds once one of their co-chairs agrees.")
    sisterhood = get_sisterhood_of(network, number)
    if what == "agree":
        services.agree_sister(by=request.user, network=network, sisterhood=sisterhood)
        return _("Agreed. Chosen meetings and projects can be shared from now on.")
    services.end_sister(by=request.user, network=network, sisterhood=sisterhood)
    return _("Ended. Nothing is shared any more.")
