"""The institution around a network: whom to ask, where people are placed, what the year looks like."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from groundswell.networks.models.membership import Cohort
from groundswell.networks.models.network import Network


class Office(models.Model):
    """Somebody who can be asked: head of school, library, trust education lead. The office outlives its holder."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="offices")
    name = models.CharField(max_length=160)
    holder = models.CharField(max_length=200, blank=True)
    email = models.EmailField(blank=True)
    note = models.TextField(max_length=1000, blank=True)
    is_closed = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["network", "name"], name="office_name_once")]

    def __str__(self) -> str:
        return self.name


class Department(models.Model):
    """A part of the school or of the university."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="departments")
    name = models.CharField(max_length=160)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["network", "name"], name="department_name_once")
        ]

    def __str__(self) -> str:
        return self.name


class PlacementSite(models.Model):
    """Where students are placed: a hospital, a practice, a community team."""

    class Kind(models.TextChoices):
        HOSPITAL = "hospital", _("Hospital")
        PRACTICE = "practice", _("General practice")
        COMMUNITY = "community", _("Community")

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="sites")
    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=9, choices=Kind.choices, default=Kind.HOSPITAL)
    provider = models.CharField(max_length=160, blank=True)
    # The provider's Freedom to Speak Up guardian (or whoever does that there), and who leads education.
    guardian = models.CharField(max_length=200, blank=True)
    guardian_contact = models.CharField(max_length=200, blank=True)
    education_lead = models.CharField(max_length=200, blank=True)
    education_lead_contact = models.CharField(max_length=200, blank=True)
    route_changed_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["network", "name"], name="site_name_once")]

    def __str__(self) -> str:
        return self.name


class CalendarEntry(models.Model):
    """A closure, an exam period, an observance or a placement block, for all or for one cohort."""

    class Kind(models.TextChoices):
        CLOSURE = "closure", _("Closed")
        EXAMS = "exams", _("Exams")
        OBSERVANCE = "observance", _("Observance")
        PLACEMENT = "placement", _("Placement")
        HOLIDAY = "holiday", _("Vacation")

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="calendar")
    cohort = models.ForeignKey(
        Cohort, on_delete=models.CASCADE, null=True, blank=True, related_name="calendar"
    )
    kind = models.CharField(max_length=10, choices=Kind.choices)
    name = models.CharField(max_length=120)
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        ordering = ["starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="entry_ends_after_start",
            )
        ]

    def __str__(self) -> str:
        return self.name
