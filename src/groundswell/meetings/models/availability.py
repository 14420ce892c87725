"""When people can come: polls, year-group timetables, and one's own painted week.

What somebody's week looks like is theirs. It is used to count and to fill in their own answer, and is shown
to nobody else.
"""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groundswell.meetings.models.meeting import Meeting


class Poll(models.Model):
    """When can you come? Open until a day, or until a slot is fixed."""

    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="poll")
    closes_on = models.DateField()
    opened_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"poll {self.pk}"


class Slot(models.Model):
    """One time that is offered."""

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="slots")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        ordering = ["starts_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="slot_ends_after_start"
            ),
            models.UniqueConstraint(fields=["poll", "starts_at"], name="slot_once"),
        ]

    def __str__(self) -> str:
        return f"slot {self.pk}"


class PollAnswer(models.Model):
    """One person's answer to one slot."""

    class Answer(models.TextChoices):
        YES = "yes", _("Yes")
        MAYBE = "maybe", _("If need be")
        NO = "no", _("No")

    slot = models.ForeignKey(Slot, on_delete=models.CASCADE, related_name="answers")
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    answer = models.CharField(max_length=5, choices=Answer.choices)
    answered_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["slot", "person"], name="poll_answer_once")]

    def __str__(self) -> str:
        return f"answer {self.pk}"


class Timetable(models.Model):
    """A year group's teaching and placements, uploaded once; only busy times are kept, no titles."""

    cohort = models.OneToOneField(
        "networks.Cohort", on_delete=models.CASCADE, related_name="timetable"
    )
    covers_from = models.DateField()
    covers_until = models.DateField()
    n_events = models.PositiveIntegerField()
    uploaded_at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(
        "people.Person", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    def __str__(self) -> str:
        return f"timetable {self.pk}"


class BusyTime(models.Model):
    """One stretch in which a year group is taught or placed."""

    timetable = models.ForeignKey(Timetable, on_delete=models.CASCADE, related_name="busy")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["timetable", "starts_at"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="busy_ends_after_start"
            )
        ]

    def __str__(self) -> str:
        return f"busy {self.pk}"


class PaintedHour(models.Model):
    """One half hour of somebody's usual week. ``half_hour`` counts from midnight, 0 to 47, in their network's zone."""

    class State(models.TextChoices):
        FREE = "free", _("Usually free")
        BUSY = "busy", _("Usually not")

    person = models.ForeignKey(
        "people.Person", on_delete=models.CASCADE, related_name="painted_hours"
    )
    weekday = models.PositiveSmallIntegerField()
    half_hour = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=4, choices=State.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "weekday", "half_hour"], name="painted_hour_once"
            ),
            models.CheckConstraint(
                condition=Q(weekday__lte=6, half_hour__lte=47), name="painted_hour_in_week"
            ),
        ]

    def __str__(self) -> str:
        return f"painted {self.pk}"


class FeedToken(models.Model):
    """The private address of one person's calendar feed; a new one ends the old."""

    person = models.OneToOneField(
        "people.Person", on_delete=models.CASCADE, related_name="meeting_feed"
    )
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"feed {self.pk}"
