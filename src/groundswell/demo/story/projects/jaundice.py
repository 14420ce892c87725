"""Teaching that began from pale skin, and what the whole session became."""

from groundswell.demo.story.projects.shapes import Asked, Changed, Told

JAUNDICE = Told(
    16,
    "curriculum",
    "Jaundice, seen on every baby",
    "The slides teach yellow skin on pale babies. On placement we missed it on a brown one, and so did the registrar.",
    "Rewrite the Year 3 session to begin from brown and black skin: gums, sclera, palms, and when to measure anyway.",
    (
        (1, "exploring", ""),
        (3, "consulting", ""),
        (6, "doing", ""),
        (15, "changed", "The session, its slides and its exam question changed together."),
    ),
    blockers=(
        (
            5,
            "practical",
            "No image with a licence showed jaundice on dark skin.",
            "The neonatal unit made a set with consent from eleven families, and the library holds the licence.",
            7,
        ),
    ),
    changes=(
        (
            15,
            Changed(
                "Jaundice, seen on every baby",
                "curriculum",
                "We only knew it from the slide, and he did not look like the slide.",
                "The Year 3 session now starts from brown and black skin. Images were made with eleven families on the neonatal unit, "
                "and the exam asks what you would do when colour cannot tell you.",
                "Looked at again this autumn: nine of eleven sessions that mention colour keep the change.",
                session=(
                    "Year 3, week 6: the yellow baby",
                    "Child Health teaching lead",
                    "Every image showed a pale baby; nothing was said of gums, sclera or palms.",
                    "Starts with three babies of different skin. Says plainly that colour is not enough, and when to measure.",
                ),
                held=(
                    "partly",
                    "Nine of eleven. Two visiting lecturers had brought their old slides; both have the new set now.",
                ),
            ),
        ),
    ),
    asks=(
        (
            7,
            Asked(
                "Library",
                "License images on every skin",
                "Please hold the licence for the new image set, so that any teacher may use it.",
                "kept",
                "Licence held by the library from September.",
                "felt",
                "",
            ),
        ),
    ),
    component=(
        "Audit every image in the Year 3 child health block against a skin-tone scale, and propose replacements.",
        4,
        "An audit of 214 images: 89 in 100 pale. A list of 40 replacements with sources.",
    ),
    decisions=("Change the slide, the notes and the exam question together or none of them.",),
    actions=(
        "Ask the library for the image licence",
        "Count the images in the child health block",
        "Meet the neonatal unit about consent",
    ),
)
