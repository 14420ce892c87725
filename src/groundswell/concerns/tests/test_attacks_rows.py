"""Attacks on what is stored, by who reads or writes the database's files. Each worked once, or was tried in vain."""

from pathlib import Path

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.urls import reverse

from groundswell.concerns import access, sealing
from groundswell.concerns.apps import ConcernsConfig
from groundswell.concerns.disorder import scatter_rows, scattered
from groundswell.concerns.models import Concern, Item, Key, KeyRow, Unlocked
from groundswell.concerns.models.concern import Part
from groundswell.concerns.queries import messages
from groundswell.concerns.services import (
    anchor,
    messages_of,
    opened,
    problems_in,
    tidy,
    unlock,
    withdraw,
)
from groundswell.concerns.tests.factories import PASSPHRASE, at_desk, listening, raised
from groundswell.concerns.tests.factories import opened as by_receipt
from groundswell.vault.keys import new_pair

ON_SQLITE = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="this is about SQLite's own files"
)


@pytest.fixture(autouse=True)
def sealed_root(settings, tmp_path):
    settings.SEALED_ROOT = tmp_path


@ON_SQLITE
@pytest.mark.django_db(transaction=True)
def test_what_is_withdrawn_leaves_no_byte_in_the_files_of_the_database(cast, listener):
    _concern, receipt = raised(cast)
    written = [bytes(one)[:96] for one in Item.objects.values_list("sealed", flat=True)]
    written += [bytes(one)[:96] for one in KeyRow.objects.values_list("sealed", flat=True)]
    written.append(bytes(Key.objects.get(part="thread").for_raiser or b"")[:96])
    assert any(_is_on_disk(one) for one in written)
    withdraw(by=by_receipt(cast, receipt))
    tidy()
    assert not [one for one in written if _is_on_disk(one)]


def _is_on_disk(needle):
    found = Path(str(connection.settings_dict["NAME"]))
    files = [found, found.with_name(found.name + "-wal")]
    return any(needle in one.read_bytes() for one in files if one.exists())


@ON_SQLITE
@pytest.mark.django_db
def test_deleted_rows_are_written_over_where_it_counts():
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA secure_delete").fetchone()[0] == 1


@ON_SQLITE
def test_a_copy_of_the_file_does_not_say_which_was_raised_first(cast, listener, django_app_configs):
    scatter_rows(django_app_configs, using="default")
    scatter_rows(django_app_configs, using="default")
    order = [str(raised(cast, f"{n}")[0].pk.hex) for n in range(12)]
    for table in scattered(django_app_configs):
        assert table.startswith("concerns_")
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM concerns_concern ORDER BY rowid")
        found = [row[0] for row in cursor.fetchall()]
    assert sorted(found) == sorted(order)
    assert found != order


@pytest.fixture
def django_app_configs():
    from django.apps import apps

    found = apps.get_app_config("concerns")
    assert isinstance(found, ConcernsConfig)
    return found


def test_a_concern_that_vanished_is_still_missed_after_the_next_anchor_and_withdrawal(
    cast, listener
):
    with time_machine.travel("2026-03-02 10:00", tick=False):
        gone, _receipt = raised(cast)
        _stays, receipt = raised(cast)
    with time_machine.travel("2026-03-03 10:00", tick=False):
        anchor(cast.network.pk)
        assert list(problems_in(cast.network.pk)) == []
        Concern.objects.filter(pk=gone.pk).delete()  # by who writes to the database
        anchor(cast.network.pk)
    with time_machine.travel("2026-03-04 10:00", tick=False):
        anchor(cast.network.pk)
        withdraw(by=by_receipt(cast, receipt))
        assert "is gone or was changed" in " ".join(problems_in(cast.network.pk))


def test_what_was_withdrawn_by_its_raiser_is_not_missed(cast, listener):
    with time_machine.travel("2026-03-02 10:00", tick=False):
        _concern, receipt = raised(cast)
    with time_machine.travel("2026-03-03 10:00", tick=False):
        anchor(cast.network.pk)
        withdraw(by=by_receipt(cast, receipt))
        assert list(problems_in(cast.network.pk)) == []


def test_a_planted_key_row_shows_a_listener_nothing_rather_than_other_words(cast, listener):
    sade = listening(cast, cast.sade)
    concern, _receipt = raised(cast, "What was said")
    row = KeyRow.objects.select_related("key", "concern").get(listener=sade, key__part=Part.THREAD)
    planted = new_pair().private
    (other,) = sealing.rows_for(row.key, planted, concern, [sade])
    KeyRow.objects.filter(pk=row.pk).delete()
    other.save(force_insert=True)
    assert sealing.open_row(other, at_desk(sade).private).raw == planted.raw
    assert messages(at_desk(sade), concern) == []
    assert messages(at_desk(listener), concern)[0].text == "What was said"


def test_a_key_planted_for_the_raiser_alone_is_not_used(cast, listener):
    concern, receipt = raised(cast)
    key = Key.objects.get(concern=concern, part=Part.THREAD)
    key.for_raiser = sealing._seal_for_raiser(new_pair().private, key, concern)
    key.save()
    actor = access.open_by_receipt(cast.network, receipt)
    assert actor is not None
    assert actor.ring == {}
    assert messages_of(by=actor) == []


def test_signing_out_locks_the_desk_though_the_cookie_lives_on(cast, listener):
    browser = Client()
    browser.force_login(listener.person)
    _session, cookie = unlock(by=listener.person, listener=listener, passphrase=PASSPHRASE)
    browser.post(reverse("account_logout"))
    assert not Unlocked.objects.exists()
    assert opened(person=listener.person, listener=listener, cookie=cookie) is None


def test_the_cookie_of_one_listener_opens_nothing_for_another_nor_in_another_network(
    cast, listener
):
    sade = listening(cast, cast.sade)
    _session, cookie = unlock(by=listener.person, listener=listener, passphrase=PASSPHRASE)
    assert opened(person=cast.sade, listener=sade, cookie=cookie) is None
    Unlocked.objects.update(listener=sade)  # by who writes to the database
    thief = opened(person=cast.sade, listener=sade, cookie=cookie)
    concern, _receipt = raised(cast)
    assert thief is None or messages(thief, concern) == []
    assert opened(person=cast.femi, listener=listener, cookie="urn:uuid:x.y") is None
