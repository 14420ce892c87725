import pytest
from django.core.exceptions import ImproperlyConfigured

from groundswell.settings import env
from groundswell.vault.secrets import parse


def test_a_missing_value_says_its_name_its_purpose_and_the_cure():
    with pytest.raises(ImproperlyConfigured) as refused:
        env.required("NO_SUCH_THING", "the address of something")
    assert "GROUNDSWELL_NO_SUCH_THING is not set" in str(refused.value)
    assert "the address of something" in str(refused.value)
    assert "docs/how-to" in str(refused.value)


def test_a_short_secret_is_refused(monkeypatch):
    monkeypatch.setenv("GROUNDSWELL_PEPPER", "short")
    with pytest.raises(ImproperlyConfigured, match="shorter than 32"):
        env.secret("PEPPER", "a secret")


def test_a_secret_may_come_from_a_file(monkeypatch, tmp_path):
    (tmp_path / "pepper").write_text("p" * 40 + "\n")
    monkeypatch.setenv("GROUNDSWELL_PEPPER_FILE", str(tmp_path / "pepper"))
    assert env.secret("PEPPER", "a secret") == "p" * 40


def test_a_number_that_is_none_is_named(monkeypatch):
    monkeypatch.setenv("GROUNDSWELL_SMTP_PORT", "often")
    with pytest.raises(ImproperlyConfigured, match="'often'"):
        env.number("SMTP_PORT", 587)


def test_a_development_secret_is_made_once_and_is_private(tmp_path):
    first = env.made_secret("KEY", tmp_path / "var")
    assert env.made_secret("KEY", tmp_path / "var") == first
    assert len(first) >= 32
    assert ((tmp_path / "var" / "key.secret").stat().st_mode & 0o077) == 0


def test_a_versioned_secret_is_read_and_its_absence_says_the_cure(monkeypatch):
    with pytest.raises(ImproperlyConfigured, match=r"GROUNDSWELL_PEPPERS is not set.*--versioned"):
        env.versioned_secret("PEPPERS", "a secret")
    monkeypatch.setenv("GROUNDSWELL_PEPPERS", "1:" + "0a" * 32)
    assert env.versioned_secret("PEPPERS", "a secret").newest.version == 1
    monkeypatch.setenv("GROUNDSWELL_PEPPERS", "1:short")
    with pytest.raises(ImproperlyConfigured, match="entry 1"):
        env.versioned_secret("PEPPERS", "a secret")


def test_a_made_versioned_secret_is_kept_in_a_private_file(tmp_path):
    first = env.made_versioned_secret("PEPPERS", tmp_path / "var")
    assert env.made_versioned_secret("PEPPERS", tmp_path / "var") == first
    assert ((tmp_path / "var" / "peppers.secret").stat().st_mode & 0o077) == 0


def test_two_equal_secrets_are_refused_by_name():
    one, other = parse("ONE", "1:" + "0a" * 32), parse("OTHER", "1:" + "0b" * 32)
    env.require_distinct(one, other, SECRET_KEY="s" * 40, AUDIT_KEY="a" * 40)
    for equal in (
        {"SECRET_KEY": "s" * 40, "AUDIT_KEY": "s" * 40},
        {"SECRET_KEY": "0a" * 32, "AUDIT_KEY": "a" * 40},
    ):
        with pytest.raises(ImproperlyConfigured, match="same secret"):
            env.require_distinct(one, other, **equal)
    with pytest.raises(ImproperlyConfigured, match="same secret"):
        env.require_distinct(one, parse("OTHER", "1:" + "0a" * 32))
