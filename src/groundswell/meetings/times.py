"""Times as people say them, always with the zone they are in."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

from django.utils import formats
from django.utils.translation import gettext as _

OFFERED_ZONES = (
    "Europe/London",
    "Europe/Dublin",
    "Europe/Paris",
    "Europe/Athens",
    "Africa/Lagos",
    "Africa/Accra",
    "Africa/Cairo",
    "Africa/Nairobi",
    "Africa/Johannesburg",
    "Asia/Dubai",
    "Asia/Karachi",
    "Asia/Kolkata",
    "Asia/Dhaka",
    "Asia/Kuala_Lumpur",
    "Asia/Hong_Kong",
    "Asia/Tokyo",
    "Australia/Sydney",
    "Pacific/Auckland",
    "America/New_York",
    "America/Jamaica",
    "America/Toronto",
    "America/Chicago",
    "America/Los_Angeles",
    "America/Sao_Paulo",
)
ZONE_COOKIE = "groundswell_zone"


def known_zone(name: str | None) -> str | None:
    """The name, if it is one of a time zone."""
    return name if name and name in available_timezones() else None


def zone_words(zone: str) -> str:
    """A zone as people call it: ``London time``."""
    return _("%(place)s time") % {"place": zone.rpartition("/")[2].replace("_", " ")}


def day_words(moment: datetime, zone: str) -> str:
    """``Wednesday 9 December``."""
    return formats.date_format(moment.astimezone(ZoneInfo(zone)), "l j F")


def clock_words(moment: datetime, zone: str) -> str:
    """``17:30``."""
    return formats.date_format(moment.astimezone(ZoneInfo(zone)), "H:i")


def when_words(starts_at: datetime, ends_at: datetime | None, zone: str) -> str:
    """``Wednesday 9 December, 17:30 to 18:30``; the year when it is far away."""
    local = starts_at.astimezone(ZoneInfo(zone))
    far = abs(starts_at - datetime.now(ZoneInfo(zone))) > timedelta(days=240)
    words = (
        f"{formats.date_format(local, 'l j F Y' if far else 'l j F')}, {clock_words(local, zone)}"
    )
    if ends_at is None:
        return words
    return _("%(start)s to %(end)s") % {"start": words, "end": clock_words(ends_at, zone)}


def is_real(moment: datetime) -> bool:
    """Whether a wall-clock time exists: the hour that is skipped in spring does not."""
    back = moment.astimezone(ZoneInfo("UTC")).astimezone(moment.tzinfo)
    return back.replace(tzinfo=None, fold=0) == moment.replace(tzinfo=None, fold=0)


def zone_choices(*first: str) -> list[tuple[str, str]]:
    """Zones to choose from, the likely ones first."""
    names = dict.fromkeys([*first, *OFFERED_ZONES])
    return [(name, zone_words(name)) for name in names]
