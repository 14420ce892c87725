"""Publishing figures of a period: asked for, worked out elsewhere, looked at, and then fixed for good."""

import json
import os
import subprocess
import sys
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from groundswell.analysis.disclose import POLICIES, Period
from groundswell.audit.services import record
from groundswell.concerns import codes
from groundswell.concerns.errors import ConcernError
from groundswell.concerns.events import ReleasePublished
from groundswell.concerns.models import Release
from groundswell.concerns.quarters import last_quarter, quarters_in
from groundswell.concerns.queries import counted_in, published, releases_asked
from groundswell.concerns.services.counting import COUNTED, FEWEST
from groundswell.kernel.actors import SYSTEM, Actor, require
from groundswell.kernel.clock import today
from groundswell.kernel.events import announce
from groundswell.kernel.permissions import Permission

if TYPE_CHECKING:
    from groundswell.networks.models import Network

State = Release.State
SECONDS = 60.0
GRACE = 30.0


def ask_release(*, by: Actor, network: "Network", period: Period, policy: str) -> Release:
    """Have the figures of whole quarters worked out, to be looked at. An overlap is refused at once."""
    require(by, Permission.RELEASE_PUBLISH, network)
    _check(network, period, policy)
    try:
        with transaction.atomic():
            seen = _looked_at(network, period, policy)
            if seen is not None:
                return seen
            release = Release(
                network=network, starts_on=period.first, ends_on=period.last, policy=policy
            )
            release.full_clean(exclude=["network", "figures"], validate_constraints=False)
            Release.objects.filter(network=network, state__in=[State.ASKED, State.REFUSED]).delete()
            Release.objects.filter(network=network, state=State.READY).update(state=State.LEFT)
            release.save(force_insert=True)
            record(by, "release.asked", release)
    except IntegrityError as problem:
        raise _overlap(network, period) from problem
    return release


def _looked_at(network: "Network", period: Period, policy: str) -> Release | None:
    """The same figures, where they were looked at before. Another cut of those days would be taken from them."""
    rows = Release.objects.filter(network=network, state__in=[State.READY, State.LEFT])
    for one in rows.select_for_update():
        if not _days(one).overlaps(period):
            continue
        if (_days(one), one.policy) != (period, policy):
            raise ConcernError(
                _(
                    "%(first)s to %(last)s was looked at already. Another cut of these days, laid beside it, would "
                    "show what neither shows alone. Publish that one as it is, or choose quarters before or after it."
                )
                % {"first": date_format(one.starts_on), "last": date_format(one.ends_on)}
            )
        Release.objects.filter(network=network, state=State.READY).update(state=State.LEFT)
        one.state = State.READY
        one.save(update_fields=["state"])
        return one
    return None


def _check(network: "Network", period: Period, policy: str) -> None:
    if policy not in POLICIES:
        raise ConcernError(
            _("Choose for whom the figures are: the network’s page, or a formal report.")
        )
    whole = list(quarters_in(period))
    if (whole[0].first, whole[-1].last) != (period.first, period.last):
        raise ConcernError(
            _("Figures cover whole quarters of the year. Choose the first and the last of them.")
        )
    if period.last > last_quarter(today(network.time_zone)).last:
        raise ConcernError(
            _("%(day)s is not over yet, or its quarter is not. Wait, or choose an earlier one.")
            % {"day": date_format(period.last)}
        )
    months = POLICIES[policy].min_months
    if not period.covers_months(months):
        raise ConcernError(
            _("A formal report covers at least %(months)s months. Take a longer period.")
            % {"months": months}
        )
    if any(_days(one).overlaps(period) for one in published(network)):
        raise _overlap(network, period)
    if not any(counted_in(network, period).values()):
        raise ConcernError(
            _(
                "Nothing is counted in these quarters: fewer than %(fewest)s could be counted together. They are "
                "counted with the next quarter, so nothing is lost."
            )
            % {"fewest": FEWEST}
        )


def _overlap(network: "Network", period: Period) -> ConcernError:
    """Which release is in the way, and what to choose instead."""
    for one in published(network):
        if _days(one).overlaps(period):
            days = {"first": date_format(one.starts_on), "last": date_format(one.ends_on)}
            return ConcernError(
                _(
                    "%(first)s to %(last)s is published already. Taking one release from another would show the days "
                    "between, so no day is published twice. Choose quarters before or after it."
                )
                % days
            )
    return ConcernError(_("Somebody asked for this a moment ago. Open this page again."))


def _days(release: Release) -> Period:
    return Period(release.starts_on, release.ends_on)


def drop_release(*, by: Actor, release: Release) -> None:
    """Leave figures that were looked at unpublished. What is published stays."""
    require(by, Permission.RELEASE_PUBLISH, release.network)
    with transaction.atomic():
        rows = Release.objects.filter(pk=release.pk).exclude(state=State.PUBLISHED)
        if rows.exists():
            record(by, "release.dropped", release)
            # What was looked at stays, so that no other cut of the same days is ever laid beside it.
            rows.filter(state=State.READY).update(state=State.LEFT)
            rows.filter(state__in=[State.ASKED, State.REFUSED]).delete()


def publish_release(*, by: Actor, release: Release) -> None:
    """Publish what was looked at, exactly so. Published twice, it is published once."""
    require(by, Permission.RELEASE_PUBLISH, release.network)
    day = today(release.network.time_zone)
    with transaction.atomic():
        ready = Release.objects.filter(pk=release.pk, state=State.READY)
        if ready.update(state=State.PUBLISHED, published_on=day):
            record(by, "release.published", release)
            announce(ReleasePublished(release_id=str(release.pk), network_id=release.network_id))
        elif not Release.objects.filter(pk=release.pk, state=State.PUBLISHED).exists():
            raise ConcernError(
                _(
                    "There is nothing to publish any more: somebody left it, or asked for another period."
                )
            )


def work_out_releases(*, by: Actor = SYSTEM) -> int:
    """Work out what was asked for, one after another. Gives how many."""
    return sum(_work_out(by, pk) for pk in list(releases_asked().values_list("pk", flat=True)))


def _work_out(by: Actor, pk: UUID) -> bool:
    release = Release.objects.select_related("network").filter(pk=pk).first()
    if release is None:
        return False
    require(by, Permission.RELEASE_WORK_OUT, release.network)
    try:
        found = _run(asked_of(release))
    except (subprocess.SubprocessError, ValueError):
        found = {"failed": True}
    is_safe = bool(found.get("is_safe"))
    Release.objects.filter(pk=pk, state=State.ASKED).update(
        state=State.READY if is_safe else State.REFUSED, figures=found
    )
    return True


def asked_of(release: Release) -> dict[str, Any]:
    """What the other program is given: true counts, and what was published before."""
    period = _days(release)
    counts = counted_in(release.network, period)
    tables = []
    for name in COUNTED:
        labels = codes.counted_values(name)
        tables.append(
            {
                "title": name,
                "by": name,
                "labels": labels,
                "counts": [counts.get((name, v), 0) for v in labels],
            }
        )
    return {
        "policy": release.policy,
        "name": name_of(release.starts_on, release.ends_on),
        "first": period.first.isoformat(),
        "last": period.last.isoformat(),
        "tables": tables,
        "earlier": [one.figures for one in published(release.network)],
        "seconds": SECONDS,
    }


def name_of(first: date, last: date) -> str:
    """What a release is called where only its days matter."""
    return f"{first.isoformat()} to {last.isoformat()}"


def _run(asked: dict[str, Any]) -> dict[str, Any]:
    """In a program of its own: a solver's memory goes back, its time is bounded, and it prints nowhere.

    It is given what it needs to start and none of the installation's secrets.
    """
    surroundings = {k: v for k, v in os.environ.items() if k in {"PATH", "LANG", "SYSTEMROOT"}}
    done = subprocess.run(
        [sys.executable, "-m", "groundswell.analysis.disclose"],
        input=json.dumps(asked),
        env=surroundings | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        capture_output=True,
        text=True,
        timeout=SECONDS + GRACE,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found
