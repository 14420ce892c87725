"""The tables of this room, by noun."""

from groundswell.networks.models.directory import CalendarEntry, Department, Office, PlacementSite
from groundswell.networks.models.importing import ImportDraft
from groundswell.networks.models.joining import Invitation, JoinRequest
from groundswell.networks.models.membership import Cohort, Membership, Term
from groundswell.networks.models.network import Network, Sisterhood
from groundswell.networks.models.protection import DataProtection
from groundswell.networks.models.routes import RouteAsked, RouteCheck, RouteStep

__all__ = [
    "CalendarEntry",
    "Cohort",
    "DataProtection",
    "Department",
    "ImportDraft",
    "Invitation",
    "JoinRequest",
    "Membership",
    "Network",
    "Office",
    "PlacementSite",
    "RouteAsked",
    "RouteCheck",
    "RouteStep",
    "Sisterhood",
    "Term",
]
