"""Stories, given with consent that ends; and what a network puts first on its wall."""

from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

LONGEST_STORY = 4000


class Story(models.Model):
    """One person's story. It may be read only while its consent holds, by the audience they chose.

    Withdrawing empties the words here; no page, file or list keeps a copy.
    """

    class Audience(models.TextChoices):
        NETWORK = "network", _("Members of this network")
        SCHOOL = "school", _("Anybody signed in here, from any network")
        PUBLIC = "public", _("Anybody, on the public wall")

    network = models.ForeignKey(
        "networks.Network", on_delete=models.CASCADE, related_name="stories"
    )
    teller = models.ForeignKey(
        "people.Person", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    told_as = models.CharField(max_length=80, blank=True)
    text = models.TextField(
        max_length=LONGEST_STORY, validators=[MaxLengthValidator(LONGEST_STORY)], blank=True
    )
    change = models.ForeignKey(
        "projects.Change", on_delete=models.SET_NULL, null=True, blank=True, related_name="stories"
    )
    audience = models.CharField(max_length=7, choices=Audience.choices)
    consented_at = models.DateTimeField(default=timezone.now)
    expires_on = models.DateField()
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        "people.Person", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "stories"
        ordering = ["-published_at", "-pk"]
        indexes = [models.Index(fields=["network", "audience", "expires_on"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(text=""), name="story_withdrawn_is_empty"
            ),
            models.CheckConstraint(
                condition=~Q(withdrawn_at=None) | ~Q(text=""), name="story_has_words"
            ),
        ]

    def __str__(self) -> str:
        return f"story {self.pk}"


class FirstPage(models.Model):
    """What a network puts first on its wall."""

    network = models.OneToOneField("networks.Network", on_delete=models.CASCADE, related_name="+")
    change = models.ForeignKey(
        "projects.Change", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    def __str__(self) -> str:
        return f"first page of {self.network_id}"
