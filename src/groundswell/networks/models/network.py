"""A network and its sisters."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Network(models.Model):
    """One school's network: its name, its colour, and the official routes it always shows first."""

    class Colour(models.TextChoices):
        CLAY = "clay", _("Clay")
        PINE = "pine", _("Pine")
        OCHRE = "ochre", _("Ochre")
        INK = "ink", _("Ink blue")

    class Region(models.TextChoices):
        ENGLAND = "ENG", _("England")
        SCOTLAND = "SCT", _("Scotland")
        WALES = "WLS", _("Wales")
        NORTHERN_IRELAND = "NIR", _("Northern Ireland")

    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(max_length=60, unique=True)
    colour = models.CharField(max_length=10, choices=Colour.choices, default=Colour.CLAY)
    institution = models.CharField(max_length=160, blank=True)
    about = models.TextField(max_length=4000, blank=True)
    official_route_name = models.CharField(max_length=120, blank=True)
    official_route_url = models.URLField(blank=True, validators=[RegexValidator(r"^https?://")])
    emergency_text = models.CharField(max_length=300, blank=True)
    region = models.CharField(max_length=3, choices=Region.choices, default=Region.ENGLAND)
    time_zone = models.CharField(max_length=60, default="Europe/London")
    takes_requests = models.BooleanField(default=True)
    is_wall_public = models.BooleanField(default=True)
    is_synthetic = models.BooleanField(default=False)
    founded_on = models.DateField(default=timezone.localdate)
    made_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.name


class Sisterhood(models.Model):
    """Two networks that may show each other chosen meetings and projects. Each side says yes."""

    one = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    agreed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="sisterhood_once"),
            models.CheckConstraint(
                condition=~models.Q(one=models.F("other")), name="sisterhood_of_two"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} and {self.other_id}"
