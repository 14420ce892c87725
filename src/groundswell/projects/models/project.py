"""A project, who carries it, and how it came to where it stands."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groundswell.projects.models.fields import LINE, LONG, PLAN, SHORT, by_whom, prose


class Stage(models.TextChoices):
    """How far a project has come. Paused and stopped stand beside the line."""

    RAISED = "raised", _("Raised")
    EXPLORING = "exploring", _("Exploring")
    CONSULTING = "consulting", _("Consulting")
    DOING = "doing", _("Doing")
    CHANGED = "changed", _("Changed")
    EMBEDDED = "embedded", _("Embedded")
    PAUSED = "paused", _("Paused")
    STOPPED = "stopped", _("Stopped")


class Project(models.Model):
    """Something students lead and staff support, from the first idea to a lasting change."""

    class Kind(models.TextChoices):
        CURRICULUM = "curriculum", _("Teaching")
        POLICY = "policy", _("Policy")
        PLACEMENT = "placement", _("Placement")
        CULTURE = "culture", _("Culture")
        OUTREACH = "outreach", _("Outreach")
        RESEARCH = "research", _("Research")

    network = models.ForeignKey(
        "networks.Network", on_delete=models.CASCADE, related_name="projects"
    )
    title = models.CharField(max_length=LINE)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    why = prose(LONG, blank=True)
    plan = prose(PLAN, blank=True)
    stage = models.CharField(max_length=10, choices=Stage.choices, default=Stage.RAISED)
    stage_reason = prose(SHORT, blank=True)
    outcome = prose(LONG, blank=True)
    # Where it came from: text its raiser approved, and what the meeting made of it. Never a link to a person.
    origin_text = models.CharField(max_length=500, blank=True)
    decision = models.ForeignKey(
        "meetings.Minute", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    agenda_item = models.ForeignKey(
        "meetings.AgendaItem", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    sponsor_office = models.ForeignKey(
        "networks.Office", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    started_on = models.DateField(default=timezone.localdate)
    touched_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-touched_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(stage__in=["changed", "embedded", "stopped"]) | ~Q(outcome=""),
                name="project_closes_with_outcome",
            ),
            models.CheckConstraint(
                condition=~Q(stage__in=["paused", "stopped"]) | ~Q(stage_reason=""),
                name="project_rests_with_reason",
            ),
        ]
        indexes = [models.Index(fields=["network", "stage", "-touched_at"])]

    def __str__(self) -> str:
        return self.title

    @property
    def is_under_way(self) -> bool:
        """Whether somebody is, or should be, working on it."""
        return self.stage in {Stage.RAISED, Stage.EXPLORING, Stage.CONSULTING, Stage.DOING}

    @property
    def is_plan_free(self) -> bool:
        """Whether the plan may simply be written: there is none, or nobody works to it yet."""
        return not self.plan or self.stage in {Stage.RAISED, Stage.EXPLORING}


class ProjectPart(models.Model):
    """One person's part in a project for one stretch of time."""

    class Role(models.TextChoices):
        LEAD = "lead", _("Student lead")
        MEMBER = "member", _("Takes part")
        SUPPORTER = "supporter", _("Supports")

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="parts")
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=9, choices=Role.choices)
    started_on = models.DateField(default=timezone.localdate)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "person"], condition=Q(ended_on=None), name="part_one_open"
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
                name="part_ends_after_start",
            ),
        ]
        indexes = [models.Index(fields=["person", "role"])]

    def __str__(self) -> str:
        return f"{self.role} {self.person_id} of {self.project_id}"


class StageMove(models.Model):
    """One step of a project from stage to stage: when, and why."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="moves")
    from_stage = models.CharField(max_length=10, choices=Stage.choices, blank=True)
    to_stage = models.CharField(max_length=10, choices=Stage.choices)
    why = prose(LONG, blank=True)
    by = by_whom()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.project_id}: {self.from_stage} to {self.to_stage}"


class Adaptation(models.Model):
    """A plan that met the world: the old one, the new one, and why. Part of the story, not a failure."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="adaptations")
    old_plan = prose(PLAN, blank=True)
    new_plan = prose(PLAN)
    why = prose(SHORT)
    by = by_whom()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"adaptation {self.pk} of {self.project_id}"


class Blocker(models.Model):
    """What resisted, and what moved it."""

    class Kind(models.TextChoices):
        PEOPLE = "people", _("People were not persuaded")
        RULE = "rule", _("A rule or policy")
        TIME = "time", _("Time")
        MONEY = "money", _("Money")
        STRUCTURE = "structure", _("Nobody's job to decide")
        PRACTICAL = "practical", _("Something practical")
        OTHER = "other", _("Something else")

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="blockers")
    what_resisted = prose(SHORT)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.OTHER)
    what_moved_it = prose(SHORT, blank=True)
    noted_on = models.DateField(default=timezone.localdate)
    moved_on = models.DateField(null=True, blank=True)
    by = by_whom()

    class Meta:
        ordering = ["noted_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(moved_on=None) | ~Q(what_moved_it=""), name="blocker_moved_by_something"
            ),
            models.CheckConstraint(
                condition=Q(moved_on=None) | Q(moved_on__gte=F("noted_on")),
                name="blocker_moved_after_noted",
            ),
        ]

    def __str__(self) -> str:
        return f"blocker {self.pk} of {self.project_id}"


class StudentComponent(models.Model):
    """A student-selected component of three to four weeks: brief, weeks, output."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="components")
    brief = prose(LONG)
    weeks = models.PositiveSmallIntegerField(default=4)
    starts_on = models.DateField(null=True, blank=True)
    n_students = models.PositiveSmallIntegerField(null=True, blank=True)
    output = prose(LONG, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(weeks__gte=3, weeks__lte=4), name="component_of_three_or_four_weeks"
            )
        ]

    def __str__(self) -> str:
        return f"component {self.pk} of {self.project_id}"


class ProjectShare(models.Model):
    """One project that one sister network may read, until it is taken back."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="shares")
    network = models.ForeignKey("networks.Network", on_delete=models.CASCADE, related_name="+")
    shared_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    by = by_whom()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "network"],
                condition=Q(ended_at=None),
                name="project_shared_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.project_id} with {self.network_id}"
