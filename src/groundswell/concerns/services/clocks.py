"""When a concern must be answered: working days of the network's own year, and at most ninety days in all."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from groundswell.concerns.models import Norms
from groundswell.concerns.models.listener import MOST_DAYS
from groundswell.kernel.clock import add_working_days
from groundswell.networks.queries import closure_days

if TYPE_CHECKING:
    from groundswell.networks.models import Network

ACKNOWLEDGE, REPLY = 3, 10  # working days


@dataclass(frozen=True)
class Clocks:
    """The three days a raiser is promised."""

    ack_due_on: date
    reply_due_on: date
    outcome_due_on: date


def outcome_days(network: "Network") -> int:
    """Within how many calendar days a network promises an outcome."""
    days = Norms.objects.filter(network=network).values_list("outcome_days", flat=True).first()
    return min(days or MOST_DAYS, MOST_DAYS)


def clocks_from(network: "Network", day: date) -> Clocks:
    """The clocks of something sent on a day. The outcome's is in calendar days and waits for nothing."""
    closures = closure_days(network)
    return Clocks(
        add_working_days(day, ACKNOWLEDGE, region=network.region, closures=closures),
        add_working_days(day, REPLY, region=network.region, closures=closures),
        day + timedelta(days=outcome_days(network)),
    )
