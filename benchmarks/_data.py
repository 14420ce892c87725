"""A network of any size, written in bulk: its people, meetings, projects, changes, asks and what was raised."""

from datetime import UTC, date, datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from groundswell.meetings.models import Action, AgendaItem, Attendance, Meeting, Minute
from groundswell.networks.models import Cohort, Membership, Network, Office, Term
from groundswell.people.models import Person
from groundswell.projects.models import Ask, Change, Project, ProjectPart, StageMove
from groundswell.suggestions.models import Suggestion

SLUG = "bench"
WORDS = (
    "Theatre headwear did not fit larger hair, braids or religious covering, and people went without. "
    "Students measured what was on the shelves, asked three suppliers and wrote down what was missing."
)
STAGES = ("raised", "exploring", "consulting", "doing", "changed", "embedded", "paused", "stopped")


def begin() -> Network:
    """The network, its year groups and offices, and the co-chair through whose eyes pages are measured."""
    network = Network.objects.create(
        name="Benchmark Medical Network",
        slug=SLUG,
        institution="Benchmark University",
        official_route_name="Report and support",
        official_route_url="https://example.org/report",
        emergency_text="In danger now? Call 999.",
        founded_on=date(2020, 6, 8),
        is_synthetic=True,
    )
    for year in range(2026, 2032):
        day = date(year, 7, 14)
        Cohort.objects.create(network=network, name=f"Class of {year}", graduates_on=day)
    for n in range(12):
        Office.objects.create(network=network, name=f"Office {n}", email=f"office{n}@example.org")
    return network


def grow(network: Network, n: int, n_meetings: int) -> None:
    """``n`` more members, projects, changes, actions and matters, and ``n_meetings`` more meetings."""
    people = _members(network, n)
    meetings = _meetings(network, people, n_meetings)
    _projects(network, people, n)
    _actions(network, people, meetings, n)
    _raised(network, people, n)


def _members(network: Network, n: int) -> list[Person]:
    have = Person.objects.count()
    nobody = make_password(None)
    people = Person.objects.bulk_create(
        (
            Person(
                name=f"Member Number {have + i}",
                email=f"m{have + i}@example.org",
                password=nobody,
                is_synthetic=True,
            )
            for i in range(n)
        ),
        batch_size=500,
    )
    cohorts = list(Cohort.objects.filter(network=network))
    Membership.objects.bulk_create(
        (
            Membership(
                network=network,
                person=person,
                kind="staff" if i % 5 == 4 else "student",
                cohort=None if i % 5 == 4 else cohorts[i % len(cohorts)],
                started_on=date(2020, 6, 8) + timedelta(days=i % 2000),
            )
            for i, person in enumerate(people)
        ),
        batch_size=500,
    )
    if not have:
        Term.objects.create(
            network=network, person=people[0], side="student", starts_on=date(2026, 1, 1)
        )
    return people


def _meetings(network: Network, people: list[Person], n: int) -> list[Meeting]:
    have = Meeting.objects.count()
    first = datetime(2020, 7, 1, 17, tzinfo=UTC) + timedelta(days=have)
    meetings = Meeting.objects.bulk_create(
        Meeting(
            network=network,
            title=f"Meeting {have + i}",
            starts_at=first + timedelta(days=31 * i),
            ends_at=first + timedelta(days=31 * i, hours=1),
            place="Room 2",
            state="held",
        )
        for i in range(n)
    )
    items = AgendaItem.objects.bulk_create(
        AgendaItem(
            network=network,
            meeting=meeting,
            title=f"Matter {k}",
            text=WORDS,
            proposed_by=people[k],
            state="discussed",
            outcome="We try it for a term.",
            position=k,
        )
        for meeting in meetings
        for k in range(6)
    )
    Minute.objects.bulk_create(
        Minute(meeting=item.meeting, item=item, kind=kind, text=WORDS, by=people[0])
        for item in items
        for kind in ("note", "decision")
    )
    Attendance.objects.bulk_create(
        Attendance(meeting=meeting, person=person, state="came")
        for meeting in meetings
        for person in people[:25]
    )
    return meetings


def _projects(network: Network, people: list[Person], n: int) -> None:
    offices = list(Office.objects.filter(network=network))
    now = timezone.now()
    projects = Project.objects.bulk_create(
        (
            Project(
                network=network,
                title=f"Project {i} about headwear and fit",
                kind="policy",
                why=WORDS,
                plan=WORDS,
                stage=STAGES[i % len(STAGES)],
                stage_reason="Exams come first." if i % len(STAGES) > 5 else "",
                outcome=WORDS if i % len(STAGES) > 3 else "",
                sponsor_office=offices[i % len(offices)],
                touched_at=now - timedelta(hours=i),
            )
            for i in range(n)
        ),
        batch_size=200,
    )
    roles = ("lead", "member", "supporter")
    ProjectPart.objects.bulk_create(
        (
            ProjectPart(project=project, person=people[(i + k) % len(people)], role=role)
            for i, project in enumerate(projects)
            for k, role in enumerate(roles)
        ),
        batch_size=200,
    )
    StageMove.objects.bulk_create(
        (
            StageMove(project=project, from_stage="raised", to_stage=project.stage, why="It began.")
            for project in projects
        ),
        batch_size=200,
    )
    Change.objects.bulk_create(
        (
            Change(
                network=network,
                project=project,
                title=f"Change {i}",
                kind="policy",
                you_said=WORDS,
                we_did=WORDS,
                did_it_work=WORDS,
                changed_on=date(2021, 1, 1) + timedelta(days=i % 2000),
                shown_at=now,
            )
            for i, project in enumerate(projects)
        ),
        batch_size=200,
    )
    Ask.objects.bulk_create(
        (
            Ask(
                network=network,
                project=project,
                office=offices[i % len(offices)],
                title=f"Ask {i}",
                text=WORDS,
                state=("sent", "committed", "delivered")[i % 3],
                sent_at=now,
                committed_at=now,
                commit_due_on=date(2026, 12, 1),
                delivered_on=date(2026, 11, 1) if i % 3 == 2 else None,
            )
            for i, project in enumerate(projects)
        ),
        batch_size=200,
    )


def _actions(network: Network, people: list[Person], meetings: list[Meeting], n: int) -> None:
    Action.objects.bulk_create(
        (
            Action(
                network=network,
                meeting=meetings[i % len(meetings)],
                text=f"Write to supplier {i}",
                owner=people[i % len(people)],
                due_on=date(2026, 12, 1),
                state="open" if i % 4 == 0 else "done",
            )
            for i in range(n)
        ),
        batch_size=500,
    )


def _raised(network: Network, people: list[Person], n: int) -> None:
    Suggestion.objects.bulk_create(
        (
            Suggestion(
                network=network,
                text=WORDS,
                to="group",
                raised_by=people[i % len(people)],
                answer_by_on=date(2026, 12, 1),
                due_on=date(2026, 12, 1) if i % 4 == 0 else None,
                owner=people[0] if i % 40 == 0 else people[i % len(people)],
                state="open" if i % 4 == 0 else "closed",
                outcome="" if i % 4 == 0 else "We answered.",
                closed_at=None if i % 4 == 0 else timezone.now(),
            )
            for i in range(n)
        ),
        batch_size=300,
    )
