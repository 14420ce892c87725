"""Forty projects in our own words: five told at length, the others as a network would note them.

Months count from the first meeting (month 0 is March 2020).
"""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Changed:
    """What a project changed: said, did, worked; and, for rules and teaching, what a reader needs to check it."""

    title: str
    kind: str
    said: str
    did: str
    worked: str = ""
    clause: tuple[str, str, str, str] | None = None  # document, before, after, owner
    session: tuple[str, str, str, str] | None = None  # session, owner, gap, now
    held: tuple[str, str] | None = None  # review: yes/partly/no, words


@dataclass(frozen=True)
class Asked:
    """What was asked of an office, and how it went: kept, late, open, declined, waiting or unjudged."""

    office: str
    title: str
    text: str
    went: str
    commitment: str = ""
    verdict: str = ""
    reply: str = ""


@dataclass(frozen=True)
class Told:
    """One project, from the month it began."""

    month: int
    kind: str
    title: str
    why: str
    plan: str
    stages: tuple[tuple[int, str, str], ...]  # months later, stage, reason or outcome
    adapts: tuple[tuple[int, str, str], ...] = ()  # months later, new plan, why
    blockers: tuple[
        tuple[int, str, str, str, int], ...
    ] = ()  # months later, kind, resisted, moved, months until
    changes: tuple[tuple[int, Changed], ...] = ()
    asks: tuple[tuple[int, Asked], ...] = ()
    component: tuple[str, int, str] | None = None  # brief, weeks, output
    decisions: tuple[str, ...] = field(default=())
    actions: tuple[str, ...] = field(default=())


LONG = (
    Told(
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
    ),
    Told(
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
        decisions=(
            "Nobody who was sent out has to tell it again: the co-chairs carry the account.",
        ),
        actions=(
            "Read both uniform policies side by side",
            "Ask the infection lead for the evidence on bands",
            "Draft the clause with the chaplaincy",
        ),
    ),
    Told(
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
    ),
    Told(
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
    ),
    Told(
        34,
        "culture",
        "Who hangs in the atrium",
        "The building has portraits of four men. Patients who walk through it look like none of them.",
        "An exhibition of work by students and staff in the atrium for one term.",
        (
            (2, "doing", ""),
            (12, "changed", "Thirty works hung in the atrium, and ten of them stay."),
        ),
        adapts=(
            (
                6,
                "Hang thirty works for a term, and ask that ten stay for good.",
                "People kept coming back with their families. A term was the wrong question.",
            ),
        ),
        blockers=(
            (
                4,
                "money",
                "Hanging rails cost more than the whole budget.",
                "Estates found rails from the closed library wing.",
                2,
            ),
        ),
        changes=(
            (
                12,
                Changed(
                    "The atrium exhibition stays",
                    "place",
                    "I have walked past those four men for five years.",
                    "Thirty works by students, staff and two patients hung in the atrium for a term. Ten of them stay, and the portraits have moved to "
                    "the corridor where they can be read about.",
                    "Of those who filled in a card, most said it was the first time the building had anything to do with them.",
                ),
            ),
        ),
        asks=(
            (
                5,
                Asked(
                    "Estates",
                    "Hanging rails for the atrium",
                    "Please lend rails and an afternoon of a joiner.",
                    "kept",
                    "Rails from the old library wing by November.",
                    "felt",
                    "",
                ),
            ),
            (
                13,
                Asked(
                    "Estates",
                    "A label beside each portrait",
                    "Please put a short text beside each of the four portraits that says what they did, all of it.",
                    "late",
                    "Labels by the start of summer.",
                    "",
                    "",
                ),
            ),
        ),
        decisions=("Anybody may hang something; nobody judges it.",),
        actions=(
            "Find rails",
            "Ask the two patients how they want to be named",
            "Photograph everything for the wall",
        ),
    ),
)


def brief(
    month: int,
    kind: str,
    title: str,
    why: str,
    *stages: tuple[int, str, str],
    change: tuple[int, Changed] | None = None,
    ask: tuple[int, Asked] | None = None,
    action: str = "",
) -> Told:
    """A project that is told in a line or two."""
    return Told(
        month,
        kind,
        title,
        why,
        "",
        stages,
        changes=(change,) if change else (),
        asks=(ask,) if ask else (),
        actions=(action,) if action else (),
    )


SHORT = (
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
        1,
        "culture",
        "A room of our own, online",
        "We could not meet, so we met on screens, every second Thursday.",
        (1, "doing", ""),
        (6, "changed", "The call became a network with co-chairs and minutes."),
    ),
    brief(
        3,
        "curriculum",
        "Skin in the dermatology week",
        "Two of ninety slides showed brown skin.",
        (2, "consulting", ""),
        (5, "doing", ""),
        (13, "changed", "Half of the set was replaced."),
        change=(
            13,
            Changed(
                "Dermatology on every skin tone",
                "curriculum",
                "Two slides of ninety.",
                "Half of the dermatology set now shows brown and black skin, in the lecture and in the exam.",
                "Marks on the image station no longer differ by the skin shown.",
                session=(
                    "Year 4 dermatology week",
                    "Dermatology teaching lead",
                    "Two of ninety slides showed brown skin.",
                    "Forty-four of ninety, with the same in the exam bank.",
                ),
            ),
        ),
        ask=(
            4,
            Asked(
                "Library",
                "Images on every skin tone in the dermatology set",
                "Please license an image library in which half of the skin is not pale.",
                "kept",
                "Licensed from the next academic year.",
                "felt",
                "",
            ),
        ),
        action="Count skin tones in the dermatology slides",
    ),
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
        6,
        "curriculum",
        "Bystander training for first years",
        "We had all stood there once and said nothing.",
        (2, "doing", ""),
        (8, "changed", "Every first-year group takes it in week three."),
        (20, "embedded", "It is in the timetable and has a budget line."),
        change=(
            8,
            Changed(
                "Every first year learns to step in",
                "practice",
                "I did nothing, and I still think about it.",
                "Active bystander training for every first-year group, led by students and staff together, with scenes that happened here.",
                "Three hundred students a year. Most say, three months later, that they have used it.",
            ),
        ),
        action="Collect scenes for the training",
    ),
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
        13,
        "culture",
        "Food that everyone can eat",
        "The welcome lunch was ham or cheese.",
        (1, "doing", ""),
        (3, "changed", "Catering asks once and remembers."),
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
        19,
        "curriculum",
        "Spirometry without a race box",
        "The machine asks, and subtracts.",
        (3, "exploring", ""),
        (8, "doing", ""),
        (16, "changed", "Taught with the new equations, and why the old ones were wrong."),
        change=(
            16,
            Changed(
                "Lungs without a race box",
                "curriculum",
                "It told me my lungs were meant to be smaller.",
                "Spirometry is taught without a race adjustment, with the history of how it came to be there.",
                "",
                session=(
                    "Year 2 respiratory practical",
                    "Physiology lead",
                    "The race box was ticked without a word.",
                    "The new equations, and half an hour on how the old ones were made.",
                ),
            ),
        ),
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
        25,
        "culture",
        "Hair in the skills lab",
        "The mannequins all had the same wig, and none of us did.",
        (2, "doing", ""),
        (5, "changed", "Four heads with four kinds of hair."),
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
        31,
        "curriculum",
        "Pulse oximeters and skin",
        "It read ninety-six, and she was not.",
        (3, "doing", ""),
        (10, "changed", "Taught at the bedside, with when not to trust it."),
    ),
    brief(
        33,
        "placement",
        "An apology template nobody uses",
        "Complaints were answered with the same letter.",
        (4, "paused", "The complaints team is being reorganised. We ask again in spring."),
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
        38,
        "research",
        "Three years on: did it work?",
        "We had changed things and never asked whether they worked.",
        (4, "doing", ""),
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
        41,
        "curriculum",
        "History of the specimen jars",
        "They have names. Nobody had looked.",
        (2, "exploring", ""),
        (9, "doing", ""),
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
        45,
        "outreach",
        "Letters to the year below",
        "What I wish somebody had told me.",
        (1, "doing", ""),
        (4, "changed", "Every first year finds a letter in their locker."),
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
        50,
        "curriculum",
        "Eczema, ulcers, bruises",
        "After jaundice we read the rest of the block.",
        (2, "doing", ""),
    ),
    brief(
        53,
        "policy",
        "What the occupational health form asks",
        "It asked for my hair and not for my back.",
        (3, "consulting", ""),
    ),
    brief(
        56, "research", "Who speaks in small groups", "Some of us counted.", (3, "exploring", "")
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
        64,
        "culture",
        "Quiet hours at the freshers’ fair",
        "Some of us left within five minutes.",
        (2, "doing", ""),
    ),
    brief(
        68,
        "curriculum",
        "Sickle cell: believed in pain",
        "He waited four hours because he was too calm.",
        (2, "exploring", ""),
        (6, "consulting", ""),
        ask=(
            11,
            Asked(
                "Trust education lead, Saltfleet NHS Trust",
                "A patient teaches the pain session",
                "Please let two patients with sickle cell teach the pain session with us, and pay them.",
                "waiting",
                "",
                "",
                "",
            ),
        ),
    ),
    brief(
        72,
        "policy",
        "Marks that cannot be guessed",
        "The oral exam is the only one with a face.",
        (2, "exploring", ""),
    ),
    brief(
        75,
        "placement",
        "Locker-room jokes",
        "They say it is banter, and look at you while they say it.",
        (1, "exploring", ""),
    ),
    brief(77, "outreach", "Second barbershop", "The first has a queue.", (1, "exploring", "")),
    brief(
        79,
        "culture",
        "An exhibition that travels",
        "Two schools asked whether they could borrow it.",
    ),
)

PROJECTS = LONG + SHORT
