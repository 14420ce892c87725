"""How a session becomes a person: as allauth does it, with a query that is prepared once for each process."""

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import QuerySet

from groundswell.kernel.prepared import Slot, prepared
from groundswell.people.models import Person


@prepared
def _person(pk: Slot) -> QuerySet[Person]:
    return Person.objects.filter(pk=pk)


class Accounts(AuthenticationBackend):  # type: ignore[misc]
    """Addresses, passwords and the rest are allauth's; an account that was closed opens nothing."""

    def get_user(self, user_id: int) -> Person | None:
        found = next(iter(_person(pk=user_id)), None)
        return found if found is not None and self.user_can_authenticate(found) else None
