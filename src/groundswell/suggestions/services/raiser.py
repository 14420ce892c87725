"""What whoever raised it does afterwards: write more, let others read it, say whether it worked."""

from django.db import transaction
from django.utils.translation import gettext as _

from groundswell.audit.services import record
from groundswell.kernel.actors import Actor
from groundswell.kernel.clock import today
from groundswell.kernel.errors import NotAllowed
from groundswell.suggestions.access import is_raiser
from groundswell.suggestions.errors import SuggestionError
from groundswell.suggestions.models import Suggestion, SuggestionStep
from groundswell.suggestions.services.handling import lock
from groundswell.suggestions.services.owners import answer_day, tell_cochairs, tell_owner
from groundswell.suggestions.services.steps import add_step, number_key

What = SuggestionStep.What


def require_raiser(by: Actor, suggestion: Suggestion) -> None:
    """Their account, or the private link that was given to them alone."""
    if not is_raiser(by, suggestion):
        raise NotAllowed(
            _("Only whoever raised this can do that. Sign in as them, or use the link.")
        )


@transaction.atomic
def write_more(*, by: Actor, suggestion: Suggestion, text: str, number: str = "") -> None:
    """Write to whoever looks after it; an answer is due again."""
    require_raiser(by, suggestion)
    lock(suggestion)
    if not text.strip():
        raise SuggestionError(_("Write a few words; one sentence is enough."))
    key = number_key("wrote", number)
    if not add_step(suggestion, What.WROTE, key=key, text=text.strip(), tells=False):
        return
    if suggestion.due_on is None:
        suggestion.due_on = answer_day(suggestion.network, today(suggestion.network.time_zone))
        suggestion.save(update_fields=["due_on"])
    tell_owner(suggestion, why="wrote", once_key=f"suggestion-{key}:{suggestion.pk}")
    record(by, "suggestion.wrote", suggestion)


@transaction.atomic
def widen(*, by: Actor, suggestion: Suggestion) -> None:
    """Let all co-chairs read what was raised with one. Doing it twice changes nothing."""
    require_raiser(by, suggestion)
    lock(suggestion)
    if suggestion.to_person_id is None:
        return
    suggestion.to_person = None
    suggestion.save(update_fields=["to_person"])
    key = number_key("widened", "")
    add_step(suggestion, What.WIDENED, key=key, tells=False)
    tell_cochairs(suggestion, why="new", once_key=f"suggestion-{key}")
    record(by, "suggestion.widened", suggestion)


@transaction.atomic
def rate(*, by: Actor, suggestion: Suggestion, rating: str, text: str = "") -> None:
    """Say whether it worked. The last word counts; whoever looks after it hears of it."""
    require_raiser(by, suggestion)
    lock(suggestion)
    if rating not in Suggestion.Rating.values:
        raise SuggestionError(_("Choose one of the three: it helped, partly, it did not."))
    if (suggestion.rating, suggestion.rating_text) == (rating, text.strip()):
        return
    suggestion.rating, suggestion.rating_text = rating, text.strip()
    suggestion.full_clean()
    suggestion.save(update_fields=["rating", "rating_text"])
    words = f"{suggestion.get_rating_display()}. {suggestion.rating_text}".strip()
    key = number_key("rated", "")
    add_step(suggestion, What.RATED, key=key, text=words, tells=False)
    tell_owner(suggestion, why="rated", once_key=f"suggestion-{key}")
    record(by, "suggestion.rated", suggestion, rating=rating)
