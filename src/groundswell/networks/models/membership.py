"""Who belongs, from when to when, and who chairs."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groundswell.networks.models.network import Network


class Cohort(models.Model):
    """A year group, named by when it graduates; its timetable is shared by all in it."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="cohorts")
    name = models.CharField(max_length=80)
    graduates_on = models.DateField()

    class Meta:
        ordering = ["graduates_on"]
        constraints = [models.UniqueConstraint(fields=["network", "name"], name="cohort_name_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def has_graduated(self) -> bool:
        """Whether its day is past."""
        return self.graduates_on <= timezone.localdate()


class Membership(models.Model):
    """One person in one network for one stretch of time. A student who graduates starts a new one as alumni."""

    class Kind(models.TextChoices):
        STUDENT = "student", _("Student")
        STAFF = "staff", _("Staff")
        ALUMNI = "alumni", _("Alumni")
        PARTNER = "partner", _("Partner")

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="memberships")
    person = models.ForeignKey(
        "people.Person", on_delete=models.CASCADE, related_name="memberships"
    )
    kind = models.CharField(max_length=8, choices=Kind.choices)
    cohort = models.ForeignKey(
        Cohort, on_delete=models.SET_NULL, null=True, blank=True, related_name="memberships"
    )
    started_on = models.DateField(default=timezone.localdate)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
                name="membership_ends_after_start",
            ),
            models.UniqueConstraint(
                fields=["network", "person"], condition=Q(ended_on=None), name="membership_one_open"
            ),
        ]
        indexes = [models.Index(fields=["person", "network"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.person_id} in {self.network_id}"


class Term(models.Model):
    """A co-chair's term. Two students and two staff are usual; overlap at handover is wanted."""

    class Side(models.TextChoices):
        STUDENT = "student", _("Student co-chair")
        STAFF = "staff", _("Staff co-chair")

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="terms")
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="terms")
    side = models.CharField(max_length=8, choices=Side.choices)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    # Passed on: the term that takes over. The two overlap for some weeks, so that nothing is dropped.
    followed_by = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="follows"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="term_ends_after_start",
            )
        ]
        indexes = [models.Index(fields=["person", "network"])]

    def __str__(self) -> str:
        return f"{self.side} co-chair {self.person_id} of {self.network_id}"
