"""The last weeks, told in full: timetables, a poll with answers, minutes of this month, a sister network."""

from datetime import date, datetime, timedelta
from typing import Any

from groundswell.demo import people
from groundswell.demo.clock import at, living_at
from groundswell.demo.stage import Stage
from groundswell.kernel.actors import SYSTEM
from groundswell.kernel.events import deliver_all_news
from groundswell.meetings import services as meetings
from groundswell.networks.services import add_entry, agree_sister, ask_sister, found_network
from groundswell.projects import services as projects
from groundswell.projects.queries import projects_of


def live_now(stage: Stage) -> None:
    """What a visitor to the demo finds going on."""
    with living_at(at(stage.last, 8)):
        keep_calendar(stage)
        keep_timetables(stage)
        paint_weeks(stage)
        poll = ask_when(stage)
        huddle = plan_huddle(stage)
        deliver_all_news()
    with living_at(at(stage.last, 9)):
        answer_poll(stage, poll)
        live_beside(stage)
        meet_briefly(stage, *huddle)
        meet_soon(stage)
        deliver_all_news()


def keep_calendar(stage: Stage) -> None:
    year = stage.last.year
    for kind, name, start, end in (
        ("closure", "Winter closure", date(year, 12, 24), date(year + 1, 1, 2)),
        ("exams", "January exams", date(year + 1, 1, 11), date(year + 1, 1, 22)),
        ("observance", "Eid al-Fitr", date(year + 1, 3, 10), date(year + 1, 3, 10)),
        ("observance", "Vaisakhi", date(year + 1, 4, 14), date(year + 1, 4, 14)),
    ):
        add_entry(
            by=stage.chair,
            network=stage.network,
            kind=kind,
            name=name,
            starts_on=start,
            ends_on=end,
        )


def keep_timetables(stage: Stage) -> None:
    """Each year group's teaching: whole days on placement for the older ones, half days for the younger."""
    groups = {
        group.pk: group for group in stage.cohort_of.values() if group.graduates_on > stage.last
    }
    for group in groups.values():
        years_left = group.graduates_on.year - stage.last.year
        meetings.upload_timetable(
            by=stage.chair,
            cohort=group,
            busy=list(teaching(stage.last, years_left)),
            n_events=60 + years_left,
        )


def teaching(first: date, years_left: int) -> "list[tuple[datetime, datetime]]":
    """Eight weeks of teaching from a Monday on."""
    monday = first - timedelta(days=first.weekday())
    spans = []
    for day in (monday + timedelta(days=n) for n in range(56)):
        if day.weekday() > 4:
            continue
        if years_left <= 2:
            spans.append((at(day, 8), at(day, 18 if day.weekday() in (0, 3) else 17)))
        elif day.weekday() != 2:
            spans.append((at(day, 9), at(day, 16)))
    return spans


def paint_weeks(stage: Stage) -> None:
    for person in stage.some(stage.students, 12):
        evening = stage.die.choice(range(5))
        meetings.paint_week(
            by=person, network=stage.network, busy=[(evening, half) for half in range(34, 42)]
        )


def ask_when(stage: Stage) -> Any:
    """The next meeting is being found."""
    tuesday = stage.last + timedelta(days=(1 - stage.last.weekday()) % 7 + 14)
    starts = [
        at(tuesday, 18),
        at(tuesday + timedelta(days=1), 17, 30),
        at(tuesday + timedelta(days=2), 12, 15),
    ]
    return meetings.ask_everyone(
        by=stage.chair,
        network=stage.network,
        title=f"{tuesday:%B} meeting",
        slots=[(start, start + timedelta(minutes=75)) for start in starts],
        closes_on=stage.last + timedelta(days=7),
        place="Atrium seminar room and online",
    )


def meet_soon(stage: Stage) -> None:
    """An evening is fixed already, with something on its agenda."""
    day = stage.last + timedelta(days=(3 - stage.last.weekday()) % 7 + 4)
    meeting = meetings.plan_meeting(
        by=stage.chair,
        network=stage.network,
        title="Exhibition evening",
        place="Atrium, by the rails",
        starts_at=at(day, 17, 30),
        ends_at=at(day, 19),
    )
    for title in (
        "Which ten works stay?",
        "Two schools want to borrow it: who asks the artists?",
        "A label for each",
    ):
        who = stage.die.choice(stage.students)
        meetings.propose_item(
            by=who, network=stage.network, title=title, proposed_by=who, meeting=meeting
        )


def plan_huddle(stage: Stage) -> tuple[Any, Any]:
    """This morning, before teaching: a short meeting about one matter."""
    meeting = meetings.plan_meeting(
        by=stage.chair,
        network=stage.network,
        title="Breakfast about the open evening",
        place="Atrium, by the window",
        starts_at=at(stage.last, 8, 15),
        ends_at=at(stage.last, 8, 45),
    )
    who = stage.die.choice(stage.students)
    title = "Who welcomes people at the door?"
    return meeting, meetings.propose_item(
        by=who, network=stage.network, title=title, proposed_by=who, meeting=meeting
    )


def meet_briefly(stage: Stage, meeting: Any, item: Any) -> None:
    """It was held and written down; a co-chair has yet to look it over and send it."""
    who = stage.die.choice(stage.students)
    for person in (stage.chair, who):
        meetings.record_attendance(by=who, meeting=meeting, person=person, state="came")
    said = {"by": who, "meeting": meeting, "item": item}
    meetings.write_note(text="Last year three people left before anybody spoke to them.", **said)
    meetings.decide(text="Two of us stand at the door for the first hour, in turns.", **said)
    meetings.assign_action(
        by=who,
        network=stage.network,
        meeting=meeting,
        item=item,
        text="Make a list of who stands when",
        owner=stage.chair,
        due_on=stage.last + timedelta(days=6),
    )


def answer_poll(stage: Stage, poll: Any) -> None:
    """Half have answered; the co-chairs have not."""
    slots = [slot.pk for slot in poll.slots.all()]
    who = [p for p in stage.here if p not in stage.chairs["student"] + stage.chairs["staff"]]
    for person in stage.some(who, len(who) // 2):
        chances = (0.55, 0.8, 0.3)
        answers = {
            pk: "yes" if stage.die.random() < c else "no"
            for pk, c in zip(slots, chances, strict=True)
        }
        meetings.answer_poll(by=person, poll=poll, answers=answers)


def live_beside(stage: Stage) -> None:
    """A sister network in the same house, with which one project is shared."""
    founder = people.make_person("Robin Achieng-Wells")
    sister = found_network(
        by=SYSTEM,
        name="MedPride",
        founder=founder,
        founder_kind="student",
        is_synthetic=True,
        colour="ink",
        institution="Tidewell School of Medicine",
        about="Students and staff for LGBTQ+ inclusion in medicine. Everybody here is invented.",
        official_route_name="Tidewell Report and Support",
        official_route_url="https://report.tidewell.example/",
        emergency_text="In danger now? Call 999.",
    )
    agree_sister(
        by=founder,
        network=sister,
        sisterhood=ask_sister(by=stage.chair, network=stage.network, other=sister),
    )
    shared = projects_of(stage.network).filter(title="Bystander training for first years").first()
    if shared:
        projects.share_project(by=stage.chair, project=shared, sister=sister)
