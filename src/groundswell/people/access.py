"""From a token in an address to the actor it stands for."""

from dataclasses import dataclass

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from groundswell.kernel.errors import GroundswellError
from groundswell.kernel.permissions import Permission
from groundswell.people.links import LinkActor
from groundswell.people.models import Person, SignedLink, SignIn
from groundswell.people.services import is_renewable, link_digest


class LinkError(GroundswellError):
    """A link that opens nothing any more. ``link`` is known when a new one may be mailed in its place."""

    def __init__(self, message: str, link: SignedLink | None = None) -> None:
        super().__init__(message)
        self.link = link


def get_link(token: str, *verbs: Permission) -> LinkActor:
    """The actor behind a token, if it is for one of these verbs and still open; else ``LinkError``."""
    link = SignedLink.objects.select_related("person").filter(digest=link_digest(token)).first()
    if link is None or link.verb not in verbs:
        raise LinkError(
            _(
                "This link is not one of ours, or part of it was cut off. Copy the whole line from the mail."
            )
        )
    if link.revoked_at:
        raise _ended(link)
    if link.expires_at < timezone.now() and not is_renewable(link):
        raise LinkError(
            _("This link is from long ago, and no new one is sent for it. Sign in to look for it.")
        )
    if link.expires_at < timezone.now():
        raise LinkError(
            _("This link has expired. Ask for a new one below; it goes to the same address."), link
        )
    if link.person is not None and not link.person.is_active:
        raise LinkError(_("This link belongs to an account that was closed."))
    actor = LinkActor(link)
    if not actor.holds(Permission(link.verb), _Scope(link.network_id), link.about):
        raise LinkError(
            _(
                "This link was for members, and you are not a member of that network now. Ask a co-chair to "
                "bring you back in."
            )
        )
    return actor


def _ended(link: SignedLink) -> LinkError:
    if is_renewable(link):
        return LinkError(
            _(
                "This link was replaced by a newer one. Use the newest mail, or ask for the link again below; "
                "it goes to the same address."
            ),
            link,
        )
    return LinkError(
        _(
            "This link was ended: what it was for is over, or it went to somebody else. If a newer mail "
            "came, use that one."
        )
    )


@dataclass(frozen=True)
class _Scope:
    """The network a link is for, as far as a role needs it."""

    pk: int


def get_sign_in_for(person: Person, pk: int) -> SignIn:
    """One of the person's own sign-ins; 404 for anybody else's."""
    found = SignIn.objects.filter(person=person, pk=pk).first()
    if found is None:
        raise Http404("No such page")
    return found
