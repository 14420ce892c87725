"""What this room keeps about people with accounts: that they listen, or keep a word share. Raisers have none."""

from collections.abc import Iterable
from typing import Any

from groundswell.concerns.models import Listener, Share, Unlocked
from groundswell.concerns.services import retire_keys
from groundswell.kernel.clock import today


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


def forget(person_id: int) -> None:
    """End listening at once: keys, sessions and shares go, so nothing opens for them any more."""
    mine = Listener.objects.filter(person=person_id)
    Unlocked.objects.filter(listener__in=mine).delete()
    Share.objects.filter(person=person_id).delete()
    for one in mine.exclude(state=Listener.State.ENDED):
        retire_keys(one)
        one.state, one.ended_on = Listener.State.ENDED, today()
        one.public_key = one.wrapped = one.stamp = None
        one.save()
    mine.update(supervisor="", training="", public_key=None, wrapped=None, stamp=None)
    Listener.objects.filter(proposed_by=person_id).update(proposed_by=None)
    Listener.objects.filter(consent_by=person_id).update(consent_by=None)
