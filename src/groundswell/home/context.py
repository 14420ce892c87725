"""What every page's frame needs: who looks, their theme, the network they are in and its rooms."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch
from django.utils.translation import gettext_lazy as _

from groundswell.kernel import web
from groundswell.kernel.actors import can
from groundswell.kernel.pages import is_hushed
from groundswell.kernel.permissions import Permission
from groundswell.kernel.registries import foot_links
from groundswell.networks.queries import network_called

if TYPE_CHECKING:
    from groundswell.networks.models import Network
    from groundswell.people.models import Person

Rooms = Sequence[tuple[Any, str]]
MEMBER_ROOMS: Rooms = (
    (_("Today"), "home:network"),
    (_("Meetings"), "meetings:index"),
    (_("Projects"), "projects:index"),
    (_("Asks"), "projects:asks"),
    (_("People"), "networks:people"),
    (_("What changed"), "wall:wall"),
)
PUBLIC_ROOMS: Rooms = (
    (_("What changed"), "wall:wall"),
    (_("Who we are"), "wall:about"),
    (_("Join"), "networks:join"),
)
MEMBER_FOOT: Rooms = (
    (_("Who we are"), "wall:about"),
    (_("What you raised"), "suggestions:mine"),
    (_("Stories you gave"), "wall:my_stories"),
    (_("What is kept about you"), "networks:privacy"),
)
ROOM_OF = {
    "networks": "networks:people",
    "meetings": "meetings:index",
    "projects": "projects:index",
}
SIGN_IN_PAGES = "/accounts/"  # password, addresses, passkeys: all of them about one's account
CHAIR_FOOT: Sequence[tuple[Permission, Any, str]] = (
    (Permission.SUGGESTION_HANDLE, _("To answer"), "suggestions:board"),
    (Permission.WALL_EDIT, _("Behind the wall"), "wall:desk"),
    (Permission.NETWORK_SETTINGS, _("Network settings"), "networks:settings"),
)
PUBLIC_FOOT: Rooms = (
    (_("Who we are"), "wall:about"),
    (_("Ask to join"), "networks:join"),
    (_("What is kept about you"), "networks:privacy"),
)
ACCOUNT: Rooms = ((_("Your account"), "people:me"), (_("Sign out"), "account_logout"))
# Pages of no network, such as one's account: the way back to the day's work.
AT_HOME: Rooms = ((_("Today"), "home:today"), (_("Your account"), "people:me"))
SIGN_IN: Rooms = ((_("Sign in"), "account_login"),)
DEMO: Rooms = (
    (_("Be somebody else"), "people:demo"),
    (_("Letters sent"), "mail:outbox"),
    (_("Start your own"), "networks:begin"),
)


def page_frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor. The network is the one the view put in its context."""
    user = getattr(request, "user", None)  # an error page may come before sign-in is known
    person = user if user is not None and user.is_authenticated else None
    network: Network | None = getattr(request, "frame_network", None) or around(request, person)
    is_member = bool(person and network and can(person, Permission.NETWORK_SEE, network))
    within = [network.slug] if network else []
    foot = links(MEMBER_FOOT if is_member else PUBLIC_FOOT, within) if network else []
    if person and is_member:
        held = [(label, name) for what, label, name in CHAIR_FOOT if can(person, what, network)]
        foot += links(held, within)
        own = (pair for ask in foot_links for pair in ask(person.pk, network))
        foot += [{"label": label, "url": url} for label, url in own]
    return {
        "me": person,
        "error_frame": "ui/quiet.html" if is_hushed(request) else "ui/base.html",
        "theme": person.theme if person else "",
        "network": network,
        "is_member": is_member,
        "nav_items": nav_of(request, within, is_member=is_member),
        "raise_url": address("suggestions:raise", within) if network else "",
        "frame_links": [*foot, *links(ways_of(user))],
        "is_demo": settings.DEMO,
        "demo_links": links(DEMO) if settings.DEMO else [],
        "outbox_url": address("mail:outbox") if settings.OUTBOX_BAR else "",
    }


def ways_of(user: object) -> Rooms:
    """To one's account or to sign-in; to neither on an error page that came before it is known who asks."""
    if user is None:
        return ()
    return ACCOUNT if getattr(user, "is_authenticated", False) else SIGN_IN


def around(request: HttpRequest, person: "Person | None") -> "Network | None":
    """On a page that was refused or not found: the network in whose address it is, for its members alone."""
    if person is None or request.resolver_match is None:
        return None
    slug = request.resolver_match.kwargs.get("slug")
    network = network_called(slug) if isinstance(slug, str) else None
    return network if network and can(person, Permission.NETWORK_SEE, network) else None


def nav_of(request: HttpRequest, within: list[str], *, is_member: bool) -> list[dict[str, Any]]:
    """The rooms of the network in view; elsewhere, for who is signed in, the way back to today."""
    if within:
        return here(request, links(MEMBER_ROOMS if is_member else PUBLIC_ROOMS, within), within)
    user = getattr(request, "user", None)
    return here(request, links(AT_HOME)) if user is not None and user.is_authenticated else []


def links(rooms: Rooms, args: Sequence[str] = ()) -> list[dict[str, Any]]:
    """Labels and addresses; a room that was taken out of this installation is left out."""
    found = ((label, address(name, args)) for label, name in rooms)
    return [{"label": label, "url": url} for label, url in found if url]


def address(name: str, args: Sequence[str] = ()) -> str:
    """Where a page is; empty when its room is not here."""
    try:
        return web.address(name, *args)
    except NoReverseMatch:
        return ""


def here(
    request: HttpRequest, items: Sequence[dict[str, Any]], within: Sequence[str] = ()
) -> list[dict[str, Any]]:
    """The same links, the one that leads nearest to this page marked.

    The wall's address begins every address of its network, so it counts for the wall's pages alone. A page
    without a link of its own stands under its room: the directory under People, actions under Meetings.
    """
    room = request.resolver_match.namespace if request.resolver_match else ""
    wall = address("wall:wall", within) if within else ""
    near = [
        item["url"]
        for item in items
        if request.path.startswith(item["url"]) and (item["url"] != wall or room == "wall")
    ]
    if not near and room in ROOM_OF:
        near = [address(ROOM_OF[room], within)]
    if request.path.startswith(SIGN_IN_PAGES):
        near = [address("people:me")]
    best = max(near, key=len, default="")
    return [{**item, "current": item["url"] == best} for item in items]
