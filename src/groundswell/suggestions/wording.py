"""How a step is said: to the raiser ("you") and to the co-chairs."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groundswell.suggestions.models import Suggestion, SuggestionStep

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

What = SuggestionStep.What
LONGEST_TITLE = 120

HEADLINES: "dict[str, _StrPromise]" = {
    What.RAISED: gettext_lazy("This was raised"),
    What.WROTE: gettext_lazy("Whoever raised it wrote"),
    What.ANSWERED: gettext_lazy("%(who)s answered"),
    What.OWNED: gettext_lazy("%(who)s looks after this and answers"),
    What.WIDENED: gettext_lazy("All co-chairs can read this now"),
    What.LATE: gettext_lazy("The answer is late. The co-chairs have been told"),
    What.AGENDA: gettext_lazy("It goes to a meeting, in these words"),
    What.SCHEDULED: gettext_lazy("It is on the agenda"),
    What.DROPPED: gettext_lazy("It came off the agenda"),
    What.DISCUSSED: gettext_lazy("It was talked about at a meeting"),
    What.DECIDED: gettext_lazy("The meeting decided"),
    What.DONE: gettext_lazy("What was agreed is done"),
    What.STUCK: gettext_lazy("Something is in the way; it goes on the next agenda"),
    What.PROJECT: gettext_lazy("It became a project"),
    What.MOVED: gettext_lazy("The project moved on"),
    What.CHANGED: gettext_lazy("Something changed"),
    What.SHOWN: gettext_lazy("The change is shown on the wall"),
    What.MEASURED: gettext_lazy("What the change did was measured"),
    What.CLOSED: gettext_lazy("%(who)s closed this"),
    What.ASKED: gettext_lazy("Whoever raised it was asked whether it worked"),
    What.RATED: gettext_lazy("Whoever raised it said whether it worked"),
}
# Said by one person to another; everything else is something that happened.
SPOKEN = {What.RAISED, What.WROTE, What.ANSWERED, What.CLOSED}
BY_RAISER = {What.RAISED, What.WROTE, What.RATED}


def headline(step: SuggestionStep) -> str:
    """One step in a few words."""
    who = getattr(step.by, "name", "") or _("A co-chair")
    return str(HEADLINES[step.what]) % {"who": who}


def raiser_name(suggestion: Suggestion) -> str:
    """How whoever raised it is named to others."""
    return getattr(suggestion.raised_by, "name", "") or suggestion.raised_as or _("Without a name")


def title_of(text: str) -> str:
    """A title from somebody's own words: the first line, cut at a word."""
    line = next((part.strip() for part in text.splitlines() if part.strip()), "")
    if len(line) <= LONGEST_TITLE:
        return line
    return line[:LONGEST_TITLE].rsplit(" ", 1)[0].rstrip(",.;:") + "…"
