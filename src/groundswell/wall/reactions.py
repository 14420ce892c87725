"""What this room gives to the registries."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.kernel import registries
from groundswell.kernel.clock import today
from groundswell.kernel.permissions import Permission
from groundswell.kernel.registries import (
    Attention,
    ExampleUrl,
    Looking,
    Occurrence,
    PersonalData,
)
from groundswell.kernel.web import address
from groundswell.wall import services
from groundswell.wall.models import Story
from groundswell.wall.queries import consented, stories_that_ask


def _needs(view: Looking) -> Iterable[Attention]:
    """Stories to read before they are shown, and one's own that are about to end. One query."""
    is_reader = view.may(Permission.STORY_PUBLISH)
    for story in stories_that_ask(view.network, view.person_id, is_reader=is_reader):
        if story.teller_id == view.person_id:
            yield Attention(
                kind=_("Your story"),
                title=_("Your story disappears on its day. Give it again if you wish it to stay."),
                url=address("wall:my_stories", view.network.slug),
                order=60,
                due_on=story.expires_on,
            )
        else:
            yield Attention(
                kind=_("Story"),
                title=_("Somebody gave a story. Read it before it is shown."),
                url=address("wall:read_story", view.network.slug, story.pk),
                order=40,
            )


def _new_stories(network: Any, since: datetime) -> Iterable[Occurrence]:
    for story in consented(network).filter(published_at__gte=since)[:5]:
        url = address("wall:stories", network.slug)
        at = story.published_at or since
        yield Occurrence(at=at, title=_("A new story can be read."), url=url, kind="story")


def _export(person_id: int) -> Iterable[dict[str, Any]]:
    rows = Story.objects.filter(teller_id=person_id).values(
        "text", "told_as", "audience", "consented_at", "expires_on", "published_at", "withdrawn_at"
    )
    return [dict(row) for row in rows]


def _forget(person_id: int) -> None:
    services.withdraw_all_of(person_id=person_id)


registries.attention.append(_needs)
registries.occurrences.append(_new_stories)
registries.personal_data.append(
    PersonalData(
        room="wall",
        label="Stories you gave",
        models=("wall.Story",),
        export=_export,
        forget=_forget,
        kept="Until the day you chose, or until you take a story back; then its words are erased.",
    )
)


def _page(name: str, *args: Any) -> Any:
    return lambda cast: reverse(name, args=[cast.network.slug, *args])


def _own_story(cast: Any, teller: Any = None) -> Story:
    return services.give_story(
        by=teller or cast.alice,
        network=cast.network,
        text="The first time somebody asked how I wanted to wear it, rather than whether I must.",
        told_as="A Year 4 student",
        audience=Story.Audience.PUBLIC,
        expires_on=today() + timedelta(days=200),
    )


def _withdraw_page(cast: Any) -> str:
    return address("wall:withdraw", cast.network.slug, _own_story(cast).pk)


def _read_page(cast: Any) -> str:
    return address("wall:read_story", cast.network.slug, _own_story(cast, cast.bob).pk)


def _stories_page(cast: Any) -> str:
    services.publish_story(by=cast.sade, story=_own_story(cast))
    return address("wall:stories", cast.network.slug)


registries.example_urls += [
    ExampleUrl("wall:wall", _page("wall:wall"), public=True),
    ExampleUrl("wall:about", _page("wall:about"), public=True),
    ExampleUrl("wall:changes", _page("wall:changes"), public=True),
    ExampleUrl("wall:commitments", _page("wall:commitments"), public=True),
    ExampleUrl("wall:stories", _stories_page, public=True),
    ExampleUrl("wall:my_stories", _page("wall:my_stories")),
    ExampleUrl("wall:give", _page("wall:give")),
    ExampleUrl("wall:desk", _page("wall:desk")),
    ExampleUrl("wall:withdraw", _withdraw_page),
    ExampleUrl("wall:read_story", _read_page),
]
