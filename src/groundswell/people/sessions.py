"""Sessions in the database, as Django keeps them; the one a request brings is found by a prepared query.

The settings name this module; Django asks it for ``SessionStore``.
"""

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from groundswell.kernel.prepared import Slot, prepared


@prepared
def _living(session_key: Slot, moment: Slot) -> QuerySet[Session]:
    return Session.objects.filter(session_key=session_key, expire_date__gt=moment)


class SessionStore(db.SessionStore):
    """Every page of somebody signed in begins here."""

    def _get_session_from_db(self) -> Session | None:
        found = _living(session_key=self.session_key, moment=timezone.now())
        if not found:
            self._session_key = None
        return found[0] if found else None
