"""Projects begin, move, adapt, meet resistance and change something."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from groundswell.demo.clock import at, living_at
from groundswell.demo.stage import Stage
from groundswell.demo.story.projects import PROJECTS, Asked, Changed, Told
from groundswell.projects import services
from groundswell.projects.queries import has_student_lead

if TYPE_CHECKING:
    from groundswell.people.models import Person


@dataclass
class Telling:
    """A project that is under way in the story."""

    told: Told
    project: Any
    lead: "Person"


def live_month(stage: Stage, number: int) -> None:
    """What begins this month, and what the others do in theirs."""
    for told in PROJECTS:
        if told.month == number:
            stage.running.append(begin(stage, told))
    for telling in stage.running:
        keep_led(stage, telling)
        go_on(stage, telling, number - telling.told.month)


def begin(stage: Stage, told: Told) -> Telling:
    lead = stage.die.choice(stage.students)
    project = services.start_project(
        by=lead,
        network=stage.network,
        title=told.title,
        kind=told.kind,
        why=told.why,
        plan=told.plan,
        lead=lead,
        supporter=stage.die.choice(stage.staff),
    )
    for person in stage.some([p for p in stage.students if p != lead], 2):
        services.join(by=person, project=project, person=person)
    return Telling(told, project, lead)


def keep_led(stage: Stage, telling: Telling) -> None:
    """A lead who graduated is followed by another student."""
    if telling.lead in stage.students or not telling.project.is_under_way:
        return
    telling.project.refresh_from_db()
    if telling.project.is_under_way and not has_student_lead(telling.project):
        telling.lead = stage.die.choice(stage.students)
        services.join(by=stage.chair, project=telling.project, person=telling.lead, role="lead")


def go_on(stage: Stage, telling: Telling, age: int) -> None:
    """Whatever the story has for this month of the project."""
    told, project, lead = telling.told, telling.project, who_acts(stage, telling)
    for later, plan, why in told.adapts:
        if later == age:
            project.refresh_from_db()
            services.adapt(
                by=lead, project=project, new_plan=plan, why=why, version=project.version
            )
    for later, kind, resisted, moved, months in told.blockers:
        if later == age:
            blocker = services.note_blocker(
                by=lead, project=project, what_resisted=resisted, kind=kind
            )
            moved_on = min(
                stage.today + timedelta(days=30 * months), stage.today + timedelta(days=25)
            )
            services.move_blocker(
                by=lead, blocker=blocker, what_moved_it=moved, on=max(moved_on, stage.today)
            )
    for later, to, text in told.stages:
        if later == age:
            move(lead, project, to, text)
    for later, changed in told.changes:
        if later == age:
            change(stage, lead, telling, changed)
    if told.component and age == 10:
        brief, weeks, output = told.component
        services.offer_component(
            by=lead,
            project=project,
            brief=brief,
            weeks=weeks,
            starts_on=stage.today,
            n_students=6,
            output=output,
        )


def who_acts(stage: Stage, telling: Telling) -> "Person":
    """The lead while a student, a co-chair afterwards."""
    return telling.lead if telling.lead in stage.students else stage.chair


def move(lead: "Person", project: Any, to: str, text: str) -> None:
    """Move a project, through ``doing`` and ``changed`` when the story leaps over them."""
    project.refresh_from_db()
    if to in {"changed", "embedded"} and project.stage not in {"doing", "changed"}:
        services.move_stage(by=lead, project=project, to="doing")
    if to == "embedded" and project.stage == "doing":
        services.move_stage(by=lead, project=project, to="changed", reason=text)
    services.move_stage(by=lead, project=project, to=to, reason=text)


def change(stage: Stage, lead: "Person", telling: Telling, told: Changed) -> None:
    """Record what changed, show it, and ask later whether it held."""
    clause = told.clause and dict(
        zip(("document", "before", "after", "owner"), told.clause, strict=True)
    )
    edit = told.session and dict(
        zip(("session", "owner", "gap", "change_made"), told.session, strict=True)
    )
    made = services.record_change(
        by=lead,
        project=telling.project,
        title=told.title,
        kind=told.kind,
        you_said=told.said,
        we_did=told.did,
        did_it_work=told.worked,
        clause=clause,
        edit=edit,
        review_due_on=next_review(stage),
    )
    with living_at(at(min(stage.today + timedelta(days=12), stage.last))):
        services.mark_shown(by=stage.chair, change=made)
    if told.held:
        held, words = told.held
        with living_at(at(min(stage.today + timedelta(days=280), stage.last), 19)):
            services.review_change(by=lead, change=made, held=held, text=words)
            services.mark_measured(by=stage.chair, change=made)


def next_review(stage: Stage) -> date:
    """Reviews are kept: the next one of each change lies in the coming year, and a few are due now."""
    return max(stage.last, stage.today) + timedelta(days=stage.die.randint(-40, 330))


def asked_by(telling: Telling, age: int) -> list[Asked]:
    """What this project asks of an office in this month of its life."""
    return [asked for later, asked in telling.told.asks if later == age]
