"""What a thief of the database gets, and that the rehearsal of the way back can fail."""

import secrets

import pytest
from django.db import connection

from groundswell.audit.models import Act
from groundswell.cli import thief, vault
from groundswell.concerns.custodians import Custodian
from groundswell.concerns.models import Listener, Share, Unlocked
from groundswell.concerns.services import confirm_share, make_shares, read_share, unlock
from groundswell.concerns.tests.factories import listening, raised

CANARY = "Zebrafinch-Quartermaster in theatre nine"


@pytest.fixture
def secret():
    """A passphrase that stands in no source."""
    return f"otters {secrets.token_hex(8)} cross"


@pytest.fixture
def stolen(cast, monkeypatch, secret):
    """A listener whose passphrase nobody knows, two concerns, an open desk, shares that wait."""
    monkeypatch.setattr("groundswell.concerns.tests.factories.PASSPHRASE", secret)
    listener = listening(cast)
    raised(cast, CANARY)
    unlock(by=cast.femi, listener=listener, passphrase=secret)
    make_shares(
        by=cast.femi,
        listener=listener,
        passphrase=secret,
        custodians=[cast.alice, cast.bob],
        needed=2,
    )
    return listener


def attacked(capsys, *words):
    code = vault.attack_live(list(words), [CANARY])
    return code, capsys.readouterr().out


def test_a_stolen_database_opens_nothing_and_says_what_it_tells(capsys, stolen):
    code, told = attacked(capsys)
    assert code == 0
    assert "Opened: nothing." in told
    assert "1 concerns exist: 1 sent" in told
    assert "1 concerns with 1 holders" in told
    assert "of 1,192 bytes" in told
    assert CANARY not in told


def test_a_passphrase_in_the_settings_opens_and_is_reported(capsys, stolen, settings, secret):
    settings.NOTE_TO_SELF = {"remember": [secret]}
    code, told = attacked(capsys)
    assert code == 1
    assert "a passphrase that was lying about" in told
    assert "sealed rows" in told
    assert CANARY not in told
    assert secret not in told


def test_a_passphrase_in_a_stolen_file_opens(capsys, stolen, tmp_path, secret):
    path = tmp_path / "notes.env"
    path.write_text(f'CASE="{secret}"\n', encoding="utf-8")
    assert attacked(capsys, path)[0] == 1


def test_sealed_words_in_a_plain_column_are_reported(capsys, stolen, cast):
    Listener.objects.update(training=f"So: {CANARY}.")
    code, told = attacked(capsys)
    assert code == 1
    assert "stand in concerns_listener.training" in told


def test_a_private_key_in_a_plain_column_is_reported(capsys, stolen, secret):
    from groundswell.concerns.sealing import unwrap

    private = unwrap(Listener.objects.get(), secret)
    Listener.objects.update(supervisor=f"key {private.raw.hex()}")
    code, told = attacked(capsys)
    assert code == 1
    assert (
        "the private half of concerns_listener.public_key stands in concerns_listener.supervisor"
        in told
    )


def test_a_stored_cookie_opens_a_desk(capsys, stolen, secret):
    _session, cookie = unlock(by=stolen.person, listener=stolen, passphrase=secret)
    Listener.objects.update(supervisor=cookie.partition(".")[2])
    code, told = attacked(capsys)
    assert code == 1
    assert "an open desk whose cookie is stored" in told
    assert Unlocked.objects.exists()


def test_word_shares_that_lie_about_open(capsys, cast, stolen, secret):
    handed = make_shares(
        by=stolen.person,
        listener=stolen,
        passphrase=secret,
        custodians=[cast.alice, cast.bob],
        needed=2,
    )
    kept = [
        read_share(by=Custodian(one.person, Share.objects.get(person=one.person)), typed=one.code)
        for one in handed
    ]
    Listener.objects.update(training=kept[0], supervisor=kept[1][:200])
    assert attacked(capsys)[0] == 0  # one whole share is one too few
    loot = thief.attack(connection, guesses=[], texts=kept)
    assert any("word shares" in line for line in loot.opened)


def test_what_the_settings_hide_is_not_what_a_thief_has(settings):
    texts = thief.settings_texts(settings)
    for hidden in (settings.SECRET_KEY, settings.RECEIPT_PEPPERS.text):
        assert hidden not in texts
    assert thief.likely(['CASE="four words in row"']).count("four words in row") == 1


def test_rehearsing_is_written_down_and_fails_where_nobody_keeps_a_share(capsys, cast, stolen):
    Share.objects.all().delete()
    assert vault.rehearse("", None) == 1
    assert "NOBODY keeps a share" in capsys.readouterr().out
    assert not Act.objects.filter(action="shares.rehearsed").exists()


def test_a_rehearsal_passes_once_enough_have_checked_theirs(
    capsys, cast, stolen, secret, monkeypatch
):
    handed = make_shares(
        by=stolen.person,
        listener=stolen,
        passphrase=secret,
        custodians=[cast.alice, cast.bob],
        needed=2,
    )
    assert vault.rehearse("", None) == 1
    assert "TOO FEW" in capsys.readouterr().out
    words = []
    for one in handed:
        by = Custodian(one.person, Share.objects.get(person=one.person))
        words.append(read_share(by=by, typed=one.code))
        confirm_share(by=by, typed=words[-1])
    assert vault.rehearse("tidewell", None) == 0
    assert Act.objects.filter(action="shares.rehearsed").exists()
    typed = iter([*words, ""])
    monkeypatch.setattr("getpass.getpass", lambda _prompt: next(typed))
    assert vault.rehearse("tidewell", stolen.person.email) == 0
    typed = iter([words[0], ""])
    assert vault.rehearse("tidewell", stolen.person.email) == 1
    told = capsys.readouterr().out
    assert "the typed shares open the key" in told
    assert words[0] not in told


def test_nobody_to_rehearse_is_said(capsys, cast):
    assert vault.rehearse("", None) == 0
    assert vault.rehearse("tidewell", "nobody@example.org") == 1
    assert "nothing to rehearse" in capsys.readouterr().out
