"""What this room keeps about people with accounts: that they listen, or keep a word share. Raisers have none."""

from collections.abc import Iterable
from typing import Any

from groundswell.concerns.models import Listener, Share
from groundswell.concerns.queries import n_own
from groundswell.concerns.services import end_listening, forget_own


def export(person_id: int) -> Iterable[dict[str, Any]]:
    """Where somebody listens or listened, and whose shares they keep."""
    for one in Listener.objects.filter(person=person_id).select_related("network"):
        yield {
            "listens in": one.network.name,
            "state": one.state,
            "training": one.training,
            "trained on": one.trained_on,
            "consent on": one.consent_on,
            "since": one.ready_on,
            "until": one.ended_on,
        }
    for share in Share.objects.filter(person=person_id):
        yield {"keeps a word share given on": share.given_on}
    if n := n_own(person_id):
        yield {"receipts kept in the account": n}


def forget(person_id: int) -> None:
    """End listening at once: keys, sessions and shares go, so nothing opens for them any more."""
    forget_own(person_id)
    mine = Listener.objects.filter(person=person_id)
    Share.objects.filter(person=person_id).delete()
    for one in mine.exclude(state=Listener.State.ENDED):
        end_listening(one)
    mine.update(supervisor="", training="")
    Listener.objects.filter(proposed_by=person_id).update(proposed_by=None)
    Listener.objects.filter(consent_by=person_id).update(consent_by=None)
