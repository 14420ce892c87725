"""Students on the panels that appoint who will teach them."""

from groundswell.demo.story.projects.shapes import Asked, Changed, Told

PANELS = Told(
    26,
    "policy",
    "A student on every appointment panel",
    "People who will teach us are chosen by people who already do. Students met candidates over sandwiches and were not asked.",
    "One trained student with a vote on each panel for teaching posts, beginning with the school’s own.",
    (
        (2, "consulting", ""),
        (5, "doing", ""),
        (
            14,
            "changed",
            "A trained student sits with a vote on panels for teaching posts in the school.",
        ),
    ),
    blockers=(
        (
            3,
            "structure",
            "Nobody could say whose decision it was.",
            "The head of school said: mine.",
            2,
        ),
    ),
    changes=(
        (
            14,
            Changed(
                "A student on every appointment panel",
                "practice",
                "We met them over sandwiches. Then the door closed.",
                "A trained student sits on panels for teaching posts, with a vote and the papers a week before. Three have been held; "
                "in one the student’s question decided the order of the interviews.",
                "",
            ),
        ),
    ),
    asks=(
        (
            3,
            Asked(
                "Head of School",
                "A student seat with a vote on every appointment panel",
                "Please give a trained student a full seat on each panel that appoints somebody who will teach.",
                "kept",
                "From May, on every panel for a teaching post in the school.",
                "partly",
                "Papers came late twice. They go out a week before from now on.",
            ),
        ),
        (
            30,
            Asked(
                "Head of School",
                "A second student seat where two years are taught",
                "Where a post teaches two year groups, please seat a student from each.",
                "open",
                "A second seat from March.",
                "",
                "",
            ),
        ),
    ),
    decisions=("Students who sit on a panel are trained with the staff, not beside them.",),
    actions=(
        "Write what a student panel member needs to know",
        "Ask HR for the panel training dates",
    ),
)
