"""An ask of an office, its answer, what was delivered, and what those affected say of it."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groundswell.projects.models.fields import LINE, LONG, SHORT, by_whom, prose
from groundswell.projects.models.project import Project


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
    reply_due_on = models.DateField(null=True, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answer_text = prose(LONG, blank=True)
    commit_text = prose(SHORT, blank=True)
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
        ]

    def __str__(self) -> str:
        return self.title


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
