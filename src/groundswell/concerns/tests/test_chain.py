"""The room's own chain: checked by who holds the key, read by listeners, changed by nobody unseen."""

import time_machine

from groundswell.concerns.digests import commitment_of
from groundswell.concerns.models import Concern, Entry
from groundswell.concerns.queries import entries_of
from groundswell.concerns.services import anchor, problems_in, write_more
from groundswell.concerns.tests.factories import opened, raised

OUTSIDE = {"number", "on", "is_whole", "is_next", "head"}  # beside what is sealed


def problems(cast):
    return list(problems_in(cast.network.pk))


def test_a_whole_chain_has_no_problems_and_listeners_read_it(cast, listener, desk):
    concern, receipt = raised(cast)
    write_more(by=opened(cast, receipt), text="More")
    anchor(cast.network.pk)
    assert problems(cast) == []
    assert [entry["act"] for entry in entries_of(desk, concern)] == ["sent", "raiser wrote"]
    assert {entry["by"] for entry in entries_of(desk, concern)} == {"raiser"}


def test_the_commitment_is_to_what_is_sealed(cast, listener, desk):
    concern, _receipt = raised(cast)
    (read,) = entries_of(desk, concern)
    content = {key: value for key, value in read.items() if key not in OUTSIDE}
    assert commitment_of(content) == Entry.objects.get().commitment


def test_a_changed_an_added_and_a_removed_entry_show(cast, listener):
    _concern, receipt = raised(cast)
    write_more(by=opened(cast, receipt), text="More")
    last = Entry.objects.get(number=2)
    Entry.objects.filter(pk=last.pk).update(commitment="0" * 64)
    assert "Entry 2" in problems(cast)[0]
    last.save()
    assert problems(cast) == []
    last.delete()
    assert "does not end" in problems(cast)[0]


def test_a_thief_without_the_key_cannot_write_a_chain_anew(cast, listener, settings):
    from groundswell.vault.secrets import new_secrets

    ours = settings.SEALED_AUDIT_KEYS
    settings.SEALED_AUDIT_KEYS = new_secrets("made up")
    from groundswell.concerns import sealing

    listener.stamp = sealing.stamp_key(listener)
    listener.save()
    raised(cast)
    settings.SEALED_AUDIT_KEYS = ours
    assert problems(cast)


def test_a_concern_that_vanished_shows_from_the_next_day(cast, listener):
    with time_machine.travel("2026-05-04 12:00:00+01:00", tick=False):
        concern, _receipt = raised(cast)
        raised(cast)
    with time_machine.travel("2026-05-05 12:00:00+01:00", tick=False):
        anchor(cast.network.pk)
        raised(cast)
        assert problems(cast) == []
        Concern.objects.filter(pk=concern.pk).delete()
        assert "gone" in problems(cast)[0]


def test_the_chain_shows_days_and_neither_acts_nor_people(cast, listener):
    raised(cast)
    row = Entry.objects.values().get()
    assert "sent" not in str({key: value for key, value in row.items() if key != "sealed"})
    assert "raiser" not in str(row)
