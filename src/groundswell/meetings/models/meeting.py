"""A meeting, who came, and which sister networks may see it."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Meeting(models.Model):
    """One meeting of a network. Its time is empty until a slot is fixed; past ones may be imported."""

    class State(models.TextChoices):
        PLANNED = "planned", _("Being planned")
        POLLING = "polling", _("Finding a time")
        FIXED = "fixed", _("Fixed")
        HELD = "held", _("Held")
        CANCELLED = "cancelled", _("Cancelled")

    network = models.ForeignKey(
        "networks.Network", on_delete=models.CASCADE, related_name="meetings"
    )
    title = models.CharField(max_length=160)
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    place = models.CharField(max_length=160, blank=True)
    online_url = models.URLField(blank=True)
    state = models.CharField(max_length=9, choices=State.choices, default=State.PLANNED)
    # For calendars: the same uid for the life of the meeting, a higher sequence at each change.
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0)
    minutes_sent_at = models.DateTimeField(null=True, blank=True)
    history_text = models.TextField(
        blank=True
    )  # minutes of a meeting before Groundswell, as imported
    made_by = models.ForeignKey(
        "people.Person", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["network", "starts_at"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_at=None, ends_at=None) | Q(ends_at__gt=F("starts_at")),
                name="meeting_ends_after_start",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["fixed", "held"]) | Q(starts_at__isnull=False),
                name="meeting_fixed_has_time",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Attendance(models.Model):
    """Whether a member came, or said they could not. Never ranked, never counted per person."""

    class State(models.TextChoices):
        CAME = "came", _("Came")
        COULD_NOT = "could_not", _("Could not come")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=9, choices=State.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person"], name="attendance_once")
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.meeting_id}"


class MeetingShare(models.Model):
    """A chosen meeting that members of a sister network may come to."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="shares")
    sister = models.ForeignKey("networks.Network", on_delete=models.CASCADE, related_name="+")
    shared_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "sister"], name="meeting_share_once")
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} with {self.sister_id}"
