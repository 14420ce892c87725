"""Sentences of this room that more than one page says."""

from django.utils.translation import gettext as _

from groundswell.concerns.models import Concern


def too_often() -> str:
    """So many forms came from one part of the net that the next must wait."""
    return _(
        "Very many things were sent from your part of the net. What you typed is still here: please send it again in "
        "an hour, or from another connection."
    )


def from_elsewhere() -> str:
    """A form that a page of another site sent."""
    return _(
        "This came from a page of another site, so nothing of it was read or kept. Open this site yourself, and write "
        "there."
    )


def opens_nothing() -> str:
    """A receipt that is no receipt of anything here: mistyped, withdrawn, over, or never made."""
    return _(
        "This receipt opens nothing here. Compare it group by group; if it is right, what it opened was withdrawn or "
        "its time is over. A draft that was not sent is gone after a week."
    )


def state_of(concern: Concern) -> str:
    """Where a concern stands, as its raiser reads it."""
    if concern.paused_on:
        return _("The clock is paused")
    return {
        Concern.State.DRAFT: _("Not sent yet"),
        Concern.State.SENT: _("Sent. A listener will say that it arrived."),
        Concern.State.ACKNOWLEDGED: _("A listener has it and is reading."),
        Concern.State.REPLIED: _("A listener answered. It goes on until there is an outcome."),
        Concern.State.CLOSED: _("Closed, with an outcome below."),
    }[Concern.State(concern.state)]


def state_at_desk(concern: Concern) -> str:
    """Where a concern stands, as a listener reads it."""
    if concern.paused_on:
        return _("The clock of the first answer is paused")
    return {
        Concern.State.DRAFT: _("Not sent yet"),
        Concern.State.SENT: _("Nobody has said yet that it arrived"),
        Concern.State.ACKNOWLEDGED: _("Waits for a first answer"),
        Concern.State.REPLIED: _("Answered; an outcome is to come"),
        Concern.State.CLOSED: _("Closed"),
    }[Concern.State(concern.state)]
