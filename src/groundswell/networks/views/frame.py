"""The links between sister pages of this room."""

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.kernel.actors import can
from groundswell.kernel.permissions import Permission
from groundswell.networks.models import Network

if TYPE_CHECKING:
    from groundswell.people.models import Person


def tabs(person: "Person", network: Network, here: str) -> list[dict[str, Any]]:
    """Pages about people and the institution; those for co-chairs only where they may open them."""
    pages: list[tuple[str, str, Permission]] = [
        ("people", _("Members"), Permission.NETWORK_SEE),
        ("growth", _("Growth"), Permission.NETWORK_SEE),
        ("cohorts", _("Year groups"), Permission.NETWORK_SEE),
        ("directory", _("Directory"), Permission.NETWORK_SEE),
        ("calendar", _("Calendar"), Permission.NETWORK_SEE),
        ("joining", _("Joining"), Permission.MEMBER_ADMIT),
        ("handover", _("Handover"), Permission.HANDOVER_RUN),
        ("sisters", _("Sister networks"), Permission.SISTER_LINK),
        ("settings", _("Settings"), Permission.NETWORK_SETTINGS),
    ]
    return [
        {
            "label": label,
            "url": reverse(f"networks:{name}", args=[network.slug]),
            "current": name == here,
        }
        for name, label, permission in pages
        if can(person, permission, network)
    ]
