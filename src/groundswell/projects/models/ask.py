"""An ask of an office, its answer, what was delivered, and what those affected say of it."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groundswell.projects.models.fields import LINE, LONG, SHORT, by_whom, prose
from groundswell.projects.models.project import Project

# What a state means to somebody reading a list; the others are plain enough by their own names.
STANDING = {
    "sent": _("Waiting for an answer"),
    "answered": _("Will answer later"),
    "committed": _("Promised"),
    "declined": _("Said no"),
    "judged": _("The office reads the verdict first"),
    "closed": _("Ended"),
}


class Ask(models.Model):
    """What is asked of which office, and how it was answered, kept and judged."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SENT = "sent", _("Sent")
        ANSWERED = "answered", _("Answered")
        COMMITTED = "committed", _("Committed")
        DECLINED = "declined", _("Declined")
        DELIVERED = "delivered", _("Delivered")
        JUDGED = "judged", _("Judged")
        CLOSED = "closed", _("Closed")

    class Verdict(models.TextChoices):
        FELT = "felt", _("Felt")
        PARTLY = "partly", _("Partly felt")
        NOT_FELT = "not_felt", _("Not felt")

    network = models.ForeignKey("networks.Network", on_delete=models.CASCADE, related_name="asks")
    project = models.ForeignKey(
        Project, on_delete=models.SET_NULL, null=True, blank=True, related_name="asks"
    )
    office = models.ForeignKey("networks.Office", on_delete=models.PROTECT, related_name="asks")
    title = models.CharField(max_length=LINE)
    text = prose(LONG)
    why = prose(LONG, blank=True)
    state = models.CharField(max_length=9, choices=State.choices, default=State.DRAFT)
    # Talked about at a meeting when an office did not answer, or answered no.
    agenda_item = models.ForeignKey(
        "meetings.AgendaItem", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # Whom the letter went to: the office's holder and address when it was sent, until it is sent again.
    asked_name = models.CharField(max_length=200, blank=True)
    asked_address = models.EmailField(blank=True)
    reply_due_on = models.DateField(null=True, blank=True)
    # Set when the office moved the date, which it may do once.
    reply_moved_from = models.DateField(null=True, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answer_text = prose(LONG, blank=True)
    commit_text = prose(LONG, blank=True)
    committed_at = models.DateTimeField(null=True, blank=True)
    commit_due_on = models.DateField(null=True, blank=True)
    delivered_on = models.DateField(null=True, blank=True)
    evidence = prose(LONG, blank=True)
    verdict = models.CharField(max_length=8, choices=Verdict.choices, blank=True)
    verdict_text = prose(LONG, blank=True)
    verdict_to_office_at = models.DateTimeField(null=True, blank=True)
    office_reply = prose(LONG, blank=True)
    office_reply_due_on = models.DateField(null=True, blank=True)
    verdict_public_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    outcome = prose(LONG, blank=True)
    by = by_whom()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-made_at", "-pk"]
        indexes = [
            models.Index(fields=["network", "state"]),
            models.Index(fields=["office", "state"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="closed") | ~Q(outcome=""), name="ask_closes_with_outcome"
            ),
            models.CheckConstraint(
                condition=~Q(state="committed") | Q(commit_due_on__isnull=False),
                name="ask_commitment_has_date",
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(state="closed") | Q(sent_at__isnull=False),
                name="ask_answered_after_sent",
            ),
            models.CheckConstraint(
                condition=~Q(state="declined") | ~Q(answer_text=""), name="ask_declined_because"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_verdict_public(self) -> bool:
        """Whether the verdict may stand beside the office's claim: its time to reply is over."""
        return self.verdict_public_at is not None and self.verdict_public_at <= timezone.now()

    @property
    def shown_verdict(self) -> str:
        """The verdict in words, once everybody may read it; else nothing."""
        return str(self.Verdict(self.verdict).label) if self.is_verdict_public else ""

    @property
    def standing(self) -> str:
        """How it stands, in words: the verdict once everybody may read it, else the state."""
        return self.shown_verdict or str(STANDING.get(self.state, self.get_state_display()))

    @property
    def is_waiting_for_reply(self) -> bool:
        """Whether the office has still to say yes or no."""
        return self.state in {self.State.SENT, self.State.ANSWERED}


class AskStep(models.Model):
    """One line of an ask's story. ``who`` is an office or a person's name at that time."""

    ask = models.ForeignKey(Ask, on_delete=models.CASCADE, related_name="steps")
    what = models.CharField(max_length=30)
    text = prose(LONG, blank=True)
    who = models.CharField(max_length=200, blank=True)
    by = by_whom()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.what} of {self.ask_id}"


class AskVerdict(models.Model):
    """What one member says of something delivered. Whose it is, is kept only while the round is open."""

    class Answer(models.TextChoices):
        FELT = "felt", _("Yes, I feel it")
        PARTLY = "partly", _("Partly")
        NOT_FELT = "not_felt", _("No, nothing is different")
        NOT_MINE = "not_mine", _("It does not touch me")

    ask = models.ForeignKey(Ask, on_delete=models.CASCADE, related_name="verdicts")
    person = by_whom()
    verdict = models.CharField(max_length=8, choices=Answer.choices)
    text = prose(SHORT, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["verdict", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["ask", "person"], name="one_verdict_of_each")
        ]

    def __str__(self) -> str:
        return f"a verdict on {self.ask_id}"
