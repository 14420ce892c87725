"""A hospital rule that barred the kara, and the clause before and after."""

from groundswell.demo.story.projects.shapes import Asked, Changed, Told

BANGLE = Told(
    9,
    "policy",
    "The bangle may stay on",
    "A student wearing a kara was told to take it off or leave theatre. It is a religious article, not jewellery, "
    "and the rule allowed a wedding ring.",
    "Ask both trusts to treat a kara as they treat a wedding band: pushed up, scrubbed under, covered where needed.",
    (
        (1, "exploring", ""),
        (4, "consulting", ""),
        (8, "doing", ""),
        (
            20,
            "changed",
            "Both trusts changed the clause. It names the kara and says how to scrub with one.",
        ),
        (30, "embedded", "The clause is reviewed each spring with a student present."),
    ),
    adapts=(
        (
            9,
            "Bring evidence on scrubbing first, then the clause, then ask.",
            "The first letter was answered with “infection control”, though no infection team had been asked.",
        ),
    ),
    blockers=(
        (
            6,
            "rule",
            "“Bare below the elbows” was read as having no exceptions.",
            "The same document had one for wedding bands. We asked what the difference was.",
            9,
        ),
    ),
    changes=(
        (
            20,
            Changed(
                "The kara may stay on",
                "policy",
                "I was told to take it off or leave theatre.",
                "Two hospitals now treat the kara as they treat a wedding band: scrubbed, pushed up and covered where needed. "
                "The clause before and after stands here, with the people who read it again each spring.",
                "Nobody has been sent out since. One agency nurse did ask; the charge nurse had the page open before we did.",
                clause=(
                    "Uniform and hand hygiene policy, section 4.2",
                    "No jewellery is to be worn below the elbow, with the exception of one plain wedding band.",
                    "One plain wedding band, and a kara worn for religious reasons, may be kept on. A kara is pushed up the forearm, "
                    "washed under, and covered with a sleeve or tape in theatre. Nobody is to be asked to remove one.",
                    "Infection prevention lead, Northmere Hospital",
                ),
                held=(
                    "yes",
                    "Still in the policy at both trusts. The induction slide was out of date at one and has been replaced.",
                ),
            ),
        ),
    ),
    asks=(
        (
            10,
            Asked(
                "Trust education lead, Saltfleet NHS Trust",
                "Let the kara stay on",
                "Please bring the jewellery clause in line with its own exception, and name the kara in it.",
                "kept",
                "Clause to the policy group in May, with two students present.",
                "felt",
                "We should have asked the infection team first. We have added it to the induction film.",
            ),
        ),
    ),
    decisions=("Nobody who was sent out has to tell it again: the co-chairs carry the account.",),
    actions=(
        "Read both uniform policies side by side",
        "Ask the infection lead for the evidence on bands",
        "Draft the clause with the chaplaincy",
    ),
)
