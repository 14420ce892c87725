"""Counting without reading: many at a time, once each, and nothing leads from a count to a concern."""

import pytest
import time_machine
from django.core import serializers

from groundswell.concerns import services
from groundswell.concerns.errors import ConcernError
from groundswell.concerns.exclusions import Exclusions
from groundswell.concerns.models import Concern, Release, Tally
from groundswell.concerns.quarters import last_quarter, quarter_of, quarters_in
from groundswell.concerns.queries import counted_in
from groundswell.concerns.services.counting import FEWEST, may_be_counted
from groundswell.concerns.tests.factories import at_desk, listening, opened, raised
from groundswell.kernel.clock import today
from groundswell.kernel.errors import NotAllowed

IN, AFTER = "2026-02-03T10:00:00+00:00", "2026-04-02T10:00:00+00:00"
QUARTER = quarter_of(__import__("datetime").date(2026, 2, 3))


@pytest.fixture
def clock():
    with time_machine.travel(IN, tick=False) as clock:
        yield clock


@pytest.fixture
def desk(clock, cast):
    return at_desk(listening(cast))


def closed(cast, desk, outcome="support", exclusions=None, **chosen):
    concern, receipt = raised(cast, exclusions=exclusions)
    if chosen:
        coded = {
            name: [value] if isinstance(value, str) else value for name, value in chosen.items()
        }
        services.triage(by=desk, concern=concern, chosen=coded)
    services.close(by=desk, concern=concern, outcome=outcome, text="We did what we could.")
    return concern, receipt


def shown(network):
    return {key: n for key, n in counted_in(network, QUARTER).items() if n}


def test_what_is_closed_is_counted_once_when_its_quarter_is_over(cast, desk, clock):
    for number in range(FEWEST):
        closed(cast, desk, route="official", kind=["name", "joke"] if number else ["name"])
    clock.move_to(AFTER)
    assert services.count_closed(by=desk, network=cast.network) == FEWEST
    assert services.count_closed(by=desk, network=cast.network) == 0
    assert shown(cast.network) == {
        ("on_time", "yes"): 5,
        ("outcome", "support"): 5,
        ("route", "official"): 5,
        ("kind", "several"): 4,
        ("kind", "name"): 1,
        ("source", "unsaid"): 5,
        ("setting", "unsaid"): 5,
        ("wish", "unsaid"): 5,
    }


def test_fewer_than_five_wait_and_are_counted_with_the_next_quarter(cast, desk, clock):
    for _ in range(FEWEST - 1):
        closed(cast, desk)
    clock.move_to(AFTER)
    assert services.count_closed(by=desk, network=cast.network) == 0
    assert not Tally.objects.exists()
    closed(cast, desk)
    assert services.count_closed(by=desk, network=cast.network) == 0
    clock.move_to("2026-07-02T10:00:00+00:00")
    assert services.count_closed(by=desk, network=cast.network) == FEWEST
    assert not shown(cast.network)


def test_nothing_is_counted_while_its_quarter_runs(cast, desk):
    for _ in range(FEWEST):
        closed(cast, desk)
    assert services.count_closed(by=desk, network=cast.network) == 0


def test_what_is_withdrawn_before_is_not_counted_and_what_is_open_again_waits(cast, desk, clock):
    _gone, receipt = closed(cast, desk)
    for _ in range(FEWEST):
        again, _receipt = closed(cast, desk)
    services.reopen(by=desk, concern=again)
    services.withdraw(by=opened(cast, receipt))
    clock.move_to(AFTER)
    assert services.count_closed(by=desk, network=cast.network) == 0


def test_what_is_withdrawn_after_it_was_counted_stays_a_number(cast, desk, clock):
    for _ in range(FEWEST):
        _one, receipt = closed(cast, desk)
    clock.move_to(AFTER)
    services.count_closed(by=desk, network=cast.network)
    before = shown(cast.network)
    services.withdraw(by=opened(cast, receipt))
    assert shown(cast.network) == before


def test_a_process_that_dies_between_counter_and_mark_counted_nothing(
    cast, desk, clock, monkeypatch
):
    for _ in range(FEWEST):
        closed(cast, desk)
    clock.move_to(AFTER)

    def die(*_args, **_facts):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("groundswell.concerns.services.counting.add_entry", die)
        with pytest.raises(KeyboardInterrupt):
            services.count_closed(by=desk, network=cast.network)
    assert not Tally.objects.exists()
    assert services.count_closed(by=desk, network=cast.network) == FEWEST


def test_counters_are_written_all_together_and_in_one_order_whatever_was_counted(cast, desk, clock):
    for number in range(FEWEST):
        closed(cast, desk, setting="gp" if number else "theatre")
    clock.move_to(AFTER)
    services.count_closed(by=desk, network=cast.network)
    rows = [(one.field, one.value, one.n) for one in Tally.objects.all()]
    assert {n for _, _, n in rows} >= {0, 1, 4, 5}
    in_all = {field: sum(n for f, _, n in rows if f == field) for field, _, _ in rows}
    assert set(in_all.values()) == {FEWEST}
    first = [(field, value) for field, value, _ in rows]
    Tally.objects.all().delete()
    Concern.objects.update(is_counted=False)
    services.count_closed(by=desk, network=cast.network)
    # SQLite scatters the rows of this room (see disorder.py): there is no order to compare.
    assert sorted((one.field, one.value) for one in Tally.objects.all()) == sorted(first)


def test_a_dump_leads_from_no_counter_to_a_concern(cast, desk, clock):
    concerns = [closed(cast, desk, setting="gp")[0] for _ in range(FEWEST)]
    clock.move_to(AFTER)
    services.count_closed(by=desk, network=cast.network)
    dump = serializers.serialize("json", Tally.objects.all())
    assert not [one for one in concerns if str(one.pk) in dump or one.pk.hex in dump]
    # All of a batch look alike: same mark, same day, one entry more in each chain.
    rows = Concern.objects.values_list("is_counted", "closed_on", "n_entries", "state")
    assert len(set(rows)) == 1


def test_who_is_kept_out_of_one_concern_finds_the_counters_of_a_world_without_it(cast, desk, clock):
    sade = at_desk(listening(cast, cast.sade))
    without = Exclusions(people=frozenset({cast.sade.pk}))
    for _ in range(FEWEST + 1):
        closed(cast, desk)
    for _ in range(FEWEST - 1):
        closed(cast, desk, exclusions=without)
    clock.move_to(AFTER)
    assert services.count_closed(by=desk, network=cast.network) == FEWEST + 1
    assert services.count_closed(by=sade, network=cast.network) == 0
    assert shown(cast.network)["outcome", "support"] == FEWEST + 1


def test_five_that_keep_somebody_out_are_counted_together(cast, desk, clock):
    listening(cast, cast.sade)
    without = Exclusions(people=frozenset({cast.sade.pk}))
    for _ in range(FEWEST):
        closed(cast, desk, exclusions=without)
    clock.move_to(AFTER)
    assert services.count_closed(by=desk, network=cast.network) == FEWEST


def test_who_began_to_listen_later_was_kept_out_of_nothing(cast, desk, clock):
    concerns = [closed(cast, desk)[0] for _ in range(FEWEST)]
    clock.move_to("2026-03-03T10:00:00+00:00")
    listening(cast, cast.sade)
    assert len(may_be_counted(concerns, cast.network)) == FEWEST


def test_nothing_is_added_to_a_quarter_that_is_looked_at_or_published(cast, desk, clock):
    clock.move_to(AFTER)
    days = {"starts_on": QUARTER.first, "ends_on": QUARTER.last}
    Release.objects.create(network=cast.network, **days)
    with pytest.raises(ConcernError, match="counted with the next"):
        services.count_closed(by=desk, network=cast.network)


def test_what_came_later_than_promised_is_counted_so(cast, desk, clock):
    concerns = [raised(cast)[0] for _ in range(FEWEST)]
    clock.move_to("2026-03-25T10:00:00+00:00")
    for concern in concerns:
        services.close(by=desk, concern=concern, outcome="silent", text="We wrote twice.")
    clock.move_to(AFTER)
    services.count_closed(by=desk, network=cast.network)
    assert shown(cast.network)["on_time", "no"] == FEWEST


def test_a_listener_of_another_network_and_a_member_count_nothing(cast, desk):
    with pytest.raises(NotAllowed):
        services.count_closed(by=desk, network=cast.other_network)
    with pytest.raises(NotAllowed):
        services.count_closed(by=cast.alice, network=cast.network)


def test_quarters_follow_each_other_without_a_gap():
    year = [str(one) for one in quarters_in(type(QUARTER).of("2025-11-05", "2026-04-01"))]
    assert year == [
        "2025-10-01 to 2025-12-31",
        "2026-01-01 to 2026-03-31",
        "2026-04-01 to 2026-06-30",
    ]
    assert last_quarter(today()).last < today()
