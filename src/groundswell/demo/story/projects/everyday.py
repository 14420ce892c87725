"""The everyday of a school, in a line or two each."""

from groundswell.demo.story.projects.shapes import Asked, Changed, brief

EVERYDAY = (
    brief(
        1,
        "culture",
        "A room of our own, online",
        "We could not meet, so we met on screens, every second Thursday.",
        (1, "doing", ""),
        (6, "changed", "The call became a network with co-chairs and minutes."),
    ),
    brief(
        13,
        "culture",
        "Food that everyone can eat",
        "The welcome lunch was ham or cheese.",
        (1, "doing", ""),
        (3, "changed", "Catering asks once and remembers."),
    ),
    brief(
        25,
        "culture",
        "Hair in the skills lab",
        "The mannequins all had the same wig, and none of us did.",
        (2, "doing", ""),
        (5, "changed", "Four heads with four kinds of hair."),
    ),
    brief(
        36,
        "culture",
        "Languages on the door",
        "Nine languages are spoken in this corridor.",
        (1, "doing", ""),
        (3, "changed", "The welcome on the door is in nine languages, in our handwriting."),
    ),
    brief(
        47,
        "culture",
        "Prayer room by the labs",
        "The nearest was eleven minutes away, and the break is ten.",
        (3, "consulting", ""),
        (8, "changed", "A room on the lab corridor, open to any faith and to none."),
        change=(
            8,
            Changed(
                "A quiet room by the labs",
                "place",
                "Eleven minutes there, and the break is ten.",
                "A room on the lab corridor, open to any faith and to none.",
                "Used every day; a second prayer mat was asked for and came.",
            ),
        ),
        ask=(
            3,
            Asked(
                "Estates",
                "A quiet room on the lab corridor",
                "Please give us the old store room by the labs.",
                "kept",
                "By the start of term.",
                "felt",
                "",
            ),
        ),
    ),
    brief(
        64,
        "culture",
        "Quiet hours at the freshers’ fair",
        "Some of us left within five minutes.",
        (2, "doing", ""),
    ),
    brief(
        79,
        "culture",
        "An exhibition that travels",
        "Two schools asked whether they could borrow it.",
    ),
)
