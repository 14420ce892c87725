"""Whom to tell at a placement site, and whether those who are placed there know."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from groundswell.networks.models.directory import PlacementSite
from groundswell.networks.models.membership import Cohort


class RouteStep(models.Model):
    """One step of a site's map: whom to tell, and how. Steps are tried in order, and any may be left out."""

    class Kind(models.TextChoices):
        CHARGE = "charge", _("The person in charge there")
        EDUCATOR = "educator", _("Your practice educator or supervisor")
        UNIVERSITY = "university", _("The university’s link for this site")
        GUARDIAN = "guardian", _("The guardian for speaking up")
        SYSTEM = "system", _("The local reporting system")

    site = models.ForeignKey(PlacementSite, on_delete=models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    who = models.CharField(max_length=200, blank=True)
    how = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["site", "kind"], name="route_step_once"),
            models.CheckConstraint(condition=~Q(who="", how=""), name="route_step_says_something"),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())


class RouteCheck(models.Model):
    """One question to students placed at a site: do you know whom to tell? Answers are three counters.

    Once it ends, the counters are emptied: ``figures`` holds what may be shown of them, small numbers hidden.
    """

    site = models.ForeignKey(PlacementSite, on_delete=models.CASCADE, related_name="checks")
    cohort = models.ForeignKey(
        Cohort, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    term_on = models.DateField()  # the first day of the term it was asked in
    opened_on = models.DateField()
    closes_on = models.DateField()
    is_open = models.BooleanField(default=True)
    n_knows = models.PositiveIntegerField(default=0)
    n_not_sure = models.PositiveIntegerField(default=0)
    n_no = models.PositiveIntegerField(default=0)
    figures = models.JSONField(null=True, blank=True)

    class Meta:
        ordering = ["-opened_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["site"], condition=Q(is_open=True), name="route_check_one_open"
            ),
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opened_on")), name="route_check_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"check {self.pk}"


class RouteAsked(models.Model):
    """Somebody asked, and whether they answered: never what. Deleted when the check ends."""

    check_asked = models.ForeignKey(RouteCheck, on_delete=models.CASCADE, related_name="asked")
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    has_answered = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["check_asked", "person"], name="route_asked_once")
        ]

    def __str__(self) -> str:
        return f"asked {self.pk}"
