"""Hats for every head in theatre: two adaptations, and a third plan that held."""

from groundswell.demo.story.projects.shapes import Asked, Changed, Told

HATS = Told(
    2,
    "placement",
    "Theatre hats that fit",
    "Standard caps do not cover braids, locs or larger hair, and there is nothing for a hijab but a balaclava hood. "
    "Some of us were sent out to change, in front of patients.",
    "Ask theatres to stock three larger shapes of disposable hat beside the standard one.",
    (
        (1, "exploring", ""),
        (5, "consulting", ""),
        (11, "doing", ""),
        (
            22,
            "changed",
            "Every main theatre at both hospitals stocks hats for braids, larger hair and hijab.",
        ),
        (40, "embedded", "Stock is on the standing order and on the induction tour."),
    ),
    adapts=(
        (
            14,
            "Offer washable hats in four shapes, laundered with the scrubs, and keep a box of disposables for visitors.",
            "The disposable hats ran out within a week each time, and the store would not hold a second line.",
        ),
        (
            17,
            "Buy sealed single-use hats in two sizes through the infection team’s own order, with washable ones only where the laundry agrees.",
            "One laundry could not promise the temperature. The infection lead found us a supplier instead.",
        ),
    ),
    blockers=(
        (
            8,
            "practical",
            "No laundry contract covers anything but scrubs.",
            "The infection lead wrote the specification with us and put it on their order.",
            8,
        ),
        (
            12,
            "people",
            "“There has never been a complaint.”",
            "Eleven anonymous accounts, read aloud at the theatre users’ meeting.",
            3,
        ),
    ),
    changes=(
        (
            22,
            Changed(
                "Theatre hats that fit",
                "place",
                "I was told to tie it up or stay out. There was no hat that could have done it.",
                "Hats for braids, larger hair and hijab in all main theatres at both hospitals, beside the others, not on request. "
                "The first plan failed on supply and the second on laundry; the third is on the infection team’s standing order.",
                "In the spring walk-round nine of ten theatres had every size on the shelf. Students on placement now say they did not have to ask.",
                held=(
                    "yes",
                    "Nine of ten theatres stocked. The tenth had run out that morning and reordered while we watched.",
                ),
            ),
        ),
    ),
    asks=(
        (
            13,
            Asked(
                "Theatre services, Northmere Hospital",
                "Stock hats for every head",
                "Please keep hats for braids, larger hair and hijab on the same shelf as the standard cap in each theatre.",
                "kept",
                "Two sizes on the standing order in every main theatre.",
                "felt",
                "Thank you for staying with it through the laundry question. It is on our induction tour now.",
            ),
        ),
    ),
    decisions=(
        "Go to theatre users’ meetings in pairs, one student and one member of staff.",
        "Collect accounts without names, and read them only where they can change something.",
    ),
    actions=(
        "Photograph the hat shelf in each theatre",
        "Write to infection control about sealed hats",
        "Ask the laundry what temperature they can promise",
    ),
)
