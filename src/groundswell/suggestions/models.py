"""What somebody raised, and every step since."""

from typing import Any

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

MOST_WORDS = 6000


def _words(**options: Any) -> Any:
    """Text with a bound that ``full_clean`` enforces."""
    return models.TextField(validators=[MaxLengthValidator(MOST_WORDS)], **options)


def _somebody() -> Any:
    """A person, while they are here."""
    return models.ForeignKey(
        "people.Person", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )


class Suggestion(models.Model):
    """One thing raised, by anybody.

    ``raised_by`` stays empty for a visitor and for a member who raised it without their name; the database
    itself refuses a person there. ``raised_as`` is how the raiser is named to others.
    """

    class Kind(models.TextChoices):
        MATTER = "matter", _("Just this")
        QUESTION = "question", _("A question")
        IDEA = "idea", _("An idea")
        PROBLEM = "problem", _("A problem")
        CELEBRATE = "celebrate", _("Something good")

    class To(models.TextChoices):
        GROUP = "group", _("The group")
        COCHAIR = "cochair", _("A co-chair")

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        ANSWERED = "answered", _("Answered")
        AGENDA = "agenda", _("With a meeting")
        PROJECT = "project", _("A project")
        CLOSED = "closed", _("Closed")

    class Rating(models.TextChoices):
        HELPED = "helped", _("It helped")
        PARTLY = "partly", _("Partly")
        NO = "no", _("It did not")

    network = models.ForeignKey(
        "networks.Network", on_delete=models.CASCADE, related_name="suggestions"
    )
    kind = models.CharField(max_length=9, choices=Kind.choices, default=Kind.MATTER)
    text = _words()
    to = models.CharField(max_length=7, choices=To.choices)
    # Chosen by name: nobody else opens it until that co-chair passes it on or the raiser says so.
    to_person = _somebody()
    raised_by = _somebody()
    raised_as = models.CharField(max_length=80, blank=True)
    address = models.EmailField(blank=True)
    language = models.CharField(max_length=10, blank=True)
    is_anonymous = models.BooleanField(default=False)
    is_by_mail = models.BooleanField(default=False)
    raised_at = models.DateTimeField(default=timezone.now)
    owner = _somebody()
    # The promise made when it was raised; it never moves. ``due_on`` is what is due now.
    answer_by_on = models.DateField()
    answered_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    outcome = _words(blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    agenda_item = models.ForeignKey(
        "meetings.AgendaItem", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    project = models.ForeignKey(
        "projects.Project", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    rating = models.CharField(max_length=6, choices=Rating.choices, blank=True)
    rating_text = models.CharField(max_length=500, blank=True)
    # A digest of the form's number: sent twice, taken once. Says nothing about who sent it.
    once_key = models.CharField(max_length=64, null=True, blank=True, unique=True)

    class Meta:
        ordering = ["-raised_at", "-pk"]
        indexes = [
            models.Index(fields=["network", "state", "due_on"]),
            models.Index(fields=["owner", "state"]),
            models.Index(fields=["raised_by", "-raised_at"]),
            models.Index(
                fields=["raised_at"], condition=Q(is_by_mail=True), name="suggestion_by_mail"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_anonymous=False) | Q(raised_by=None),
                name="suggestion_anonymous_has_no_person",
            ),
            models.CheckConstraint(
                condition=Q(to_person=None) | Q(to="cochair"), name="suggestion_named_is_cochair"
            ),
            models.CheckConstraint(
                condition=~Q(state="closed") | ~Q(outcome=""), name="suggestion_closes_with_outcome"
            ),
        ]

    def __str__(self) -> str:
        return f"suggestion {self.pk}"

    @property
    def is_closed(self) -> bool:
        return self.state == self.State.CLOSED

    @property
    def is_for_group(self) -> bool:
        """Whether every member may read it."""
        return self.to == self.To.GROUP


class SuggestionStep(models.Model):
    """One thing that happened. The raiser reads every step; ``key`` makes each happen, and be told, once."""

    class What(models.TextChoices):
        RAISED = "raised", _("Raised")
        WROTE = "wrote", _("The raiser wrote")
        ANSWERED = "answered", _("Answered")
        OWNED = "owned", _("Has an owner")
        WIDENED = "widened", _("Opened to all co-chairs")
        LATE = "late", _("Late")
        AGENDA = "agenda", _("Goes to a meeting")
        SCHEDULED = "scheduled", _("On the agenda")
        DROPPED = "dropped", _("Taken off the agenda")
        DISCUSSED = "discussed", _("Discussed")
        DECIDED = "decided", _("Decided")
        DONE = "done", _("Something agreed was done")
        STUCK = "stuck", _("Something agreed is stuck")
        PROJECT = "project", _("Became a project")
        MOVED = "moved", _("The project moved")
        CHANGED = "changed", _("Something changed")
        SHOWN = "shown", _("Shown on the wall")
        MEASURED = "measured", _("Measured")
        CLOSED = "closed", _("Closed")
        ASKED = "asked", _("Asked whether it worked")
        RATED = "rated", _("The raiser said whether it worked")

    suggestion = models.ForeignKey(Suggestion, on_delete=models.CASCADE, related_name="steps")
    what = models.CharField(max_length=9, choices=What.choices)
    key = models.CharField(max_length=60)
    text = _words(blank=True)
    by = _somebody()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["suggestion", "key"], name="suggestion_step_once")
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.suggestion_id}"
