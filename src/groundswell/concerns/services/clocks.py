"""When a concern must be answered: working days of the network's own year, and at most ninety days in all."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from groundswell.concerns.models import Concern, Norms
from groundswell.concerns.models.listener import MOST_DAYS
from groundswell.kernel.clock import add_working_days, working_days_between
from groundswell.networks.queries import closure_days

if TYPE_CHECKING:
    from groundswell.networks.models import Network

ACKNOWLEDGE, REPLY = 3, 10  # working days
State = Concern.State


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


def next_due(concern: Concern) -> date | None:
    """The clock that runs out next. A pause stops the answer's alone; a draft and a closed concern have none."""
    if concern.state == State.SENT:
        return concern.ack_due_on
    if concern.state == State.ACKNOWLEDGED and concern.paused_on is None:
        days = (concern.reply_due_on, concern.outcome_due_on)
        return min(day for day in days if day is not None)
    if concern.state in {State.ACKNOWLEDGED, State.REPLIED}:
        return concern.outcome_due_on
    return None


def shifted(concern: Concern, resumed_on: date) -> date | None:
    """When the answer is due after a pause: as many working days later as it lasted. What was late stays late."""
    due, paused = concern.reply_due_on, concern.paused_on
    if due is None or paused is None or due < paused:
        return due
    network = concern.network
    closures = closure_days(network)
    n_days = working_days_between(paused, resumed_on, region=network.region, closures=closures)
    return add_working_days(due, n_days, region=network.region, closures=closures)


def save_state(concern: Concern) -> None:
    """Write where a concern stands, with the clock that runs out next. Its row is locked by the caller."""
    concern.due_on = next_due(concern)
    concern.clean_fields(exclude=["network"])
    concern.save(
        update_fields=[
            *("state", "due_on", "ack_due_on", "reply_due_on", "outcome_due_on"),
            *("acknowledged_on", "replied_on", "paused_on", "closed_on"),
            *("checkin_due_on", "n_checkins"),
        ]
    )
