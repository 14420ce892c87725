"""People come, study, graduate and stay; co-chairs follow one another with a month together."""

from datetime import date, timedelta
from itertools import count
from typing import TYPE_CHECKING

from groundswell.demo.clock import month
from groundswell.demo.stage import Stage, address_of
from groundswell.demo.story import names
from groundswell.kernel.actors import SYSTEM
from groundswell.networks import queries as networks
from groundswell.networks.services import (
    admit,
    end_membership,
    end_term,
    give_term,
    graduate_cohort,
    make_cohort,
)
from groundswell.people.services import make_account

if TYPE_CHECKING:
    from groundswell.networks.models import Cohort
    from groundswell.people.models import Person

NEW_STUDENTS = {7: 12, 19: 13, 31: 15, 43: 16, 55: 17, 67: 18, 79: 16}
NEW_STAFF = {3: 1, 8: 2, 20: 2, 32: 2, 44: 2, 56: 2, 68: 2, 80: 1}
NEW_PARTNERS = {28: 1, 47: 1, 61: 1}
_students, _staff, _partners, _numbers = (
    iter(names.STUDENTS),
    iter(names.STAFF),
    iter(names.PARTNERS),
    count(1),
)


def start_again() -> None:
    """The same people in the same order for every telling."""
    global _students, _staff, _partners, _numbers
    _students, _staff, _partners, _numbers = (
        iter(names.STUDENTS),
        iter(names.STAFF),
        iter(names.PARTNERS),
        count(1),
    )


def make_person(name: str) -> "Person":
    """An invented account."""
    return make_account(
        by=SYSTEM, name=name, address=address_of(name, next(_numbers)), is_synthetic=True
    )


def cohort(stage: Stage, year: int) -> "Cohort":
    """The year group that graduates in a year."""
    return make_cohort(
        by=stage.chair,
        network=stage.network,
        name=f"Class of {year}",
        graduates_on=date(year, 7, 14),
    )


def join_student(stage: Stage, name: str, graduates: int) -> None:
    person = make_person(name)
    group = cohort(stage, graduates)
    admit(by=stage.chair, network=stage.network, person=person, kind="student", cohort=group)
    stage.students.append(person)
    stage.cohort_of[person.pk] = group


def join_staff(stage: Stage, name: str, kind: str = "staff") -> None:
    person = make_person(name)
    admit(by=stage.chair, network=stage.network, person=person, kind=kind)
    (stage.staff if kind == "staff" else stage.alumni).append(person)


def live_month(stage: Stage, number: int) -> None:
    """Who joins, leaves and graduates this month."""
    year = month(number).year
    for _n, name in zip(range(NEW_STUDENTS.get(number, 0)), _students, strict=False):
        join_student(stage, name, year + stage.die.choice((2, 3, 3, 4, 4, 5)))
    for _n, name in zip(range(NEW_STAFF.get(number, 0)), _staff, strict=False):
        join_staff(stage, name)
    for _n, name in zip(range(NEW_PARTNERS.get(number, 0)), _partners, strict=False):
        join_staff(stage, name, "partner")
    if month(number).month == 9:
        change_chairs(stage)
    if month(number).month == 7:
        graduate(stage, year)
    if month(number).month == 1 and number > 12:
        somebody_leaves(stage)


def graduate(stage: Stage, year: int) -> None:
    """A year group graduates; six in ten stay in touch, the others go."""
    group = cohort(stage, year)
    leaving = [p for p in stage.students if stage.cohort_of[p.pk].pk == group.pk]
    for person in [p for p in stage.chairs["student"] if p in leaving]:
        hand_over(stage, person)
    graduate_cohort(by=stage.chair, cohort=group)
    stage.students = [p for p in stage.students if p not in leaving]
    for person in leaving:
        if stage.die.random() < 0.62:
            stage.alumni.append(person)
        else:
            leave(stage, person)


def leave(stage: Stage, person: "Person") -> None:
    membership = networks.members(stage.network).filter(person=person).first()
    if membership:
        end_membership(by=stage.chair, membership=membership)


def somebody_leaves(stage: Stage) -> None:
    """Each winter one or two stop coming."""
    chairs = {p.pk for side in stage.chairs.values() for p in side}
    leads = {telling.lead.pk for telling in stage.running}
    for person in stage.some([p for p in stage.students if p.pk not in chairs | leads], 2):
        stage.students.remove(person)
        leave(stage, person)


def hand_over(stage: Stage, leaver: "Person") -> None:
    """Somebody new begins before the leaver ends."""
    chairs = stage.chairs["student"]
    longest = sorted(stage.students, key=lambda p: stage.cohort_of[p.pk].graduates_on, reverse=True)
    nxt = next(
        p
        for p in longest
        if p not in chairs and stage.cohort_of[p.pk].graduates_on.year > stage.today.year
    )
    give_term(
        by=stage.chair, network=stage.network, person=nxt, side="student", starts_on=stage.today
    )
    chairs.append(nxt)
    end_terms(stage, leaver)
    chairs.remove(leaver)


def end_terms(stage: Stage, person: "Person") -> None:
    for term in networks.current_terms(stage.network.pk).filter(person=person):
        end_term(by=stage.chair, term=term, on=stage.today + timedelta(days=28))


def change_chairs(stage: Stage) -> None:
    """Each September one student co-chair hands over; two students and two staff are wanted."""
    if len(stage.chairs["student"]) >= 2:
        hand_over(stage, stage.chairs["student"][0])
    while len(stage.chairs["student"]) < 2:
        person = next(p for p in stage.students if p not in stage.chairs["student"])
        give_term(
            by=stage.chair,
            network=stage.network,
            person=person,
            side="student",
            starts_on=stage.today,
        )
        stage.chairs["student"].append(person)
    while len(stage.chairs["staff"]) < 2 and len(stage.staff) > len(stage.chairs["staff"]):
        person = next(p for p in stage.staff if p not in stage.chairs["staff"])
        give_term(
            by=stage.chair,
            network=stage.network,
            person=person,
            side="staff",
            starts_on=stage.today,
        )
        stage.chairs["staff"].append(person)
