"""Why an answer is not taken, to an office that gives it and to a co-chair who writes it down for an office."""

from typing import Final, Literal

from django.utils.translation import gettext, gettext_noop

Reader = Literal["office", "chair"]
TO_OFFICE: Final = "office"
TO_CHAIR: Final = "chair"

_WORDS: dict[str, dict[Reader, str]] = {
    "answered": {
        "office": gettext_noop(
            "This was answered already, as you see below. Write to the network to change it."
        ),
        "chair": gettext_noop(
            "The office answered already, as the page of the ask shows. If that has changed, write to the office."
        ),
    },
    "yes": {
        "office": gettext_noop("Write in a sentence what your office will do."),
        "chair": gettext_noop("Write in a sentence what the office will do."),
    },
    "no": {
        "office": gettext_noop(
            "A no needs its reason; those who asked will read it. One sentence is enough."
        ),
        "chair": gettext_noop(
            "A no needs its reason. If the office gave none, write that it gave none."
        ),
    },
    "later": {
        "office": gettext_noop("Write what you need to know, or why you need more time."),
        "chair": gettext_noop("Write what the office needs to know, or why it needs more time."),
    },
    "moved": {
        "office": gettext_noop(
            "The date was moved once already, from %(day)s. Please answer with yes or no now."
        ),
        "chair": gettext_noop(
            "The date was moved once already, from %(day)s. What can be written down now is a yes or a no."
        ),
    },
    "day": {
        "office": gettext_noop(
            "Choose the day by which you will answer: after today, and within sixty days."
        ),
        "chair": gettext_noop(
            "Choose the day by which the office will answer: after today, and within sixty days."
        ),
    },
}


def refusal(why: str, reader: Reader) -> str:
    """The sentence for whoever reads it, in their language."""
    return gettext(_WORDS[why][reader])
