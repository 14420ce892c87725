"""What somebody said they would do. It comes back on every agenda until it is closed."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groundswell.meetings.models.agenda import AgendaItem
from groundswell.meetings.models.meeting import Meeting


class Action(models.Model):
    """One action with one owner and one date."""

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        STUCK = "stuck", _("Stuck")
        DONE = "done", _("Done")
        DROPPED = "dropped", _("Dropped")

    network = models.ForeignKey(
        "networks.Network", on_delete=models.CASCADE, related_name="actions"
    )
    meeting = models.ForeignKey(
        Meeting, on_delete=models.SET_NULL, null=True, blank=True, related_name="actions"
    )
    item = models.ForeignKey(
        AgendaItem, on_delete=models.SET_NULL, null=True, blank=True, related_name="actions"
    )
    # A key of the room above ("projects.project:4"); this room does not know what it means.
    project_key = models.CharField(max_length=80, blank=True, db_index=True)
    text = models.CharField(max_length=400)
    owner = models.ForeignKey(
        "people.Person", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    due_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=7, choices=State.choices, default=State.OPEN)
    stuck_why = models.TextField(max_length=2000, blank=True)
    # The agenda item a stuck action became, so that it is put there once and leaves with it.
    stuck_item = models.ForeignKey(
        AgendaItem, on_delete=models.SET_NULL, null=True, blank=True, related_name="stuck_actions"
    )
    outcome = models.TextField(max_length=2000, blank=True)
    assigned_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [
            models.Index(fields=["network", "state", "due_on"]),
            models.Index(fields=["owner", "state"]),
        ]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def is_open(self) -> bool:
        """Neither done nor let go."""
        return self.state in (self.State.OPEN, self.State.STUCK)
