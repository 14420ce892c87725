"""Releases: whole quarters, looked at and then fixed; nothing in or between them pins a small number."""

import random
import subprocess

import pytest
import time_machine

from groundswell.analysis.disclose import Period, from_json
from groundswell.analysis.disclose.__main__ import work_out
from groundswell.audit.queries import acts_in
from groundswell.concerns import codes, services
from groundswell.concerns.errors import ConcernError
from groundswell.concerns.models import Release
from groundswell.concerns.queries import latest_release, quarters_to_release, unpublished
from groundswell.concerns.services.releasing import asked_of
from groundswell.concerns.tests.factories import at_desk, counted, listening
from groundswell.kernel.actors import can
from groundswell.kernel.errors import NotAllowed
from groundswell.kernel.models import News
from groundswell.kernel.permissions import Permission

WINTER = Period.of("2026-01-01", "2026-03-31")
SPRING = Period.of("2026-04-01", "2026-06-30")
State = Release.State


@pytest.fixture(autouse=True)
def day():
    with time_machine.travel("2026-08-03T10:00:00+00:00", tick=False):
        yield


@pytest.fixture
def desk(day, cast):
    return at_desk(listening(cast))


@pytest.fixture(autouse=True)
def in_this_program(request, monkeypatch):
    """Other tests run the other program itself; its start is what takes time."""
    if "own_program" not in request.fixturenames:
        monkeypatch.setattr("groundswell.concerns.services.releasing._run", work_out)
        fields = ("on_time", "outcome", "source")  # three of the seven; each takes its time
        monkeypatch.setattr("groundswell.concerns.services.releasing.COUNTED", fields)


def ready(desk, period=WINTER, policy="network"):
    release = services.ask_release(
        by=desk, network=desk.listener.network, period=period, policy=policy
    )
    services.work_out_releases()
    release.refresh_from_db()
    return release


def test_a_release_is_asked_for_worked_out_looked_at_and_published(cast, desk):
    counted(cast.network, 2026, 1, outcome={"support": 20, "formal": 2, "policy": 13})
    release = ready(desk)
    assert release.state == State.READY
    assert latest_release(cast.network) is None
    services.publish_release(by=desk, release=release)
    services.publish_release(by=desk, release=release)
    assert latest_release(cast.network) == release
    assert News.objects.filter(name="concerns.ReleasePublished").count() == 1
    outcome = from_json(release.figures["figures"][1])
    assert outcome.shape.title == "outcome"
    assert outcome[0, None].value == 20
    assert not [c for _, c in outcome.cells if c.value is not None and c.value < 5]


def test_who_published_stands_in_the_audit(cast, desk):
    counted(cast.network, 2026, 1, outcome={"support": 20})
    services.publish_release(by=desk, release=ready(desk))
    acts = [act.action for act in acts_in(cast.network.pk)]
    assert "release.published" in acts


def test_no_day_is_published_twice(cast, desk):
    counted(cast.network, 2026, 1, outcome={"support": 20})
    counted(cast.network, 2026, 4, outcome={"support": 22})
    services.publish_release(by=desk, release=ready(desk))
    with pytest.raises(ConcernError, match="no day is published twice"):
        ready(desk, Period(WINTER.first, SPRING.last))
    assert quarters_to_release(cast.network) == [SPRING]
    services.publish_release(by=desk, release=ready(desk, SPRING))


def test_what_is_published_stays(cast, desk):
    counted(cast.network, 2026, 1, outcome={"support": 20})
    release = ready(desk)
    services.publish_release(by=desk, release=release)
    before = Release.objects.values().get()
    services.drop_release(by=desk, release=release)
    services.work_out_releases()
    assert Release.objects.values().get() == before


@pytest.mark.parametrize(
    ("period", "policy", "words"),
    [
        (Period.of("2026-01-15", "2026-03-31"), "network", "whole quarters"),
        (Period.of("2026-07-01", "2026-09-30"), "network", "not over yet"),
        (WINTER, "formal", "at least 6 months"),
        (WINTER, "secret", "for whom"),
        (SPRING, "network", "Nothing is counted"),
    ],
)
def test_what_cannot_be_published_says_what_to_do(cast, desk, period, policy, words):
    counted(cast.network, 2026, 1, outcome={"support": 20})
    with pytest.raises(ConcernError, match=words):
        ready(desk, period, policy)
    assert not Release.objects.exists()


def test_figures_for_a_formal_report_are_rounded(cast, desk):
    counted(cast.network, 2026, 1, outcome={"support": 21, "policy": 13})
    release = ready(desk, Period(WINTER.first, SPRING.last), "formal")
    outcome = from_json(release.figures["figures"][1])
    assert {cell.value % 5 for _, cell in outcome.cells if cell.value is not None} == {0}


def test_asking_again_takes_the_place_of_what_was_looked_at(cast, desk):
    counted(cast.network, 2026, 1, outcome={"support": 20})
    counted(cast.network, 2026, 4, outcome={"support": 20})
    first = ready(desk)
    ready(desk, SPRING)
    assert unpublished(cast.network).get().starts_on == SPRING.first
    with pytest.raises(ConcernError, match="nothing to publish"):
        services.publish_release(by=desk, release=first)


def test_no_second_cut_is_laid_beside_one_that_was_looked_at(cast, desk):
    """A listener may be kept out of what was counted: two cuts of the same days would show them by difference."""
    counted(cast.network, 2026, 1, outcome={"support": 20})
    counted(cast.network, 2026, 4, outcome={"support": 20, "policy": 6})
    first = ready(desk)
    services.drop_release(by=desk, release=first)
    with pytest.raises(ConcernError, match="looked at already"):
        ready(desk, Period(WINTER.first, SPRING.last))
    with pytest.raises(ConcernError, match="looked at already"):
        ready(desk, Period(WINTER.first, SPRING.last), "formal")
    assert not unpublished(cast.network).exists()
    again = services.ask_release(by=desk, network=cast.network, period=WINTER, policy="network")
    assert (again.pk, again.state, again.figures) == (first.pk, State.READY, first.figures)
    services.publish_release(by=desk, release=again)
    assert latest_release(cast.network) == again


def test_a_program_that_fails_is_said_and_can_be_asked_again(cast, desk, monkeypatch):
    counted(cast.network, 2026, 1, outcome={"support": 20})

    def fail(_asked):
        raise ValueError("no solver")

    with monkeypatch.context() as patch:
        patch.setattr("groundswell.concerns.services.releasing._run", fail)
        assert ready(desk).state == State.REFUSED
    assert ready(desk).state == State.READY


@pytest.fixture
def own_program():
    """The figures are worked out where an installation does it."""


def test_the_program_beside_this_one_gets_counts_and_no_secret(
    cast, desk, own_program, monkeypatch, capfd
):
    counted(cast.network, 2026, 1, outcome={"support": 20, "formal": 7})
    seen, run = [], subprocess.run

    def watched(*args, **kwargs):
        seen.append(kwargs["env"])
        return run(*args, **kwargs)

    monkeypatch.setattr("subprocess.run", watched)
    assert ready(desk).state == State.READY
    assert set(seen[0]) <= {"PATH", "LANG", "SYSTEMROOT", "PYTHONPATH"}
    assert capfd.readouterr().out == ""


# ------------------------------------------------------------------ nothing small is given away


def splits(seed, n, parts):
    chance = random.Random(seed)
    cuts = sorted(chance.randint(0, n) for _ in range(parts - 1))
    return [b - a for a, b in zip([0, *cuts], [*cuts, n], strict=True)]


def could_be(figures):
    """For each row the counts a stranger cannot rule out, by trying every line of counts of a small table."""
    shown = dict(figures.cells)
    total = shown.pop((None, None))
    assert total.value is not None
    cells = list(shown.values())
    fits: list[set[int]] = [set() for _ in cells]
    # Sums that the rows before and after each row can reach: the same as trying every line, and quick.
    reach = [
        set(range(cell.low, (total.value if cell.high is None else cell.high) + 1))
        for cell in cells
    ]
    before = [{0}]
    for values in reach:
        before.append({a + b for a in before[-1] for b in values if a + b <= total.value})
    after = [{0}]
    for values in reversed(reach):
        after.append({a + b for a in after[-1] for b in values if a + b <= total.value})
    after.reverse()
    for row, values in enumerate(reach):
        fits[row] = {
            v for v in values for a in before[row] if total.value - a - v in after[row + 1]
        }
    return fits


@pytest.mark.parametrize("seed", range(3))
def test_no_table_of_a_release_and_no_succession_pins_a_small_count(cast, desk, seed):
    n = 21 + 7 * seed
    for number, period in enumerate((WINTER, SPRING)):
        outcome = splits(seed + 100 * number, n, 4)
        source = splits(seed + 50 + 100 * number, n, 5)
        counted(
            cast.network, 2026, period.first.month,
            outcome=dict(zip(list(codes.OUTCOME.choices)[:4], outcome, strict=True)),
            source=dict(zip(list(codes.TRIAGE["source"].choices)[:5], source, strict=True)),
            on_time={"no": seed},
        )  # fmt: skip
    for period in (WINTER, SPRING):
        release = ready(desk, period)
        assert release.state == State.READY
        services.publish_release(by=desk, release=release)
        for kept in release.figures["figures"]:
            figures = from_json(kept)
            if figures.withheld:
                continue
            for (_, cell), possible in zip(figures.cells, could_be(figures), strict=False):
                if cell.value is None and min(possible) < 5:
                    assert max(possible) - min(possible) >= 3
    # Quarters share no concern, so what is known of one says nothing of the other: no day is in both.
    first, second = Release.objects.order_by("starts_on")
    assert first.ends_on < second.starts_on


def test_what_is_handed_to_the_other_program_names_no_concern_and_no_network(cast, desk):
    counted(cast.network, 2026, 1, outcome={"support": 20})
    release = services.ask_release(by=desk, network=cast.network, period=WINTER, policy="network")
    assert set(asked_of(release)) == {
        "policy",
        "name",
        "first",
        "last",
        "tables",
        "earlier",
        "seconds",
    }
    assert cast.network.name not in str(asked_of(release))


def test_only_an_unlocked_listener_counts_and_publishes(cast, desk):
    counted(cast.network, 2026, 1, outcome={"support": 20})
    release = ready(desk)
    for verb in (services.publish_release, services.drop_release):
        with pytest.raises(NotAllowed):
            verb(by=cast.alice, release=release)
    with pytest.raises(NotAllowed):
        services.ask_release(by=cast.alice, network=cast.network, period=WINTER, policy="network")
    counted(cast.network, 2026, 4, outcome={"support": 20})
    services.ask_release(by=desk, network=cast.network, period=SPRING, policy="network")
    with pytest.raises(NotAllowed):
        services.work_out_releases(by=desk)
    assert can(desk, Permission.CONCERN_COUNT, cast.network)
    assert can(desk, Permission.RELEASE_PUBLISH, cast.network)
    assert not can(cast.alice, Permission.RELEASE_PUBLISH, cast.network)
    assert not can(desk, Permission.RELEASE_WORK_OUT, cast.network)
