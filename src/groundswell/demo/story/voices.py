"""What people raise, and the stories they give, in our own words."""

RAISED = (
    # days before today, kind, to, words, what became of it
    (
        330,
        "question",
        "group",
        "Who decides which patients we see in the exam, and could they look like our patients?",
        "closed",
    ),
    (
        301,
        "matter",
        "group",
        "The sign-up sheet for theatre closes while third years are in lectures.",
        "closed",
    ),
    (
        275,
        "celebrate",
        "group",
        "The librarian put the new image set on the front page without being asked.",
        "closed",
    ),
    (
        240,
        "idea",
        "group",
        "Could alumni take one phone call a term from somebody applying for jobs?",
        "closed",
    ),
    (
        212,
        "problem",
        "cochair",
        "I keep being asked to be in photographs. I would rather be asked about my project.",
        "closed",
    ),
    (
        190,
        "question",
        "group",
        "Is there a list of what the elective fund refused, and why?",
        "closed",
    ),
    (
        150,
        "matter",
        "group",
        "The skills lab has one mannequin with braids now. Can the others get a turn?",
        "closed",
    ),
    (120, "celebrate", "group", "The registrar stopped the joke before we had to.", "closed"),
    (
        96,
        "matter",
        "group",
        "Prayer times fall in the middle of the new timetable’s long block.",
        "agenda",
    ),
    (60, "problem", "cochair", "My name is on the board spelled three ways.", "closed"),
    (33, "idea", "group", "Could the exhibition travel to the two schools that asked?", "agenda"),
    (
        12,
        "matter",
        "group",
        "Locker-room jokes: they stop when we come in, and start when we leave.",
        "agenda",
    ),
    (
        6,
        "question",
        "group",
        "Can members from placement sites far away join by phone, not video?",
        "answered",
    ),
    (
        1,
        "matter",
        "cochair",
        "Two of us were asked to translate on the ward again. Is that allowed?",
        "open",
    ),
)
ANSWERS = (
    "Thank you. We asked, and here is what we know so far.",
    "Yes. It is done, and the person who decides knows it came from students.",
    "Not this year, because the budget is spent; it is first on the list for the next.",
    "We took it to the year lead. She will say what changes before the end of term.",
)
STORIES = (
    (
        "The kara may stay on",
        "a Year 4 student",
        "public",
        "I pushed it up, scrubbed, and held my arms out. The charge nurse looked and said: good. Nobody had ever said good before.",
    ),
    (
        "Jaundice, seen on every baby",
        "a doctor who studied here",
        "public",
        "First week as a doctor. I pressed the gum, not the forehead. He was at two hundred and ninety.",
    ),
    (
        "Theatre hats that fit",
        "a member",
        "public",
        "There is a shelf now. I did not have to explain my hair to anybody before eight in the morning.",
    ),
    (
        "The atrium exhibition stays",
        "somebody who came with her mother",
        "public",
        "My mother cleaned this building for eleven years by the back stairs. She stood in the atrium and found my name.",
    ),
    (
        "",
        "a Year 2 student",
        "network",
        "I came to my first meeting to say nothing. They asked what I would want on the agenda, and then they put it there.",
    ),
)
