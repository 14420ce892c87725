"""What was counted, in a line or two each."""

from groundswell.demo.story.projects.shapes import Changed, brief

COUNTING = (
    brief(
        8,
        "research",
        "What happens to reports",
        "We asked how many reports there were, and nobody knew.",
        (3, "doing", ""),
        (12, "changed", "The school publishes what came of reports each autumn."),
        change=(
            12,
            Changed(
                "What came of reports is published",
                "practice",
                "It goes in, and nothing comes out.",
                "The school publishes each autumn what was reported and what came of it, rounded so that nobody can be found.",
                "Two years in a row. The second was easier to read.",
            ),
        ),
    ),
    brief(
        23,
        "research",
        "Who gets the prize",
        "We counted ten years of prizes.",
        (2, "doing", ""),
        (9, "changed", "Prizes are marked without names."),
        change=(
            9,
            Changed(
                "Prizes are marked without names",
                "practice",
                "We could guess the list before it was read.",
                "Essays for every school prize are marked without names.",
                "Two rounds. We are still counting.",
            ),
        ),
    ),
    brief(
        38,
        "research",
        "Three years on: did it work?",
        "We had changed things and never asked whether they worked.",
        (4, "doing", ""),
    ),
    brief(
        56, "research", "Who speaks in small groups", "Some of us counted.", (3, "exploring", "")
    ),
)
