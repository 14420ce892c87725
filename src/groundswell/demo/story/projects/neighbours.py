"""With the neighbours of the school, in a line or two each."""

from groundswell.demo.story.projects.shapes import Changed, brief

NEIGHBOURS = (
    brief(
        0,
        "outreach",
        "A statement, and then what",
        "The school wrote that it stood with us. We asked what it would do.",
        (1, "doing", ""),
        (4, "changed", "The statement became a list of eleven promises with names beside them."),
        change=(
            4,
            Changed(
                "Eleven promises with names",
                "practice",
                "A statement is not a plan.",
                "The school’s statement became eleven promises, each with somebody’s name and a date.",
                "Seven were kept in the first year. The other four are asks on this wall.",
            ),
        ),
    ),
    brief(
        14,
        "outreach",
        "Saturday school",
        "Sixth formers from the estate next door had never been inside.",
        (2, "doing", ""),
        (10, "embedded", "Six Saturdays a year, run by second years."),
    ),
    brief(
        27,
        "outreach",
        "Blood pressure at the barber’s",
        "Men who do not come to the surgery do come for a trim.",
        (2, "doing", ""),
        (14, "embedded", "Two barbers, one church hall, first Saturday of the month."),
    ),
    brief(
        45,
        "outreach",
        "Letters to the year below",
        "What I wish somebody had told me.",
        (1, "doing", ""),
        (4, "changed", "Every first year finds a letter in their locker."),
    ),
    brief(77, "outreach", "Second barbershop", "The first has a queue.", (1, "exploring", "")),
)
