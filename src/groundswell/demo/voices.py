"""What members raise in the last year, and stories given with consent."""

from datetime import timedelta
from typing import Any

from groundswell.demo.clock import at, living_at
from groundswell.demo.stage import Stage
from groundswell.demo.story import voices
from groundswell.kernel.events import deliver_all_news
from groundswell.meetings import services as meetings
from groundswell.projects.queries import public_changes
from groundswell.suggestions import services as suggestions
from groundswell.wall import services as wall


def raise_since(stage: Stage, first: int, last: int) -> None:
    """Raise what was raised between so many days before today and so many."""
    for days, kind, to, words, became in voices.RAISED:
        if last < days <= first:
            day = stage.last - timedelta(days=days)
            with living_at(at(day, 21, 40)):
                raiser = stage.die.choice(stage.students)
                raised = suggestions.raise_suggestion(
                    by=raiser,
                    network=stage.network,
                    text=words,
                    to=to,
                    kind=kind,
                    number=f"demo-{days}",
                )
                deliver_all_news()
            with living_at(at(min(day + timedelta(days=2), stage.last), 12)):
                answer(stage, raised, raiser, became)


def answer(stage: Stage, raised: Any, raiser: Any, became: str) -> None:
    """Answered by its owner, within two days; most are closed, and most helped."""
    if became == "open":
        return
    raised.refresh_from_db()
    owner = raised.owner or stage.chair
    words = stage.die.choice(voices.ANSWERS)
    if became != "closed":
        suggestions.answer(by=owner, suggestion=raised, text=words)
    else:
        if raised.agenda_item is not None:
            meetings.drop_item(by=stage.chair, item=raised.agenda_item, why=words)
        suggestions.close(by=owner, suggestion=raised, outcome=words)
        suggestions.rate(
            by=raiser, suggestion=raised, rating=stage.die.choice(("helped", "helped", "partly"))
        )


def tell_stories(stage: Stage) -> None:
    """Five stories with an end, each read by a co-chair before anybody else."""
    changes = {change.title: change for change in public_changes(stage.network)}
    for months, (title, told_as, audience, text) in enumerate(voices.STORIES, start=1):
        with living_at(at(stage.last - timedelta(days=40 * months), 20)):
            story = wall.give_story(
                by=next(p for p in stage.students if p not in stage.chairs["student"]),
                network=stage.network,
                text=text,
                told_as=told_as,
                audience=audience,
                expires_on=stage.last + timedelta(days=400),
                change=changes.get(title),
            )
            wall.publish_story(by=stage.chair, story=story)
    wall.put_first(by=stage.chair, network=stage.network, change=changes["The kara may stay on"])
