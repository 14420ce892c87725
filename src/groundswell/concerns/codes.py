"""Coded words: what a concern is about and what came of it, as the field says it. Nobody is judged with them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groundswell.concerns.errors import ConcernError

L = gettext_lazy


@dataclass(frozen=True)
class Field:
    """One question with its answers. ``is_many`` where several may be true at once."""

    label: Any
    choices: dict[str, Any]
    is_many: bool = False


TRIAGE: dict[str, Field] = {
    "kind": Field(
        L("What kind of thing"),
        {
            "verbal": L("Verbal abuse or a slur"),
            "joke": L("A “joke” or a stereotype"),
            "micro": L("Microaggression"),
            "exclusion": L("Exclusion"),
            "name": L("A name got wrong again and again"),
            "scrutiny": L("Unequal scrutiny or assessment"),
            "dress": L("A rule about dress or a religious item"),
            "curriculum": L("What is taught"),
            "online": L("Online"),
            "physical": L("Physical"),
            "threat": L("Threat"),
            "retaliation": L("Retaliation"),
            "other": L("Something else"),
        },
        is_many=True,
    ),
    "source": Field(
        L("From whom"),
        {
            "patient": L("Patient or visitor"),
            "clinical": L("Clinical staff"),
            "academic": L("Academic staff"),
            "professional": L("Professional services staff"),
            "student": L("Student"),
            "system": L("A system or a policy"),
            "unknown": L("Not known"),
        },
    ),
    "setting": Field(
        L("Where"),
        {
            "teaching": L("Teaching"),
            "assessment": L("Assessment"),
            "hospital": L("Hospital"),
            "gp": L("General practice"),
            "theatre": L("Theatre"),
            "accommodation": L("Accommodation"),
            "online": L("Online"),
            "social": L("Social"),
        },
    ),
    "role": Field(
        L("How the raiser comes to know of it"),
        {
            "experienced": L("It happened to them"),
            "witnessed": L("They saw or heard it"),
            "told": L("Somebody told them"),
        },
    ),
    "also": Field(
        L("It was also about"),
        {
            "religion": L("Religion or belief"),
            "sex": L("Sex or gender"),
            "disability": L("Disability"),
            "orientation": L("Sexual orientation"),
            "nationality": L("Nationality"),
            "language": L("Language"),
        },
        is_many=True,
    ),
    "wish": Field(
        L("What the raiser wishes"),
        {
            "record": L("That it is known, no more"),
            "advice": L("Advice"),
            "informal": L("An informal way through it"),
            "formal": L("The formal route"),
            "policy": L("A rule or practice changed"),
            "support": L("Support, no more"),
        },
    ),
    "route": Field(
        L("Which way it went"),
        {
            "here": L("It stayed with the listeners"),
            "network": L("Into the network’s open work, in approved words"),
            "official": L("The institution’s official route"),
            "placement": L("The placement’s guardian or education lead"),
            "elsewhere": L("Another service"),
        },
    ),
    "urgency": Field(
        L("How urgent"),
        {
            "danger": L("Immediate danger: emergency services"),
            "safeguarding": L("Safeguarding"),
            "days": L("Within three working days"),
            "routine": L("As usual"),
            "trend": L("To be seen with others like it"),
        },
    ),
}
# What came of it. What a formal route decided is theirs to say; whether somebody was right is said nowhere here.
OUTCOME = Field(
    L("What came of it"),
    {
        "support": L("Support was given"),
        "informal": L("A way through it was found, informally"),
        "referred": L("It was passed on, with your yes"),
        "formal": L("It went the formal route, which tells its own decision"),
        "policy": L("A rule or practice was changed"),
        "training": L("Training was held"),
        "carried": L("It went to the network in words you approved"),
        "silent": L("We wrote and heard nothing more"),
        "anonymous": L("Without knowing more we could not go further"),
        "joined": L("It goes on in another of your receipts"),
    },
)
WORKED = Field(
    L("Did it work for you?"),
    {"helped": L("Yes"), "partly": L("Partly"), "no": L("No")},
)
DETRIMENT = Field(
    L("Has anything happened to you since because you spoke up?"),
    {"no": L("No"), "unsure": L("I am not sure"), "yes": L("Yes")},
)
FIELDS = {**TRIAGE, "outcome": OUTCOME, "worked": WORKED, "detriment": DETRIMENT}


def require_known(name: str, values: Iterable[str]) -> None:
    """Refuse a word that is not on the list, and a second one where one is true."""
    field, values = FIELDS.get(name), list(values)
    if field is None or not set(values) <= set(field.choices):
        raise ConcernError(
            _("Choose from the list: this answer is not on it. Nothing was changed.")
        )
    if len(values) > 1 and not field.is_many:
        raise ConcernError(_("Choose one answer here, not several. Nothing was changed."))


def words(name: str, values: Iterable[str]) -> str:
    """Coded words as people read them; one that is on no list any more stands as it was written."""
    choices = FIELDS[name].choices if name in FIELDS else {}
    return ", ".join(str(choices.get(value, value)) for value in values)


# What is counted of a closed concern, besides whether it was in time. Each is one value for each concern.
COUNTED = ("outcome", "route", "kind", "source", "setting", "wish")
# Outcomes that a raiser reads as said to them, as everybody reads them.
TO_EVERYBODY: dict[str, Any] = {
    "referred": L("It was passed on, with the raiser’s yes"),
    "carried": L("It went to the network, in words the raiser approved"),
    "silent": L("The raiser was answered and wrote no more"),
    "anonymous": L("Without knowing more, listeners could not go further"),
    "joined": L("It went on together with another of the raiser’s"),
}
SEVERAL, UNSAID = "several", "unsaid"


def counted_values(name: str) -> list[str]:
    """Every value a counter of this field has, what was not said included."""
    if name == "on_time":
        return ["yes", "no"]
    more = [SEVERAL] if FIELDS[name].is_many else []
    return [*FIELDS[name].choices, *more, UNSAID]


def counted_label(name: str, value: str = "") -> str:
    """A counted field, or one of its values, as people read it."""
    if name == "on_time":
        labels = {"yes": _("On time"), "no": _("Later than promised")}
        return labels.get(value, _("Whether the promised days were kept"))
    special = {SEVERAL: _("Several of these at once"), UNSAID: _("Not said")}
    if name == "outcome" and value in TO_EVERYBODY:
        return str(TO_EVERYBODY[value])
    field = FIELDS.get(name)
    if field is None or not value:
        return str(field.label) if field else name
    return special.get(value) or str(field.choices.get(value, value))
