"""Pictures: how the network grew, who stayed, who graduates next and what goes with them."""

from django.http import HttpResponse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from groundswell.kernel.actors import can
from groundswell.kernel.permissions import Permission
from groundswell.kernel.web import SignedInRequest, render_page, sign_in_required
from groundswell.networks import queries
from groundswell.networks.access import get_network_for
from groundswell.networks.models import Membership
from groundswell.networks.queries.handover import Leaving
from groundswell.networks.queries.pictures import Retention
from groundswell.networks.views.frame import tabs
from groundswell.ui.charts import Chart, area_growth, bars_horizontal, retention, timeline
from groundswell.ui.charts import Leaver as DrawnLeaver


@require_safe
@sign_in_required
def growth(request: SignedInRequest, slug: str) -> HttpResponse:
    """Three pictures. Names of leavers and what they hold are for co-chairs, who hand over."""
    network = get_network_for(request.user, slug)
    groups = queries.leaving_next(network)
    is_named = can(request.user, Permission.HANDOVER_RUN, network)
    stayed = queries.retention_by_cohort(network)
    grown = queries.members_by_month(network)
    return render_page(
        request,
        "networks/growth.html",
        {
            "network": network,
            "tabs": tabs(request.user, network, "growth"),
            "grown": growth_chart(grown),
            "swell_members": grown.totals,
            "stayed": retention_chart(stayed)
            if any(len(one.shares) > 1 for one in stayed)
            else None,
            "leaving": leaving_chart(groups, is_named=is_named) if groups else None,
            "is_named": is_named,
        },
    )


def growth_chart(grown: queries.Growth) -> Chart:
    """Members at the end of each month, by kind."""
    first, last = grown.totals[0], grown.totals[-1]
    names = {
        str(Membership.Kind(kind).label): values
        for kind, values in grown.kinds.items()
        if any(values)
    } or {str(Membership.Kind.STUDENT.label): grown.kinds["student"]}
    return area_growth(
        [date_format(month, "M Y") for month in grown.months],
        names,
        title=_("Members since the first meeting"),
        month_heading=_("Month"),
        total_heading=_("Together"),
        description=_("From %(first)s to %(last)s.") % {"first": first, "last": last},
    )


def retention_chart(stayed: list[Retention]) -> Chart:
    """Per cent of each year group still here, as alumni too, after each year."""
    n_years = max(len(one.shares) for one in stayed)
    return retention(
        [(f"{one.cohort} ({one.n})", one.shares) for one in stayed],
        title=_("Still here, in per cent, so many years after joining"),
        years=[str(year) for year in range(n_years)],
        cohort_heading=_("Year group (people)"),
        description=_("Alumni count as here. Year groups of fewer than five are not shown."),
    )


def leaving_chart(groups: list[Leaving], *, is_named: bool) -> Chart:
    """Who graduates next and what they hold; without names, how many things by kind."""
    if is_named:
        return timeline(
            [
                DrawnLeaver(
                    one.membership.person.name,
                    f"{group.cohort.name}, {date_format(group.cohort.graduates_on, 'F Y')}",
                    tuple(f"{thing.kind}: {thing.title}" for thing in one.holds),
                )
                for group in groups
                for one in group.leavers
                if one.holds
            ][:40],
            title=_("Who graduates next, and what they hold"),
            headings=(_("Who"), _("When"), _("What they hold")),
            nothing=_("nothing open"),
        )
    rows = [(f"{group.cohort.name}: {kind}", n) for group in groups for kind, n in group.by_kind]
    return bars_horizontal(
        rows or [(group.cohort.name, 0) for group in groups],
        title=_("What is held by those who graduate next"),
        headings=(_("Year group and kind"), _("How many")),
    )
