"""Pictures this room draws."""

from django.utils.translation import gettext as _

from groundswell.projects.queries.asks import Tally
from groundswell.ui import charts


def promises(tally: Tally, *, is_one_office: bool = False) -> charts.Chart | None:
    """The strip of commitments: kept, in time, late. None while nothing was promised."""
    if not tally.all:
        return None
    return charts.strip(
        tally.kept,
        tally.in_time,
        tally.late,
        title=_("What this office has promised") if is_one_office else _("What was promised"),
        labels=(_("kept"), _("in time"), _("late")),
        headings=(_("State"), _("Commitments")),
        description=_("Kept: %(kept)s. Still in time: %(in_time)s. Past their date: %(late)s.")
        % {"kept": tally.kept, "in_time": tally.in_time, "late": tally.late},
    )
