"""What every page's frame needs: who looks, their theme, the network they are in and its rooms."""

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from groundswell.kernel.actors import can
from groundswell.kernel.permissions import Permission

if TYPE_CHECKING:
    from groundswell.networks.models import Network

MEMBER_ROOMS = (
    (_("Today"), "home:network"),
    (_("Meetings"), "meetings:index"),
    (_("Projects"), "projects:index"),
    (_("Asks"), "projects:asks"),
    (_("People"), "networks:people"),
    (_("What changed"), "wall:wall"),
)
PUBLIC_ROOMS = (
    (_("What changed"), "wall:wall"),
    (_("Who we are"), "wall:about"),
    (_("Join"), "networks:join"),
)


def page_frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor. The network is the one the view put in its context."""
    user = getattr(request, "user", None)  # an error page may come before sign-in is known
    person = user if user is not None and user.is_authenticated else None
    network: Network | None = getattr(request, "frame_network", None)
    is_member = bool(person and network and can(person, Permission.NETWORK_SEE, network))
    return {
        "me": person,
        "theme": person.theme if person else "",
        "network": network,
        "is_member": is_member,
        "nav_items": _rooms(request, network, MEMBER_ROOMS if is_member else PUBLIC_ROOMS)
        if network
        else [],
        "raise_url": _raise_url(network) if network else "",
        "is_demo": settings.DEMO,
        "has_outbox": settings.READABLE_OUTBOX,
    }


def _raise_url(network: "Network") -> str:
    with suppress(NoReverseMatch):
        return reverse("suggestions:raise", args=[network.slug])
    return ""


def _rooms(
    request: HttpRequest, network: "Network", rooms: tuple[tuple[Any, str], ...]
) -> list[dict[str, Any]]:
    here = request.path
    items = []
    for label, name in rooms:
        with suppress(NoReverseMatch):  # a room may have been taken out of this installation
            items.append({"label": label, "url": reverse(name, args=[network.slug])})
    best = max((i["url"] for i in items if here.startswith(i["url"])), key=len, default="")
    return [{**item, "current": item["url"] == best} for item in items]
