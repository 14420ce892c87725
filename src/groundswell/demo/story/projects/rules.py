"""Rules that were read again, in a line or two each."""

from groundswell.demo.story.projects.shapes import Asked, Changed, brief

RULES = (
    brief(
        11,
        "policy",
        "Names said right",
        "Mine was skipped on every ward round.",
        (3, "doing", ""),
        (9, "changed", "Badges carry how a name is said, for those who want it."),
        change=(
            9,
            Changed(
                "How a name is said, on the badge",
                "practice",
                "They skipped me rather than try.",
                "Anybody may have how their name is said printed under it on the badge.",
                "Four in ten new students asked for it.",
            ),
        ),
    ),
    brief(
        18,
        "policy",
        "Exams and Ramadan",
        "Two finals fell in the last ten days.",
        (2, "consulting", ""),
        (6, "changed", "The timetable is checked against observances before it is fixed."),
        change=(
            6,
            Changed(
                "Observances are checked before exams are fixed",
                "policy",
                "I sat it at nine in the morning having eaten at three.",
                "The exam timetable is checked against a list of observances before it is fixed, and a student sees the draft.",
                "",
                clause=(
                    "Assessment regulations, 7.1",
                    "Dates are set by the assessment office.",
                    "Dates are checked against the calendar of observances and shown to student representatives before they are set.",
                    "Assessment office",
                ),
            ),
        ),
        ask=(
            3,
            Asked(
                "Dean of Education",
                "See the exam dates before they are fixed",
                "Please show a student the draft timetable beside a calendar of observances.",
                "kept",
                "From the next session.",
                "felt",
                "",
            ),
        ),
    ),
    brief(
        28,
        "policy",
        "Paid, not thanked",
        "Students were giving training for a certificate.",
        (3, "consulting", ""),
        (9, "changed", "Students who train others are paid the demonstrator rate."),
        change=(
            9,
            Changed(
                "Students who teach are paid",
                "policy",
                "They get a fee. We get a lanyard.",
                "Students who lead training are paid the demonstrator rate, and may choose a certificate as well.",
                "Paid on time in three terms of four.",
                clause=(
                    "Demonstrator payments, 2.3",
                    "Postgraduate demonstrators are paid by the hour.",
                    "Anybody who leads a scheduled session is paid by the hour, students included.",
                    "School manager",
                ),
            ),
        ),
        ask=(
            4,
            Asked(
                "Dean of Education",
                "Pay students who teach",
                "Please pay students who lead scheduled training at the demonstrator rate.",
                "kept",
                "From October.",
                "partly",
                "The fourth term was late because of us. It is fixed.",
            ),
        ),
    ),
    brief(
        39,
        "policy",
        "Interviews without a postcode",
        "Widening access was measured by where one lives now.",
        (3, "consulting", ""),
        (8, "doing", ""),
        ask=(
            6,
            Asked(
                "Admissions",
                "Look at the last school, not the present address",
                "Please use the last state school attended, and not the postcode of today, to decide who is offered the summer programme.",
                "declined",
                "",
                "",
                "",
            ),
        ),
    ),
    brief(
        53,
        "policy",
        "What the occupational health form asks",
        "It asked for my hair and not for my back.",
        (3, "consulting", ""),
    ),
    brief(
        72,
        "policy",
        "Marks that cannot be guessed",
        "The oral exam is the only one with a face.",
        (2, "exploring", ""),
    ),
)
