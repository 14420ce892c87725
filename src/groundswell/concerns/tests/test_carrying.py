"""Into change: only words a raiser approved, only after their delay, and nobody can walk back."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.core import serializers
from django.db import models
from django.utils import timezone

from groundswell.audit.models import Act as Act
from groundswell.concerns.errors import ConcernError, SealedShut
from groundswell.concerns.models import Carried, Concern
from groundswell.concerns.queries import messages, ways_of
from groundswell.concerns.sealing import open_waiting
from groundswell.concerns.services import (
    answer_referral,
    approve_words,
    carry_down,
    open_suggestions,
    problems_in,
    refuse_words,
    suggest_words,
    take_back,
)
from groundswell.concerns.services.carrying import DELAYS, JITTER
from groundswell.concerns.tests.factories import at_desk, listening, opened, raised
from groundswell.kernel.actors import SYSTEM, can
from groundswell.kernel.clock import today
from groundswell.kernel.errors import NotAllowed
from groundswell.kernel.permissions import Permission
from groundswell.meetings.models import AgendaItem
from groundswell.meetings.services import close_item, schedule_item
from groundswell.meetings.tests.factories import MeetingFactory
from groundswell.projects.services import start_project

TITLE, TEXT = "Kara in theatre", "Which pieces may stay on, and who says so?"


@pytest.fixture
def both(cast, desk):
    """The raiser and the listener, with words suggested."""
    concern, receipt = raised(cast, "Zebrafinch said it in theatre nine.")
    suggest_words(by=desk, concern=concern, title=TITLE, text=TEXT, number=uuid.uuid4())
    return opened(cast, receipt), desk


def waiting(raiser):
    (one,) = open_suggestions(messages(raiser, raiser.concern))
    return one


def approve(raiser, days=14, kind="matter", title=TITLE, text=TEXT):
    suggested = waiting(raiser).pk
    approve_words(by=raiser, suggested=suggested, title=title, text=text, kind=kind, days=days)
    return Carried.objects.get()


def later(time_machine, days):
    time_machine.move_to(timezone.now() + timedelta(days=days), tick=False)


def test_nothing_goes_without_the_raisers_yes(both, time_machine):
    later(time_machine, 400)
    assert carry_down() == 0
    assert not AgendaItem.objects.exists()


@pytest.mark.parametrize("kind", ["matter", "project", "ask"])
def test_approved_words_go_once_after_the_delay_as_what_was_chosen(both, time_machine, kind):
    raiser, _desk = both
    carried = approve(raiser, days=14, kind=kind, title="Headwear and kara")
    later(time_machine, 13)
    assert carry_down() == 0
    later(time_machine, JITTER)
    assert (carry_down(), carry_down()) == (1, 0)
    item = AgendaItem.objects.get()
    assert (item.title, item.text, item.kind) == ("Headwear and kara", TEXT, kind)
    assert (item.raised_as, item.proposed_by) == ("Raised with a listener", None)
    carried.refresh_from_db()
    assert (carried.state, bytes(carried.sealed), carried.agenda_item) == ("gone", b"", item)


@pytest.mark.parametrize("days", DELAYS)
def test_the_day_is_the_delay_and_up_to_a_week_by_chance(both, days):
    carried = approve(both[0], days=days)
    assert days <= (carried.go_on - today()).days < days + JITTER


def test_what_waits_stands_in_no_dump_and_opens_with_the_secret_alone(both, settings):
    carried = approve(both[0])
    rows = [
        row
        for table in apps.get_models()
        for row in serializers.serialize("json", table._base_manager.all())
    ]
    assert TITLE not in "".join(rows)
    assert TEXT not in "".join(rows)
    assert open_waiting(carried)["title"] == TITLE
    settings.SEALED_AUDIT_KEYS = type(settings.SEALED_AUDIT_KEYS)(
        settings.SEALED_AUDIT_KEYS.name, {carried.generation: b"x" * 32}
    )
    with pytest.raises(SealedShut):
        open_waiting(carried)


def test_a_waiting_text_moved_to_another_row_does_not_open(both):
    carried = approve(both[0])
    moved = Carried(network=carried.network, go_on=carried.go_on, generation=carried.generation)
    moved.sealed = carried.sealed
    with pytest.raises(SealedShut):
        open_waiting(moved)


def test_no_column_leads_from_the_open_to_a_concern_or_back(both, time_machine):
    raiser, _desk = both
    carried = approve(raiser)
    later(time_machine, 30)
    carry_down()
    item = AgendaItem.objects.get()
    pk = str(raiser.concern.pk)
    for row in (*Act.objects.all(), carried, item):
        held = [str(getattr(row, field.attname)) for field in row._meta.concrete_fields]
        assert not any(pk in value or pk.replace("-", "") in value for value in held)
    reachable: set[Any] = {AgendaItem, Carried}
    seen: set[Any] = set()
    while reachable:
        table = reachable.pop()
        seen.add(table)
        reachable |= {
            field.related_model
            for field in table._meta.concrete_fields
            if field.is_relation and field.related_model not in seen
        }
    assert Concern not in seen
    for table in apps.get_app_config("concerns").get_models():
        pointed = {f.related_model for f in table._meta.concrete_fields if f.is_relation}
        assert Carried not in pointed
        assert AgendaItem not in pointed or table is Carried


def test_what_goes_on_one_day_goes_in_no_order_of_raising(cast, desk, time_machine):
    for n in range(6):
        concern, receipt = raised(cast)
        suggest_words(by=desk, concern=concern, title=f"Words {n}")
        raiser = opened(cast, receipt)
        suggested = waiting(raiser).pk
        approve_words(
            by=raiser, suggested=suggested, title=f"Words {n}", text="", kind="matter", days=7
        )
    later(time_machine, 20)
    carry_down()
    by_row = list(Carried.objects.order_by("agenda_item").values_list("pk", flat=True))
    assert by_row == sorted(by_row)  # the order of random ids
    assert not any(isinstance(f, models.DateTimeField) for f in Carried._meta.concrete_fields)


def test_a_veto_before_the_day_means_it_never_goes_and_nothing_of_it_stays(both, time_machine):
    raiser, _desk = both
    carried = approve(raiser)
    assert take_back(by=raiser, carried_id=carried.pk) == "never"
    later(time_machine, 60)
    assert carry_down() == 0
    carried.refresh_from_db()
    assert (carried.state, bytes(carried.sealed)) == ("vetoed", b"")


def test_a_veto_afterwards_takes_it_off_the_agenda_while_it_waits(both, time_machine):
    raiser, _desk = both
    carried = approve(raiser)
    later(time_machine, 30)
    carry_down()
    assert take_back(by=raiser, carried_id=carried.pk) == "dropped"
    assert AgendaItem.objects.get().state == "dropped"


def test_a_veto_of_what_was_talked_about_is_read_by_the_listeners(cast, both, time_machine):
    raiser, desk = both
    carried = approve(raiser)
    later(time_machine, 30)
    carry_down()
    item = AgendaItem.objects.get()
    schedule_item(by=cast.alice, item=item, meeting=MeetingFactory(network=cast.network))
    close_item(by=cast.alice, item=item, outcome="A group is made.")
    assert take_back(by=raiser, carried_id=carried.pk) == "asked"
    assert messages(desk, raiser.concern)[-1].content["done"] == "asked"


def test_nobody_takes_back_what_is_another_raisers(cast, both):
    raiser, _desk = both
    carried = approve(raiser)
    other = opened(cast, raised(cast)[1])
    with pytest.raises(ConcernError):
        take_back(by=other, carried_id=carried.pk)
    carried.refresh_from_db()
    assert carried.state == "waiting"


def test_the_raiser_follows_it_into_a_project(cast, both, time_machine):
    raiser, _desk = both
    approve(raiser)
    (way,) = ways_of(messages(raiser, raiser.concern))
    assert (way.steps, "Waiting" in way.stands) == ([], True)
    later(time_machine, 30)
    carry_down()
    item = AgendaItem.objects.get()
    start_project(
        by=cast.alice, network=cast.network, title="Kara", kind="policy", agenda_item=item
    )
    (way,) = ways_of(messages(raiser, raiser.concern))
    assert [step["label"] for step in way.steps][:2] == ["raised", "heard"]
    assert way.steps[0]["reached"]


def test_words_are_answered_once(both):
    raiser, _desk = both
    suggested = waiting(raiser).pk
    refuse_words(by=raiser, suggested=suggested, text="Too close to me.")
    with pytest.raises(ConcernError, match="answered already"):
        approve_words(by=raiser, suggested=suggested, title="x", text="", kind="matter", days=7)
    assert not Carried.objects.exists()


@pytest.mark.parametrize(
    "wrong", [{"days": 1}, {"kind": "celebrate"}, {"title": " "}, {"title": "x" * 200}]
)
def test_what_is_not_on_the_list_is_refused_and_nothing_waits(both, wrong):
    raiser, _desk = both
    words = {"title": "x", "text": "", "kind": "matter", "days": 7, **wrong}
    with pytest.raises(ConcernError):
        approve_words(by=raiser, suggested=waiting(raiser).pk, **words)
    assert not Carried.objects.exists()


def test_a_double_click_suggests_once(both):
    raiser, desk = both
    number = uuid.uuid4()
    for _click in range(2):
        suggest_words(by=desk, concern=raiser.concern, title="Again", number=number)
    assert len(open_suggestions(messages(raiser, raiser.concern))) == 2
    assert list(problems_in(raiser.concern.network_id)) == []


def test_who_may_suggest_agree_and_carry(cast, both):
    raiser, desk = both
    network, concern = cast.network, raiser.concern
    for permission in (
        Permission.CONCERN_CARRY,
        Permission.CONCERN_REFER,
        Permission.CONCERN_RISK,
    ):
        assert can(desk, permission, network, about=concern)
        assert not can(cast.alice, permission, network, about=concern)
        assert not can(raiser, permission, network, about=concern)
    assert can(SYSTEM, Permission.CONCERN_CARRY, network)
    assert can(raiser, Permission.CONCERN_AGREE, network, about=concern)
    assert not can(desk, Permission.CONCERN_AGREE, network, about=concern)
    with pytest.raises(NotAllowed):
        answer_referral(by=desk_as_raiser(desk, concern), referral_id=uuid.uuid4(), is_agreed=True)


def desk_as_raiser(desk, concern):
    """A listener who tries to say the raiser's yes."""
    desk_like = at_desk(desk.listener)
    object.__setattr__(desk_like, "concern", concern)
    return desk_like


def test_a_listener_without_a_key_cannot_suggest(cast, both):
    raiser, _desk = both
    sade = at_desk(listening(cast, cast.sade))
    with pytest.raises(SealedShut):
        suggest_words(by=sade, concern=raiser.concern, title="x")
