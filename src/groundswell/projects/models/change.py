"""A change: you said, we did, did it work. Policy and teaching keep what their readers need to check it."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groundswell.projects.models.fields import LINE, LONG, PLAN, SHORT, by_whom, prose
from groundswell.projects.models.project import Project


class Change(models.Model):
    """Something that is different now. ``shown_at`` puts it on the public wall."""

    class Kind(models.TextChoices):
        POLICY = "policy", _("Policy")
        CURRICULUM = "curriculum", _("Teaching")
        PRACTICE = "practice", _("Practice")
        PLACE = "place", _("Place")

    network = models.ForeignKey(
        "networks.Network", on_delete=models.CASCADE, related_name="changes"
    )
    project = models.ForeignKey(
        Project, on_delete=models.SET_NULL, null=True, blank=True, related_name="changes"
    )
    title = models.CharField(max_length=LINE)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    you_said = prose(SHORT)
    we_did = prose(LONG)
    did_it_work = prose(LONG, blank=True)
    changed_on = models.DateField(default=timezone.localdate)
    review_due_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField(default=timezone.now)
    shown_at = models.DateTimeField(null=True, blank=True)
    measured_at = models.DateTimeField(null=True, blank=True)
    by = by_whom()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-changed_on", "-pk"]
        indexes = [
            models.Index(fields=["network", "-changed_on"]),
            models.Index(fields=["network", "review_due_on"]),
        ]

    def __str__(self) -> str:
        return self.title


class PolicyClause(models.Model):
    """The clause before and after, who owns it, and when it is read again."""

    change = models.OneToOneField(Change, on_delete=models.CASCADE, related_name="clause")
    document = models.CharField(max_length=300)
    before = prose(PLAN)
    after = prose(PLAN)
    owner = models.CharField(max_length=200)
    review_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.document


class CurriculumEdit(models.Model):
    """A session, its owner, the gap, what was changed, and the audit that looks again."""

    change = models.OneToOneField(Change, on_delete=models.CASCADE, related_name="edit")
    session = models.CharField(max_length=200)
    owner = models.CharField(max_length=200)
    gap = prose(SHORT)
    change_made = prose(SHORT)
    reaudit_on = models.DateField(null=True, blank=True)
    reaudit_result = prose(SHORT, blank=True)

    def __str__(self) -> str:
        return self.session


class ChangeReview(models.Model):
    """The question that comes back: does it still hold?"""

    class Held(models.TextChoices):
        YES = "yes", _("Yes")
        PARTLY = "partly", _("Partly")
        NO = "no", _("No")

    change = models.ForeignKey(Change, on_delete=models.CASCADE, related_name="reviews")
    held = models.CharField(max_length=6, choices=Held.choices)
    text = prose(LONG)
    by = by_whom()
    on = models.DateField(default=timezone.localdate)

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="change_review_says_something")
        ]

    def __str__(self) -> str:
        return f"{self.held} for {self.change_id}"
