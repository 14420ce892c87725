"""Made-up words and numbers for the gallery. None of it is anyone's."""

from datetime import timedelta
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils import timezone

from groundswell.ui import charts
from groundswell.ui.widgets import ChoiceCards, DateBox, TapButtons

STAGES = ("raised", "heard", "discussed", "doing", "changed", "shown", "measured")
NOTES = {
    "raised": ("3 March", "by a third-year student"),
    "heard": ("4 March", ""),
    "discussed": ("19 March", "at the spring meeting"),
    "doing": ("April to October", "plan adapted once"),
    "changed": ("11 November", "clause 4.2 of the dress policy"),
}


class RaiseForm(forms.Form):
    """The page on which something is raised, as an example of every kind of field."""

    who_sees = "the people you choose below, and nobody else."

    words = forms.CharField(
        label="In your own words",
        help_text="It can be one sentence. Please do not name patients.",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Write a few words; one sentence is enough."},
    )
    hears = forms.ChoiceField(
        label="Who should hear it?",
        choices=[("group", "The group"), ("chair", "A co-chair")],
        widget=ChoiceCards(
            hints={
                "group": "On the next agenda. Members see it.",
                "chair": "One of four people, who can speak for you.",
            }
        ),
        error_messages={"required": "Choose who should hear it."},
    )
    can_come = forms.ChoiceField(
        label="Can you come on Wednesday?",
        choices=[("yes", "Yes"), ("need", "If need be"), ("no", "No")],
        widget=TapButtons(),
        required=False,
    )
    place = forms.ChoiceField(
        label="Where was it?",
        choices=[
            ("", "Choose a place"),
            ("ward", "On a ward"),
            ("class", "In teaching"),
            ("else", "Somewhere else"),
        ],
        required=False,
    )
    on = forms.DateField(
        label="When was it?",
        help_text="A rough date is fine.",
        widget=DateBox(),
        required=False,
        error_messages={
            "invalid": "Use a date such as 14/03/2026; we could not read what was there."
        },
    )
    topics = forms.MultipleChoiceField(
        label="What is it about?",
        choices=[("teaching", "Teaching"), ("placement", "Placement"), ("culture", "Culture")],
        widget=forms.CheckboxSelectMultiple(),
        required=False,
    )
    proof = forms.FileField(
        label="A picture or document", help_text="PDF, JPEG or PNG, up to 10 MB.", required=False
    )
    told = forms.BooleanField(label="Tell me what comes of it", required=False)


def samples() -> dict[str, Any]:
    """Give everything the gallery shows."""
    today = timezone.localdate()
    return {
        "colours": (
            "paper",
            "card",
            "sunk",
            "ink",
            "muted",
            "accent",
            "green",
            "gold",
            "blue",
            "error",
        ),
        "raised": steps(1),
        "changed": steps(5),
        "measured": steps(7),
        "not_begun": steps(0),
        "soon": today + timedelta(days=9),
        "past": today - timedelta(days=9),
        "messages_said": CONVERSATION,
        "form": RaiseForm(),
        "one_form": RaiseForm(prefix="one"),
        "wrong_form": RaiseForm(
            {"words": "", "on": "31 February", "place": "ward"}, prefix="wrong"
        ),
        "page": Paginator(range(120), 25).get_page(3),
        "first_page": Paginator(range(40), 25).get_page(1),
        "tab_items": [
            {"label": "Now", "url": "?", "current": True, "count": 4},
            {"label": "Paused", "url": "?tab=paused", "current": False, "count": 1},
            {"label": "Changed", "url": "?tab=changed", "current": False},
        ],
        "headings": ("Office", "Kept", "In time", "Late"),
        "offices": [
            ("Head of School", 9, 2, 0),
            ("Library", 5, 3, 1),
            ("Placement office", 3, 1, 2),
        ],
        "newborn": (0, 0),
        "grown": MEMBERS,
        "names": ["Amara Okonkwo-Bennett", "Ọlá", "李娜", "प्रिया शर्मा", "محمد الفاتح", "Þórdís"],
        **pictures(),
    }


def steps(n_reached: int) -> list[dict[str, Any]]:
    """Give the thread with its first steps reached."""
    return [
        {
            "label": stage,
            "reached": i < n_reached,
            "current": i == n_reached - 1,
            "on": NOTES.get(stage, ("", ""))[0] if i < n_reached else "",
            "note": NOTES.get(stage, ("", ""))[1] if i < n_reached else "",
        }
        for i, stage in enumerate(STAGES)
    ]


CONVERSATION = [
    {
        "who": "A member",
        "at": "3 March, 21:40",
        "text": "I was told to take it off or leave theatre.",
        "mine": True,
    },
    {"event": True, "text": "Read by a co-chair", "at": "4 March, 08:15"},
    {
        "who": "Noor, co-chair",
        "at": "4 March, 08:20",
        "text": "Thank you for telling us. You will not have to tell it again.\n\n"
        "May we put it on the agenda without your name?",
    },
    {"who": "A member", "at": "4 March, 12:02", "text": "Yes.", "mine": True},
]
STUDENTS = (5, 6, 8, 11, 14, 18, 20, 25, 27, 31, 34, 40, 42, 45, 47, 52, 49, 55, 58, 61)
STAFF = (1, 1, 2, 2, 3, 4, 5, 5, 6, 7, 8, 9, 10, 11, 11, 12, 13, 14, 14, 15)
ALUMNI = (0, 0, 0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 4, 4, 5, 6, 6, 7, 8)
CHANGES = (0, 0, 1, 0, 0, 2, 1, 0, 3, 2, 0, 1, 2, 4, 1, 0, 3, 2, 1, 3)
MEMBERS = tuple(map(sum, zip(STUDENTS, STAFF, ALUMNI, strict=True)))


def pictures() -> dict[str, charts.Chart]:
    """Give one picture of each kind, and those of a network with no history."""
    months = [f"{('Sep', 'Jan', 'May')[i % 3]} {2020 + (i + 2) // 3}" for i in range(len(STUDENTS))]
    wave = "Members and changes by month: from six people to eighty-four"
    return {
        "wave": charts.swell(MEMBERS, CHANGES, title=wave),
        "flat_wave": charts.swell([], [], title="A network that begins today"),
        "growth": charts.area_growth(
            months,
            {"students": STUDENTS, "staff": STAFF, "alumni": ALUMNI},
            title="Members since the first meeting",
            description="Six in September 2020, eighty-four today: 61 students, 15 staff, 8 alumni.",
            month_heading="Month",
            total_heading="All",
        ),
        "promises": charts.strip(
            17,
            6,
            3,
            title="What offices promised",
            labels=("kept", "in time", "late"),
            headings=("State", "Promises"),
        ),
        "no_promises": charts.strip(
            0,
            0,
            0,
            title="Nothing promised yet",
            labels=("kept", "in time", "late"),
            headings=("State", "Promises"),
        ),
        "bars": charts.bars_horizontal(
            [
                ("Reported to someone they know", 44),
                ("Knew the official route of the placement", 31),
                ("Found the route on the first page of the handbook", 12),
            ],
            title="What students on placement told us",
            headings=("Answer", "Students"),
        ),
        "hidden_counts": charts.bars_published(
            [
                ("Answered", "41", 41, None),
                ("Referred on", "fewer than 5", None, 4),
                ("Withdrawn", "not shown", None, None),
            ],
            title="What became of concerns",
            headings=("Outcome", "Concerns"),
        ),
        **_grids(),
        **_small(),
    }


def _grids() -> dict[str, charts.Chart]:
    counts = [[12, 18, 9, 20, 6], [22, 31, 44, 26, 8], [19, 40, 38, 22, 3], [0, 12, 20, 14, 0]]
    return {
        "week": charts.heat_week(
            ["Mon", "Tue", "Wed", "Thu", "Fri"],
            ["12:00", "17:30", "18:00", "18:30"],
            counts,
            title="Who could come",
            description="Most can on Wednesday at 17:30: 44. The ring marks it.",
            time_heading="From",
            best=[(1, 2)],
        ),
        "stayed": charts.retention(
            [
                ("2020", [100, 92, 84, 71]),
                ("2021", [100, 88, 80]),
                ("2022", [100, 95]),
                ("2023", [100]),
            ],
            title="Still here after each year, by the year they joined",
            years=["at first", "1 year", "2 years", "3 years"],
            cohort_heading="Joined",
        ),
    }


def _small() -> dict[str, charts.Chart]:
    return {
        "leaving": charts.timeline(
            [
                charts.Leaver(
                    "Amara Okonkwo-Bennett",
                    "July",
                    (
                        "Co-chair",
                        "Jaundice, seen on every baby (lead)",
                        "2 actions, one of them due in August",
                    ),
                ),
                charts.Leaver("Ọlá", "July", ("Newsletter",)),
                charts.Leaver("李娜", "next July"),
            ],
            title="Who graduates next, and what they hold",
            headings=("Who", "When", "Holds"),
            nothing="nothing to hand on",
        ),
        "trend": charts.slope(
            [("2021", 41), ("2022", 48), ("2023", 47), ("2024", 62), ("2025", 71)],
            title="Would speak up if they saw it",
            headings=("Year", "Per cent"),
            unit="%",
        ),
        "each": charts.dots(
            [("chaired by students", 31), ("chaired together", 9), ("chaired by staff", 4)],
            title="Each mark is one meeting",
            headings=("Chaired by", "Meetings"),
        ),
    }
