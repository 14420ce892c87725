"""What is talked about, and what was said of it."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groundswell.meetings.models.meeting import Meeting


class AgendaItem(models.Model):
    """Something to talk about; it waits until it is put on a meeting's agenda.

    ``raised_as`` is how its raiser wants to be named ("a member", "Year 3"); never a link back to them.
    """

    class Kind(models.TextChoices):
        MATTER = "matter", _("Matter")
        PROJECT = "project", _("Project")
        ASK = "ask", _("Ask")
        ACTION = "action", _("Action that is stuck")
        CELEBRATE = "celebrate", _("Something good")
        OTHER = "other", _("Other")

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting for a meeting")
        SCHEDULED = "scheduled", _("On the agenda")
        DISCUSSED = "discussed", _("Discussed")
        DROPPED = "dropped", _("Dropped")

    network = models.ForeignKey(
        "networks.Network", on_delete=models.CASCADE, related_name="agenda_items"
    )
    meeting = models.ForeignKey(
        Meeting, on_delete=models.SET_NULL, null=True, blank=True, related_name="items"
    )
    title = models.CharField(max_length=160)
    text = models.TextField(max_length=6000, blank=True)
    kind = models.CharField(max_length=9, choices=Kind.choices, default=Kind.MATTER)
    proposed_by = models.ForeignKey(
        "people.Person", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    raised_as = models.CharField(max_length=80, blank=True)
    is_student_led = models.BooleanField(default=True)
    # Unminuted: the item is named on the agenda as "unminuted item"; nothing said is written or mailed.
    is_unminuted = models.BooleanField(default=False)
    position = models.PositiveIntegerField(default=0)
    minutes_long = models.PositiveSmallIntegerField(null=True, blank=True)
    state = models.CharField(max_length=9, choices=State.choices, default=State.WAITING)
    outcome = models.TextField(max_length=4000, blank=True)
    proposed_at = models.DateTimeField(default=timezone.now)
    discussed_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["position", "pk"]
        indexes = [models.Index(fields=["network", "state"])]

    def __str__(self) -> str:
        return self.shown_title

    @property
    def shown_title(self) -> str:
        """The title as others may read it; that of an unminuted item is for its proposer and the chairs."""
        return str(_("Unminuted item")) if self.is_unminuted else self.title

    @property
    def raiser(self) -> str:
        """How its raiser wants to be named; nobody is named for an action that is stuck."""
        if self.kind == self.Kind.ACTION or self.is_unminuted:
            return ""
        return self.raised_as or str(_("a member"))


class Minute(models.Model):
    """One line of the minutes: a note or a decision. Two people may write at once; each line is its own row."""

    class Kind(models.TextChoices):
        NOTE = "note", _("Note")
        DECISION = "decision", _("Decision")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="minutes")
    item = models.ForeignKey(
        AgendaItem, on_delete=models.SET_NULL, null=True, blank=True, related_name="minutes"
    )
    kind = models.CharField(max_length=8, choices=Kind.choices)
    text = models.TextField(max_length=6000)
    # Decisions are by consent; what somebody held against it stands beside it, without their name.
    objections = models.TextField(max_length=4000, blank=True)
    by = models.ForeignKey(
        "people.Person", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    written_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
