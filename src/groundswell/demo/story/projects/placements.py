"""Life on placement, in a line or two each."""

from groundswell.demo.story.projects.shapes import Asked, Changed, brief

PLACEMENTS = (
    brief(
        5,
        "placement",
        "Where do I say it on placement?",
        "Nobody we asked could name the route at their hospital.",
        (2, "consulting", ""),
        (6, "doing", ""),
        (14, "changed", "The route is on the first page of the handbook at four of five sites."),
        change=(
            14,
            Changed(
                "The route is on page one",
                "practice",
                "I looked for twenty minutes and gave up.",
                "How to report on placement stands on the first page of the handbook, with a name and a number, at four of five sites.",
                "",
            ),
        ),
        ask=(
            7,
            Asked(
                "Placement office",
                "Route to report on the first page of the handbook",
                "Please put who to tell, and how, on the first page for every site.",
                "kept",
                "In the handbook for every site by September.",
                "partly",
                "",
            ),
        ),
        action="Read five placement handbooks",
    ),
    brief(
        21,
        "placement",
        "Somebody to call at night",
        "It happened at two in the morning and there was nobody.",
        (4, "consulting", ""),
        (7, "stopped", "The university’s night line took it on, with people we helped to train."),
    ),
    brief(
        33,
        "placement",
        "An apology template nobody uses",
        "Complaints were answered with the same letter.",
        (4, "paused", "The complaints team is being reorganised. We ask again in spring."),
    ),
    brief(
        43,
        "placement",
        "Headphones and the handover",
        "Jokes at handover that stop when we come in.",
        (2, "exploring", ""),
        (6, "consulting", ""),
    ),
    brief(
        59,
        "placement",
        "Badges that say student, large",
        "We are taken for porters, or for patients.",
        (2, "doing", ""),
        (9, "changed", "Yellow badges, large letters, every site."),
        change=(
            9,
            Changed(
                "Badges that say student",
                "practice",
                "He handed me his tray.",
                "Every student on placement wears a large yellow badge with their role and their name as they wish it said.",
                "",
            ),
        ),
        ask=(
            4,
            Asked(
                "Placement office",
                "Large yellow badges",
                "Please order badges that can be read from the end of a bed.",
                "kept",
                "With the next order.",
                "",
                "",
            ),
        ),
    ),
    brief(
        75,
        "placement",
        "Locker-room jokes",
        "They say it is banter, and look at you while they say it.",
        (1, "exploring", ""),
    ),
)
