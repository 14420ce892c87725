"""Whose portraits hang in the atrium, and the exhibition it led to."""

from groundswell.demo.story.projects.shapes import Asked, Changed, Told

ATRIUM = Told(
    34,
    "culture",
    "Who hangs in the atrium",
    "The building has portraits of four men. Patients who walk through it look like none of them.",
    "An exhibition of work by students and staff in the atrium for one term.",
    (
        (2, "doing", ""),
        (12, "changed", "Thirty works hung in the atrium, and ten of them stay."),
    ),
    adapts=(
        (
            6,
            "Hang thirty works for a term, and ask that ten stay for good.",
            "People kept coming back with their families. A term was the wrong question.",
        ),
    ),
    blockers=(
        (
            4,
            "money",
            "Hanging rails cost more than the whole budget.",
            "Estates found rails from the closed library wing.",
            2,
        ),
    ),
    changes=(
        (
            12,
            Changed(
                "The atrium exhibition stays",
                "place",
                "I have walked past those four men for five years.",
                "Thirty works by students, staff and two patients hung in the atrium for a term. Ten of them stay, and the portraits have moved to "
                "the corridor where they can be read about.",
                "Of those who filled in a card, most said it was the first time the building had anything to do with them.",
            ),
        ),
    ),
    asks=(
        (
            5,
            Asked(
                "Estates",
                "Hanging rails for the atrium",
                "Please lend rails and an afternoon of a joiner.",
                "kept",
                "Rails from the old library wing by November.",
                "felt",
                "",
            ),
        ),
        (
            13,
            Asked(
                "Estates",
                "A label beside each portrait",
                "Please put a short text beside each of the four portraits that says what they did, all of it.",
                "late",
                "Labels by the start of summer.",
                "",
                "",
            ),
        ),
    ),
    decisions=("Anybody may hang something; nobody judges it.",),
    actions=(
        "Find rails",
        "Ask the two patients how they want to be named",
        "Photograph everything for the wall",
    ),
)
