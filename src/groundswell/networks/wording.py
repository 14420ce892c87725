"""The words people use in their own spreadsheets for what we call kinds, columns and year groups."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.translation import gettext_lazy as _

from groundswell.networks.models import Membership

Kind = Membership.Kind

# A kind of member as a heading over several of them.
MANY = {
    Kind.STUDENT.value: _("Students"),
    Kind.STAFF.value: _("Staff"),
    Kind.ALUMNI.value: _("Alumni"),
    Kind.PARTNER.value: _("Partners"),
}
COLUMNS = {
    "name": _("Name"),
    "email": _("E-mail"),
    "kind": _("Student, staff, alumni or partner"),
    "cohort": _("Year group"),
    "joined": _("Joined on"),
    "left": _("Left on"),
}
SYNONYMS = {
    "name": ("full name", "member", "student name", "who", "display name", "person"),
    "email": ("email address", "mail", "e-mail", "address", "university email", "contact"),
    "kind": ("role", "type", "status", "member type", "student or staff", "category"),
    "cohort": ("year group", "year", "class", "class of", "graduating", "graduation year", "stage"),
    "joined": (
        "joined on",
        "join date",
        "date joined",
        "since",
        "start",
        "start date",
        "member since",
    ),
    "left": ("left on", "leaving date", "date left", "end", "end date", "until"),
}
KIND_WORDS = {
    Kind.STUDENT: ("student", "students", "medical student", "undergraduate", "undergrad", "stu", "s"),
    Kind.STAFF: (
        "staff", "faculty", "academic", "lecturer", "tutor", "professor", "clinician", "professional",
        "professional services", "librarian", "teacher",
    ),
    Kind.ALUMNI: (
        "alumni", "alumnus", "alumna", "alum", "graduate", "graduated", "doctor", "former student",
        "fy1", "fy2", "foundation doctor", "resident doctor",
    ),
    Kind.PARTNER: ("partner", "external", "community", "community partner", "patient", "trust", "nhs"),
}  # fmt: skip
PAST = {"former", "ex", "past", "previous", "old"}
LOOKED_AT = 50
_YEAR = re.compile(r"(?<!\d)(20\d{2})(?!\d)")
_STAGE = re.compile(r"(?:year|yr|y|phase)\s*\d", re.IGNORECASE)
LAST_YEARS = 12


def kind_of(words: str) -> str:
    """The kind that words mean, or nothing."""
    plain = " ".join(words.casefold().replace("-", " ").split())
    for kind, known in KIND_WORDS.items():
        if plain in known:
            return kind.value
    is_some_student = plain.endswith((" student", " students"))  # MBBS student, year 2 student
    is_one_no_more = PAST & set(plain.split())
    return Kind.STUDENT.value if is_some_student and not is_one_no_more else ""


def with_kinds(columns: Mapping[str, int], rows: Sequence[Sequence[object]]) -> dict[str, int]:
    """Where no heading names the kinds: the first free column whose filled cells mostly are some."""
    taken = set(columns.values())
    if "kind" in columns or not rows:
        return dict(columns)
    for place in range(min(len(row) for row in rows)):
        said = [str(row[place]) for row in rows[:LOOKED_AT] if row[place] not in (None, "")]
        if place not in taken and said and 2 * sum(map(bool, map(kind_of, said))) > len(said):
            return {**columns, "kind": place}
    return dict(columns)


def graduation_of(words: str, today: date) -> date | None:
    """When a year group graduates, if its name says so: Class of 2028, 2028, 2027/28."""
    if _STAGE.search(words):
        return None
    years = [int(year) for year in _YEAR.findall(words)]
    if not years or not today.year - 40 <= years[-1] <= today.year + LAST_YEARS:
        return None
    return date(years[-1], 7, 15)
