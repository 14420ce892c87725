"""What a table cannot tell: questions to a reader of the paper, each with the sentence its answer makes."""

from dataclasses import dataclass
from typing import Final, Literal

Answer = Literal["yes", "no", "unclear"]
ANSWERS: Final = ("yes", "no", "unclear")


@dataclass(frozen=True)
class Question:
    """``key`` names it in a file; ``finding`` is said where the answer is no.

    ``grave`` ones stand against cause unless the answer is yes.
    """

    key: str
    text: str
    finding: str
    part: str
    grave: bool = False


QUESTIONS: Final = (
    Question("intervention", "Is what was done described: content, dose, length, who, when?",
             "What was done is not described, so nobody can say what the difference belongs to.", "Design", True),
    Question("allocation", "Did chance, or a described rule, decide who was in which group?",
             "How people came into the groups is not described: they may have differed before.", "Design", True),
    Question("baseline_outcome", "Were the outcomes measured before as well?",
             "The outcomes were measured once: a difference is shown, a change is not.", "Design", True),
    Question("comparator", "Is it said what the comparison group got instead?",
             "What the comparison group got is not said.", "Design"),
    Question("dates", "Are dates and the time to follow-up given?",
             "Neither dates nor a time to follow-up are given.", "Design"),
    Question("design_label", "Is the design the paper names the design its results come from?",
             "The paper names one design and reports another: read the results for what they are.", "Design"),
    Question("clusters", "Are people independent, or are groups of people (schools, wards) allowed for?",
             "People come from schools or sites and the analysis ignores it: intervals are too narrow.", "Design"),
    Question("sampling", "Is there a sampling frame that the tests could speak of?",
             "Without a sampling frame a p-value speaks of no population.", "People"),
    Question("inclusion", "Do the people in the table fit the inclusion criteria?",
             "The people in the table do not fit the inclusion criteria as printed.", "People"),
    Question("response", "Are response and drop-out given for each group?",
             "Response and drop-out are not given: who is missing may be what differs.", "People"),
    Question("categories", "Is it said where categories such as ethnicity come from, and are all of them shown?",
             "Categories are unsourced or incomplete: it is not said who the others are.", "People"),
    Question("missing_data", "Is missing data counted, and what was done about it said?",
             "Nothing is said about missing answers.", "Measures"),
    Question("instrument", "Is the instrument named, with its cut-points and reliability?",
             "No instrument, cut-point or reliability is given for the outcomes.", "Measures"),
    Question("self_report", "Is an outcome measured other than by what people say of themselves?",
             "All outcomes are people's own word: they may have learnt what to answer.", "Measures"),
    Question("coding", "Where coders judged, is their agreement given as a number?",
             "Agreement of coders is claimed or needed, and no coefficient is given.", "Measures"),
    Question("construct", "Do the outcomes measure what the conclusion speaks of?",
             "The conclusion speaks of what was not measured (a perception is no change of a place).",
             "Measures"),
    Question("primary", "Was one primary outcome, or a family, declared before the data?",
             "No primary outcome was declared: with several, some differ by chance.", "Analysis"),
    Question("tests", "Are the tests named, with effect sizes and intervals?",
             "No test is named, or no interval given: p alone says neither how much nor how surely.",
             "Analysis"),
    Question("adjustment", "Is the comparison adjusted for what differed between the groups?",
             "What differed between the groups was not adjusted for.", "Analysis"),
    Question("qualitative", "If qualitative work is claimed, are themes and words reported?",
             "Qualitative work is claimed and none of it is reported.", "Reporting"),
    Question("wording", "Is the wording no more causal than the design?",
             "The wording speaks of effects; the design shows a difference.", "Reporting"),
    Question("harms", "Are harms looked for and reported?",
             "Harms are not mentioned: that none were looked for is not that there were none.", "Reporting"),
    Question("ethics", "Is the ethics approval named with its number?",
             "No ethics approval can be looked up.", "Reporting"),
    Question("references", "Do the references lead to what they are cited for?",
             "References are doubled, incomplete or lead elsewhere.", "Reporting"),
)  # fmt: skip
BY_KEY: Final = {one.key: one for one in QUESTIONS}
