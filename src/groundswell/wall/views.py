"""The public pages of a network, and the small desk behind them."""

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from groundswell.concerns.queries import latest_release
from groundswell.kernel.actors import require
from groundswell.kernel.permissions import Permission
from groundswell.kernel.web import (
    SignedInRequest,
    after_post,
    is_stranger,
    once,
    page_of,
    render_page,
    sentence_on,
    sign_in_required,
)
from groundswell.networks.access import get_network_for
from groundswell.networks.queries import kept, members_by_month
from groundswell.projects.queries import (
    changes_of,
    commitments,
    commitments_tally,
    public_changes,
    thread_of_change,
)
from groundswell.wall import services
from groundswell.wall.access import (
    get_change_to_show,
    get_own_story_for,
    get_shown_change,
    get_story_to_publish,
    get_wall_for,
)
from groundswell.wall.forms import StoryForm
from groundswell.wall.pictures import about_of, commitments_strip, swell_of, to_fives
from groundswell.wall.queries import (
    first_on_wall,
    stories_for,
    stories_of,
    stories_to_read,
    wall_of,
)

if TYPE_CHECKING:
    from groundswell.networks.models import Network


@require_safe
def wall(request: HttpRequest, slug: str) -> HttpResponse:
    """You said, we did, did it work. Made once for all strangers, until anything in the network changes."""
    network = get_wall_for(request.user, slug)
    if is_stranger(request):
        return HttpResponse(kept(network, "wall", lambda: _wall(request, network).content))
    return _wall(request, network)


def _wall(request: HttpRequest, network: "Network") -> HttpResponse:
    page = wall_of(request.user, network)
    growth = members_by_month(network)
    context = {
        "network": network,
        "wall": page,
        "swell": swell_of(network, growth),
        "swell_members": to_fives(growth.totals),
        "strip": commitments_strip(page.tally),
        "steps": thread_of_change(page.first) if page.first else [],
        "release": latest_release(network),
    }
    return render_page(request, "wall/wall.html", context)


@require_safe
def about(request: HttpRequest, slug: str) -> HttpResponse:
    """Who this network is, in words and one picture."""
    network = get_wall_for(request.user, slug)
    growth = members_by_month(network)
    return render_page(
        request,
        "wall/about.html",
        {
            "network": network,
            "about": about_of(network, growth),
            "swell_members": to_fives(growth.totals),
        },
    )


@require_safe
def changes(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything that changed and is shown."""
    network = get_wall_for(request.user, slug)
    page = page_of(request, public_changes(network), 12)
    return render_page(
        request, "wall/changes.html", {"network": network, "page": page}, part="list"
    )


@require_safe
def change(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One change, from what was said to whether it works."""
    network = get_wall_for(request.user, slug)
    found = get_shown_change(network, pk)
    context = {
        "network": network,
        "change": found,
        "steps": thread_of_change(found),
        "stories": stories_for(request.user, network).filter(change=found)[:10],
    }
    return render_page(request, "wall/change.html", context)


@require_safe
def commitments_kept(request: HttpRequest, slug: str) -> HttpResponse:
    """What offices said they would do, and whether they did."""
    network = get_wall_for(request.user, slug)
    tally = commitments_tally(network)
    page = page_of(request, commitments(network), 25)
    context = {"network": network, "tally": tally, "strip": commitments_strip(tally), "page": page}
    return render_page(request, "wall/commitments.html", context, part="list")


@require_safe
def stories(request: HttpRequest, slug: str) -> HttpResponse:
    """Stories this reader may read."""
    network = get_wall_for(request.user, slug)
    page = page_of(request, stories_for(request.user, network), 10)
    return render_page(
        request, "wall/stories.html", {"network": network, "page": page}, part="list"
    )


@require_safe
@sign_in_required
def my_stories(request: SignedInRequest, slug: str) -> HttpResponse:
    """What I gave, who may read it, until when."""
    network = get_network_for(request.user, slug)
    page = page_of(request, stories_of(request.user, network), 10)
    return render_page(request, "wall/my_stories.html", {"network": network, "page": page})


@require_http_methods(["GET", "POST"])
@sign_in_required
@once
def give(request: SignedInRequest, slug: str) -> HttpResponse:
    """Give a story."""
    network = get_network_for(request.user, slug)
    form = StoryForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with sentence_on(form):
            services.give_story(by=request.user, network=network, **form.cleaned_data)
        if form.is_valid():
            return after_post(
                request,
                "wall:my_stories",
                slug,
                said=_("Thank you. A co-chair reads it before anybody else does."),
            )
    return render_page(request, "wall/give.html", {"network": network, "form": form})


@require_http_methods(["GET", "POST"])
@sign_in_required
def withdraw(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Take a story back, everywhere at once."""
    network = get_network_for(request.user, slug)
    story = get_own_story_for(request.user, network, pk)
    if request.method == "POST":
        services.withdraw_story(by=request.user, story=story)
        return after_post(
            request, "wall:my_stories", slug, said=_("Your story is gone, here and on the wall.")
        )
    return render_page(request, "wall/withdraw.html", {"network": network, "story": story})


@require_safe
@sign_in_required
def desk(request: SignedInRequest, slug: str) -> HttpResponse:
    """What could go on the wall: changes not shown yet, stories nobody has read yet."""
    network = get_network_for(request.user, slug)
    require(request.user, Permission.WALL_EDIT, network)
    waiting = changes_of(network).filter(shown_at=None)
    context = {
        "network": network,
        "stories": stories_to_read(network)[:20],
        "waiting": page_of(request, waiting, 20),
        "shown": public_changes(network)[:20],
        "first_pk": first_on_wall(network),
    }
    return render_page(request, "wall/desk.html", context)


@require_http_methods(["GET", "POST"])
@sign_in_required
def read_story(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Read a story before its audience does, and show it."""
    network = get_network_for(request.user, slug)
    story = get_story_to_publish(request.user, network, pk)
    problem = ""
    if request.method == "POST":
        try:
            services.publish_story(by=request.user, story=story)
        except services.StoryError as error:
            problem = str(error)
        else:
            return after_post(request, "wall:desk", slug, said=_("Its readers can read it now."))
    context = {
        "network": network,
        "story": story,
        "problem": problem,
        "is_own": story.teller_id == request.user.pk,
    }
    return render_page(request, "wall/read_story.html", context)


@require_POST
@sign_in_required
def show(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Put a change on the wall, or first on it."""
    network = get_network_for(request.user, slug)
    found = get_change_to_show(request.user, network, pk)
    if "first" in request.POST:
        services.put_first(by=request.user, network=network, change=found)
        return after_post(request, "wall:desk", slug, said=_("The wall opens with it now."))
    services.show_change(by=request.user, change=found)
    return after_post(
        request, "wall:desk", slug, said=_("It is on the wall, and whoever raised it is told.")
    )
