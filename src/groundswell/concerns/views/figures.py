"""The desk's page of figures: count what is closed, ask for a release, look at it, publish it."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from groundswell.concerns import services as verbs
from groundswell.concerns.actors import DeskActor
from groundswell.concerns.errors import ConcernError
from groundswell.concerns.forms import ReleaseForm
from groundswell.concerns.models import Release
from groundswell.concerns.queries import (
    latest_release,
    period_to_count,
    quarters_to_release,
    to_be_counted,
    unpublished,
)
from groundswell.concerns.services.counting import FEWEST
from groundswell.concerns.showing import heard, refused
from groundswell.concerns.web import at_desk, nothing_done, show
from groundswell.kernel.web import sentence_on


@at_desk
@require_http_methods(["GET", "HEAD", "POST"])
def figures(request: HttpRequest, actor: DeskActor) -> HttpResponse:
    """Do what was pressed, then show the page again: no address says what was done."""
    network = actor.listener.network
    do = request.POST.get("do", "")
    quarters = quarters_to_release(network)
    form = ReleaseForm(request.POST if do == "ask" else None, quarters=quarters)
    said, error = "", ""
    if request.is_restored:  # type: ignore[attr-defined]
        said = nothing_done()
    elif do == "ask":
        said = _ask(actor, form)
    elif do:
        try:
            said = _done(actor, do)
        except ConcernError as problem:
            error = str(problem)
    if said and do:  # what was done may have changed which quarters are left
        quarters = quarters_to_release(network)
        form = ReleaseForm(quarters=quarters)
    return show(
        request,
        "concerns/figures.html",
        network,
        {"said": said, "error": error, "form": form, "quarters": quarters} | _state(actor),
    )


def _ask(actor: DeskActor, form: ReleaseForm) -> str:
    if not form.is_valid():
        return ""
    with sentence_on(form):
        verbs.ask_release(
            by=actor,
            network=actor.listener.network,
            period=form.period,
            policy=form.cleaned_data["policy"],
        )
        return _(
            "The figures are being worked out. Open this page again in a minute to look at them."
        )
    return ""


def _done(actor: DeskActor, do: str) -> str:
    network = actor.listener.network
    if do == "count":
        n = verbs.count_closed(by=actor, network=network)
        if not n:
            return _(
                "Fewer than five can be counted together, so all of them wait for the next quarter."
            )
        return ngettext("%(n)s was counted.", "%(n)s were counted.", n) % {"n": n}
    release = unpublished(network).first()
    if release is None:
        return ""
    if do == "publish":
        verbs.publish_release(by=actor, release=release)
        return _("It is published, and stays as it is.")
    if do == "drop":
        verbs.drop_release(by=actor, release=release)
        return _("It was dropped. Nothing was published.")
    return ""


def _state(actor: DeskActor) -> dict[str, object]:
    network = actor.listener.network
    period, release = period_to_count(network), unpublished(network).first()
    newest = latest_release(network)
    return {
        "listener": actor.listener,
        "period": period,
        "n_waiting": to_be_counted(actor.listener, period).count() if period else 0,
        "fewest": FEWEST,
        "release": release,
        "preview": heard(release, newest)
        if release and release.state == Release.State.READY
        else None,
        "refused": refused(release) if release and release.state == Release.State.REFUSED else "",
        "newest": newest,
    }
