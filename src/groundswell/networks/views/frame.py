"""The links between sister pages of this room."""

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.kernel.actors import can
from groundswell.kernel.permissions import Permission
from groundswell.networks.models import Network

if TYPE_CHECKING:
    from groundswell.people.models import Person

Page = tuple[str, str, Permission]
# Nine links in a row would be three lines on a phone: two rows of few are told apart at a glance.
INSTITUTION = {"directory", "calendar", "sisters", "settings", "protection"}


def tabs(person: "Person", network: Network, here: str) -> list[dict[str, Any]]:
    """The sister pages of one; those for co-chairs only where they may open them."""
    pages = institution_pages() if here in INSTITUTION else people_pages()
    return [
        {
            "label": label,
            "url": reverse(f"networks:{name}", args=[network.slug]),
            "current": name == here,
        }
        for name, label, permission in pages
        if can(person, permission, network)
    ]


def people_pages() -> list[Page]:
    """Who is here, who comes and who goes; then the way to what stays."""
    return [
        ("people", _("Members"), Permission.NETWORK_SEE),
        ("growth", _("Growth"), Permission.NETWORK_SEE),
        ("cohorts", _("Year groups"), Permission.NETWORK_SEE),
        ("joining", _("Joining"), Permission.MEMBER_ADMIT),
        ("handover", _("Handover"), Permission.HANDOVER_RUN),
        ("directory", _("Institution"), Permission.NETWORK_SEE),
    ]


def institution_pages() -> list[Page]:
    """The place around the network, and how the network presents itself to it."""
    return [
        ("people", _("People"), Permission.NETWORK_SEE),
        ("directory", _("Directory"), Permission.NETWORK_SEE),
        ("calendar", _("Calendar"), Permission.NETWORK_SEE),
        ("sisters", _("Sister networks"), Permission.SISTER_LINK),
        ("settings", _("Settings"), Permission.NETWORK_SETTINGS),
        ("protection", _("Data protection"), Permission.NETWORK_SETTINGS),
    ]
