"""Verbs of this room: give, publish and withdraw a story; show a change; put one first."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from groundswell.audit.services import record
from groundswell.kernel.actors import SYSTEM, Actor, require
from groundswell.kernel.clock import today
from groundswell.kernel.errors import GroundswellError
from groundswell.kernel.events import announce
from groundswell.kernel.permissions import Permission
from groundswell.projects.services import mark_shown
from groundswell.wall.events import StoryPublished, StoryWithdrawn
from groundswell.wall.models import FirstPage, Story

if TYPE_CHECKING:
    from groundswell.networks.models import Network
    from groundswell.people.models import Person
    from groundswell.projects.models import Change

LONGEST_CONSENT = timedelta(days=3 * 366)


class StoryError(GroundswellError):
    """A rule about stories was broken."""


@transaction.atomic
def give_story(
    *,
    by: "Person",
    network: "Network",
    text: str,
    audience: str,
    expires_on: date,
    told_as: str = "",
    change: "Change | None" = None,
) -> Story:
    """Hand a story to the network, for an audience and until a day the teller chooses."""
    require(by, Permission.STORY_GIVE, network)
    if not today() < expires_on <= today() + LONGEST_CONSENT:
        raise StoryError(
            _("Choose a day between tomorrow and three years from now; you can give it again then.")
        )
    if change is not None and change.network_id != network.pk:
        raise StoryError(_("That change belongs to another network."))
    story = Story(
        network=network,
        teller=by,
        told_as=told_as.strip(),
        text=text.strip(),
        audience=audience,
        expires_on=expires_on,
        change=change,
    )
    story.full_clean()
    story.save(force_insert=True)
    record(by, "story.given", story, network, audience=audience, expires_on=expires_on)
    return story


@transaction.atomic
def publish_story(*, by: Actor, story: Story) -> None:
    """Let its audience read a story. Somebody other than its teller reads it first. Twice changes nothing."""
    require(by, Permission.STORY_PUBLISH, story.network)
    if story.withdrawn_at or story.expires_on <= today():
        raise StoryError(
            _("This story was withdrawn or its consent has ended. Ask its teller to give it again.")
        )
    if story.teller_id is not None and story.teller_id == by.person_id:
        raise StoryError(
            _("Somebody else should read a story before it is shown. Ask another co-chair.")
        )
    waiting = Story.objects.filter(pk=story.pk, published_at=None, withdrawn_at=None)
    if waiting.update(published_at=timezone.now(), published_by=by.person_id):
        record(by, "story.published", story, story.network)
        announce(StoryPublished(story_id=story.pk, network_id=story.network_id))


@transaction.atomic
def withdraw_story(*, by: Actor, story: Story) -> None:
    """End consent at once: the words are gone here and so everywhere. Twice changes nothing."""
    require(by, Permission.STORY_WITHDRAW, story.network, about=story)
    if by is not SYSTEM and story.teller_id != by.person_id:
        require(by, Permission.STORY_PUBLISH, story.network, about=story)
    open_story = Story.objects.filter(pk=story.pk, withdrawn_at=None)
    if open_story.update(withdrawn_at=timezone.now(), text="", told_as=""):
        record(by, "story.withdrawn", story, story.network)
        announce(StoryWithdrawn(story_id=story.pk, network_id=story.network_id))


@transaction.atomic
def show_change(*, by: Actor, change: "Change") -> None:
    """Put a change on the public wall; whoever raised it is told."""
    mark_shown(by=by, change=change)


@transaction.atomic
def put_first(*, by: Actor, network: "Network", change: "Change | None") -> None:
    """Choose which shown change the wall opens with; none lets the newest come first."""
    require(by, Permission.WALL_EDIT, network)
    if change is not None and (change.network_id != network.pk or change.shown_at is None):
        raise StoryError(
            _("Only a change that is already on the wall can come first. Show it first.")
        )
    page, _new = FirstPage.objects.update_or_create(network=network, defaults={"change": change})
    record(by, "wall.first", page, network, change=change.pk if change else None)


@transaction.atomic
def withdraw_all_of(*, person_id: int) -> None:
    """Somebody leaves and wishes to be forgotten: their stories go with them."""
    for story in Story.objects.filter(teller_id=person_id).select_related("network"):
        withdraw_story(by=SYSTEM, story=story)
    Story.objects.filter(teller_id=person_id).update(teller=None)


def drop_expired_stories() -> int:
    """Withdraw stories whose day has come. Returns how many."""
    expired = list(
        Story.objects.filter(withdrawn_at=None, expires_on__lte=today()).select_related("network")[
            :500
        ]
    )
    for story in expired:
        withdraw_story(by=SYSTEM, story=story)
    return len(expired)
