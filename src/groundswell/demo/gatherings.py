"""Monthly meetings: an agenda from members, minutes, decisions, and actions that come back until done."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from groundswell.demo.clock import at, living_at
from groundswell.demo.stage import Stage
from groundswell.demo.story import meetings as told
from groundswell.kernel.actors import key
from groundswell.meetings import services
from groundswell.meetings.queries import waiting_items

if TYPE_CHECKING:
    from groundswell.demo.work import Telling


def meet(stage: Stage, day: date) -> Any:
    """One meeting, from its agenda to its minutes."""
    with living_at(at(min(stage.today, day), 12)):
        meeting = services.plan_meeting(
            by=stage.chair,
            network=stage.network,
            title=f"{day:%B} meeting",
            place=stage.die.choice(told.PLACES),
            starts_at=at(day, 17, 30),
            ends_at=at(day, 18, 45),
        )
        matter, decision = told.MATTERS[(day.year * 12 + day.month) % len(told.MATTERS)]
        items: list[tuple[Any, str, Any]] = [(propose(stage, meeting, matter), decision, None)]
        items += [
            (propose(stage, meeting, t.told.title, "project"), words, t)
            for t, words in talked_of(stage)
        ]
        carried = carried_words(stage, meeting)
    stage.today = day
    with living_at(at(day, 19)):
        attend(stage, meeting)
        close_some_actions(stage)
        for item, decision, telling in items:
            talk(stage, meeting, item, decision, telling)
        for item in carried:
            services.decide(by=stage.chair, meeting=meeting, item=item, text=told.CARRIED)
    with living_at(at(day, 21)):
        services.send_minutes(by=stage.chair, meeting=meeting)
    return meeting


def carried_words(stage: Stage, meeting: Any) -> list[Any]:
    """What somebody told a listener, in general words, is talked about like everything else."""
    before = stage.last - timedelta(days=60)
    waiting = waiting_items(stage.network).filter(proposed_by=None, proposed_at__date__lt=before)
    items = list(waiting.select_related("network"))
    for item in items:
        services.schedule_item(by=stage.chair, item=item, meeting=meeting)
    return items


def propose(stage: Stage, meeting: Any, title: str, kind: str = "matter") -> Any:
    who = stage.die.choice(stage.students)
    return services.propose_item(
        by=who,
        network=stage.network,
        title=title,
        kind=kind,
        proposed_by=who,
        raised_as="a member",
        meeting=meeting,
    )


def talked_of(stage: Stage) -> "list[tuple[Telling, str]]":
    """A project or two this month, and what is decided of each."""
    alive = [telling for telling in stage.running if telling.project.is_under_way]
    return [(t, decision_about(stage, t)) for t in stage.some(alive, 2 if stage.is_recent else 1)]


def decision_about(stage: Stage, telling: "Telling") -> str:
    """What its own story says, each once; then what fits how far it has come."""
    by_stage = {"doing": told.MIDDLE, "changed": told.LATE, "embedded": told.LATE}
    return own_words(stage, telling.told.decisions) or stage.next_of(
        by_stage.get(telling.project.stage, told.EARLY)
    )


def own_words(stage: Stage, words: tuple[str, ...]) -> str:
    """The first of these that was not said yet, or nothing."""
    fresh = next((one for one in words if one not in stage.said), "")
    stage.said.add(fresh)
    return fresh


def attend(stage: Stage, meeting: Any) -> None:
    """About a third come; a few say they cannot."""
    n = max(4, len(stage.here) // 4) if stage.is_recent else 2
    came = {p.pk: p for p in [stage.chair, *stage.some(stage.here, n)]}
    states = dict.fromkeys(came, "came")
    for person in stage.some([p for p in stage.here if p.pk not in came], 3):
        states[person.pk] = "could_not"
    services.record_attendances(by=stage.chair, meeting=meeting, states=states)


def talk(stage: Stage, meeting: Any, item: Any, decision: str, telling: Any) -> None:
    """A note, a decision, an action for somebody, and an outcome."""
    by = stage.die.choice(stage.students)
    if stage.is_recent:
        services.write_note(by=by, meeting=meeting, item=item, text=stage.next_of(told.NOTES))
    objections = stage.next_of(told.OBJECTIONS) if stage.die.random() < 0.15 else ""
    services.decide(by=by, meeting=meeting, item=item, text=decision, objections=objections)
    own = own_words(stage, telling.told.actions) if telling else ""
    action = services.assign_action(
        by=by,
        network=stage.network,
        text=own or stage.next_of(told.ACTIONS),
        owner=stage.die.choice(stage.here),
        due_on=stage.today + timedelta(days=21),
        meeting=meeting,
        item=item,
        project_key=key(telling.project) if telling else "",
    )
    stage.open_actions.append(action)


def close_some_actions(stage: Stage) -> None:
    """Most of last month's actions are done by now; some stay open, a few are dropped."""
    left = []
    for action in stage.open_actions:
        chance = stage.die.random()
        if action.owner not in stage.here:
            services.drop_action(
                by=stage.chair,
                action=action,
                why="Its owner graduated and it was no longer wanted.",
            )
        elif chance < 0.85:
            services.mark_done(by=action.owner, action=action)
        else:
            left.append(action)
    stage.open_actions = left
