"""One address for each page of this room, for the tests that visit them all."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.urls import reverse

from groundswell.kernel.clock import now, today
from groundswell.kernel.registries import ExampleUrl, example_urls
from groundswell.projects import services
from groundswell.projects.models import Change, Project
from groundswell.projects.queries.page import QUIET_AFTER

PLAN = "Ask the trust to stock two more sizes of theatre hats, paid for by the education budget."
NEW_PLAN = (
    "Ask the trust to stock two more sizes of theatre hats, paid for and washed by the laundry."
)


def a_project(cast: Any) -> Project:
    """A project with a story: adapted once, moved, resisted, with a component and an action."""
    if "project" not in cast.notes:
        cast.notes["project"] = _made(cast)
    found: Project = cast.notes["project"]
    return found


def _made(cast: Any) -> Project:
    bob = cast.bob
    project = services.start_project(
        by=bob,
        network=cast.network,
        title="Theatre hats that fit",
        kind="placement",
        why="Standard hats do not cover braids or larger hair, nor a hijab.",
        plan=PLAN,
        origin_text="A member raised it at the March meeting.",
        lead=bob,
        at=now() - timedelta(days=90),
    )
    services.join(by=cast.femi, project=project, person=cast.femi, role="supporter")
    services.move_stage(by=bob, project=project, to="doing", at=now() - timedelta(days=60))
    services.adapt(
        by=bob, project=project, new_plan=NEW_PLAN, why="Two washes ruined them.", version=1
    )
    first = services.note_blocker(by=bob, project=project, what_resisted="The laundry", kind="rule")
    services.move_blocker(by=bob, blocker=first, what_moved_it="A label for each ward")
    services.note_blocker(by=bob, project=project, what_resisted="Who pays in summer", kind="money")
    services.offer_component(by=bob, project=project, brief="Ask thirty people what fits", weeks=3)
    return project


def a_policy_change(cast: Any) -> Change:
    """A change of a written rule, to be looked at again."""
    if "change" not in cast.notes:
        change = services.record_change(
            by=cast.bob,
            network=cast.network,
            title="The kara may stay on",
            kind="policy",
            you_said="I was told to take it off or leave theatre.",
            we_did="Two hospitals treat the kara as they treat a wedding band.",
            changed_on=today() - timedelta(days=200),
            review_due_on=today(),
            clause={
                "document": "Uniform policy, clause 4.2",
                "before": "No jewellery below the elbow except a plain band.",
                "after": "No jewellery below the elbow except a plain band or a kara.",
                "owner": "Trust lead for theatres",
                "review_on": today() + timedelta(days=150),
            },
        )
        services.review_change(
            by=cast.priya, change=change, held="partly", text="One theatre still asks."
        )
        cast.notes["change"] = change
    found: Change = cast.notes["change"]
    return found


def a_quiet_project(cast: Any) -> Project:
    """Nobody leads it, and nothing was heard of it for a long time."""
    return services.start_project(
        by=cast.sade,
        network=cast.network,
        title="Portraits in the atrium",
        kind="culture",
        at=now() - 2 * QUIET_AFTER,
    )


def _page(name: str, make: Callable[[Any], Any] | None = None) -> None:
    def address(cast: Any) -> str:
        thing = make(cast) if make else None
        return reverse(name, args=[cast.network.slug, *([thing.pk] if thing else [])])

    example_urls.append(ExampleUrl(name, address))


def _open_blocker(cast: Any) -> Any:
    return a_project(cast).blockers.get(moved_on=None)


def _component(cast: Any) -> Any:
    return a_project(cast).components.get()


def _board(cast: Any) -> str:
    a_project(cast)
    a_quiet_project(cast)
    return reverse("projects:index", args=[cast.network.slug])


def _at_a_stage(cast: Any) -> str:
    a_project(cast)
    return reverse("projects:index", args=[cast.network.slug]) + "?stage=doing"


def _changes(cast: Any) -> str:
    a_policy_change(cast)
    return reverse("projects:changes", args=[cast.network.slug])


def _of_kind(kind: str) -> Callable[[Any], str]:
    return lambda cast: reverse("projects:change_new", args=[cast.network.slug]) + f"?kind={kind}"


def _without_any(cast: Any) -> str:
    return reverse("projects:index", args=[cast.network.slug])


def _quiet(cast: Any) -> str:
    return reverse("projects:project", args=[cast.network.slug, a_quiet_project(cast).pk])


example_urls += [
    ExampleUrl("projects:project quiet", _quiet),
    ExampleUrl("projects:index empty", _without_any),
    ExampleUrl("projects:index", _board),
    ExampleUrl("projects:index stage", _at_a_stage),
    ExampleUrl("projects:changes", _changes),
    ExampleUrl("projects:change_new policy", _of_kind("policy")),
    ExampleUrl("projects:change_new curriculum", _of_kind("curriculum")),
]
ABOUT_A_PROJECT = (
    *("project", "edit", "move", "adapt", "people", "share"),
    *("blocker_new", "component_new", "project_change_new", "action_new"),
)
for _name in ("new", "change_new"):
    _page(f"projects:{_name}")
for _name in ABOUT_A_PROJECT:
    _page(f"projects:{_name}", a_project)
for _name in ("change", "change_edit", "review"):
    _page(f"projects:{_name}", a_policy_change)
_page("projects:blocker_moved", _open_blocker)
_page("projects:component_edit", _component)
