"""What is over its time goes with all it has; a hold of two stops that; what was deleted never returns."""

import uuid
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings as live
from django.db import connection
from django.urls import reverse

from groundswell.concerns import cleaning
from groundswell.concerns.errors import ConcernError, Held
from groundswell.concerns.models import Anchor, Concern, Entry, File, Hold, Item, KeyRow, Purged
from groundswell.concerns.queries import messages
from groundswell.concerns.services import (
    Attached,
    anchor,
    answer_hold,
    answer_lift,
    ask_hold,
    ask_lift,
    attach_file,
    files,
    forgotten,
    keep_list,
    kept_until,
    let_go,
    norms_of,
    problems_in,
    purging,
    rehearsal,
    replay,
    set_retention,
    tidy,
    withdraw,
)
from groundswell.concerns.tasks import let_go_of_old, tidy_up
from groundswell.concerns.tests.factories import at_desk, listening, opened, raised
from groundswell.kernel.actors import SYSTEM
from groundswell.kernel.clock import today
from groundswell.kernel.errors import NotAllowed
from groundswell.kernel.permissions import GRANTS, Permission, Role


@pytest.fixture(autouse=True)
def sealed_root(settings, tmp_path, monkeypatch):
    settings.SEALED_ROOT = tmp_path / "sealed"
    monkeypatch.setattr(files, "copy_of", lambda _data, _suffix: cleaning.Copy(why="unknown"))
    return settings.SEALED_ROOT


def closed(cast, ago, **words):
    concern, receipt = raised(cast, **words)
    day = today() - timedelta(days=ago)
    Concern.objects.filter(pk=concern.pk).update(state="closed", closed_on=day, due_on=None)
    concern.refresh_from_db()
    return concern, receipt


def held(cast, listener):
    other = listening(cast, cast.sade)
    concern, receipt = raised(cast)
    hold = ask_hold(
        by=at_desk(listener), concern=concern, reason="A court asks", review_on=date(2100, 1, 1)
    )
    answer_hold(by=at_desk(other), hold=hold, agrees=True)
    concern.refresh_from_db()
    return concern, receipt, Hold.objects.select_related("concern__network").get(), other


def test_without_a_name_a_year_and_with_one_six_after_closing(cast, listener):
    short, _receipt = closed(cast, 0)
    long, _receipt = closed(cast, 0, contact="a number")
    norms = norms_of(cast.network)
    assert kept_until(short, norms) == short.closed_on.replace(year=short.closed_on.year + 1)
    assert kept_until(long, norms) == long.closed_on.replace(year=long.closed_on.year + 6)
    assert kept_until(raised(cast)[0], norms) is None


def test_a_rehearsal_counts_and_changes_nothing_then_what_is_over_goes(cast, listener, sealed_root):
    over, receipt = closed(cast, 400)
    attach_file(by=opened(cast, receipt), attached=Attached("a.txt", b"words"))
    kept = [closed(cast, 300)[0], closed(cast, 400, name="Zebra")[0], raised(cast)[0]]
    due = rehearsal(cast.network, today())
    assert (due.anonymous, due.named, due.held) == (1, 0, 0)
    assert Concern.objects.count() == 4
    assert let_go(by=SYSTEM, network=cast.network) == 1
    assert set(Concern.objects.values_list("pk", flat=True)) == {one.pk for one in kept}
    assert not File.objects.exists()
    assert [pk for pk, *_rest in forgotten()] == [over.pk]


def test_nobody_but_the_clock_lets_go(cast, listener):
    closed(cast, 400)
    assert [role for role, may in GRANTS.items() if Permission.CONCERN_PURGE in may] == [
        Role.SYSTEM
    ]
    for person in (cast.alice, cast.femi, cast.bob):
        with pytest.raises(NotAllowed):
            let_go(by=person, network=cast.network)
    assert Concern.objects.count() == 1


def test_a_shorter_time_deletes_nothing_for_thirty_days(cast, listener):
    concern, _receipt = closed(cast, 100)
    set_retention(by=cast.alice, network=cast.network, anonymous_months=1, named_years=1)
    assert let_go(by=SYSTEM, network=cast.network) == 0
    assert kept_until(concern, norms_of(cast.network)) == today() + timedelta(days=30)
    with pytest.raises(NotAllowed):
        set_retention(by=cast.bob, network=cast.network, anonymous_months=1, named_years=1)
    with pytest.raises(NotAllowed):
        let_go(by=cast.bob, network=cast.network)


def test_a_hold_takes_two_stops_withdrawal_and_purge_and_the_raiser_reads_it(cast, listener):
    concern, receipt, _hold, _other = held(cast, listener)
    assert Permission.CONCERN_HOLD in GRANTS[Role.LISTENER]
    with pytest.raises(Held):
        withdraw(by=opened(cast, receipt))
    Concern.objects.filter(pk=concern.pk).update(
        state="closed", closed_on=date(2000, 1, 1), due_on=None
    )
    assert let_go(by=SYSTEM, network=cast.network) == 0
    assert rehearsal(cast.network, today()).held == 1
    said = [one.text for one in messages(opened(cast, receipt), concern)]
    assert any("Two listeners placed a legal hold" in one for one in said)
    assert not any("A court asks" in one for one in said)
    assert not list(problems_in(cast.network.pk))


def test_whoever_asked_cannot_agree_to_place_or_to_lift(cast, listener):
    listening(cast, cast.sade)
    concern, _receipt = raised(cast)
    hold = ask_hold(by=at_desk(listener), concern=concern, reason="Why", review_on=date(2100, 1, 1))
    with pytest.raises(ConcernError, match="another listener"):
        answer_hold(by=at_desk(listener), hold=hold, agrees=True)
    with pytest.raises(ConcernError, match="stands or is asked for"):
        ask_hold(by=at_desk(listener), concern=concern, reason="Why", review_on=date(2100, 1, 1))
    with pytest.raises(ConcernError, match="later one"):
        ask_hold(by=at_desk(listener), concern=concern, reason="Why", review_on=today())
    answer_hold(by=at_desk(listener), hold=hold, agrees=False)
    concern.refresh_from_db()
    assert not concern.is_held


def test_lifting_takes_two_too(cast, listener):
    _concern, receipt, hold, other = held(cast, listener)
    ask_lift(by=at_desk(other), hold=hold, reason="It is over")
    with pytest.raises(ConcernError, match="another listener"):
        answer_lift(by=at_desk(other), hold=hold, agrees=True)
    answer_lift(by=at_desk(listener), hold=hold, agrees=False)
    ask_lift(by=at_desk(other), hold=hold, reason="It is over")
    answer_lift(by=at_desk(listener), hold=hold, agrees=True)
    with pytest.raises(ConcernError, match="answered meanwhile"):
        answer_lift(by=at_desk(listener), hold=hold, agrees=True)
    withdraw(by=opened(cast, receipt))
    assert not Concern.objects.exists()


def test_a_hold_is_asked_for_and_agreed_to_on_the_listeners_page(unlocked_client, cast, listener):
    other = listening(cast, cast.sade)
    concern, receipt = raised(cast)
    url = reverse("concerns:concern", args=["tidewell", concern.pk])
    asked = {"do": "hold_ask", "reason": "A court asks", "review_on": "soon"}
    wrong = unlocked_client.post(url, asked).content.decode()
    assert "such as 2027-03-01" in wrong
    assert "A court asks" in wrong
    unlocked_client.post(url, asked | {"review_on": "2100-01-01"})
    assert "another listener" in unlocked_client.post(url, {"do": "hold_agree"}).content.decode()
    hold = Hold.objects.select_related("concern__network").get()
    answer_hold(by=at_desk(other), hold=hold, agrees=True)
    assert "A hold stands" in unlocked_client.get(url).content.decode()
    unlocked_client.post(url, {"do": "hold_ask", "reason": "It is over"})
    assert "The hold goes on" in unlocked_client.post(url, {"do": "hold_refuse"}).content.decode()
    page = unlocked_client.post(reverse("concerns:back", args=["tidewell"]), {"receipt": receipt})
    assert "A legal hold is on this" in page.content.decode()


def test_a_closed_concern_says_until_when_it_is_kept(client, cast, listener):
    _concern, receipt = closed(cast, 3)
    page = client.post(reverse("concerns:back", args=["tidewell"]), {"receipt": receipt})
    assert "This is kept until" in page.content.decode()


def test_what_a_backup_brings_back_is_forgotten_again_once(cast, listener, tmp_path):
    concern, _receipt = raised(cast)
    elsewhere, _receipt = raised(cast)
    kept, _receipt = raised(cast)
    purging.note_forgotten(concern.pk, cast.network.pk, today())
    other = tmp_path / "other.txt"
    other.write_text(f"{elsewhere.pk} {cast.network.pk} 2026-01-01\nhalf a li")
    Purged.objects.create(id=uuid.uuid4(), network=cast.network, on=today())
    keep_list([other])
    keep_list([other])
    assert len(list(forgotten())) == 3
    assert replay([other]) == 2
    assert replay() == 0
    assert Concern.objects.get() == kept


def test_forgetting_one_leaves_the_anchor_right_and_reads_no_other_chain(
    cast, listener, django_assert_max_num_queries
):
    gone, receipt = raised(cast)
    others = [raised(cast)[0] for _number in range(3)]
    yesterday = today() - timedelta(days=1)
    Entry.objects.update(on=yesterday)
    for entry in Entry.objects.all():  # written yesterday, so to say
        from groundswell.concerns.digests import digest_of

        entry.digest = digest_of(entry, "")
        entry.save()
        Concern.objects.filter(pk=entry.concern_id).update(head=entry.digest)
    anchor(cast.network.pk)
    assert not list(problems_in(cast.network.pk))
    by = opened(cast, receipt)
    before = Anchor.objects.get().digest
    withdraw(by=by)
    assert Anchor.objects.get().digest != before
    assert not list(problems_in(cast.network.pk))
    Concern.objects.filter(pk=others[0].pk).delete()
    assert "gone" in next(iter(problems_in(cast.network.pk)))
    assert gone.pk not in Concern.objects.values_list("pk", flat=True)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="looks at the bytes of SQLite's files")
def test_after_one_cycle_no_byte_of_what_was_withdrawn_is_in_the_database_file(
    cast, listener, sealed_root
):
    _concern, receipt = raised(cast, "x" * 3000)
    attach_file(by=opened(cast, receipt), attached=Attached("a.txt", b"words" * 999))
    traces = [
        bytes(row)[-64:]
        for model in (Item, KeyRow, File)
        for row in model.objects.values_list("sealed", flat=True)
    ]
    traces += [bytes(one)[-64:] for one in File.objects.values_list("original_key", flat=True)]
    tidy()
    assert all(any(trace in data for data in stored()) for trace in traces)
    withdraw(by=opened(cast, receipt))
    let_go_of_old()
    tidy_up()
    assert not any(trace in data for data in stored() for trace in traces)
    assert not [path for path in sealed_root.rglob("files/*/*") if path.is_file()]


def stored():
    name = Path(str(connection.settings_dict["NAME"]))
    assert live.DATABASES["default"]["ENGINE"].endswith("sqlite3")
    return [path.read_bytes() for path in name.parent.glob(f"{name.name}*")]


def test_members_read_how_long_notes_are_kept_and_co_chairs_set_it(client, cast, listener):
    url = reverse("concerns:kept", args=["tidewell"])
    assert client.get(url).status_code == 302
    client.force_login(cast.bob)
    assert "12 months" in client.get(url).content.decode()
    assert "<form" not in client.get(url).content.decode().split("<main", 1)[1]
    assert client.post(url, {"anonymous_months": 6, "named_years": 3}).status_code == 403
    client.force_login(cast.alice)
    assert 'aria-invalid="true"' in client.post(url, {"anonymous_months": 0}).content.decode()
    page = client.post(url, {"anonymous_months": 6, "named_years": 3}).content.decode()
    assert "6 months" in page
    assert norms_of(cast.network).named_years == 3
    client.force_login(cast.charlie)
    assert client.get(url).status_code == 404
