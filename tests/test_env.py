import pytest
from django.core.exceptions import ImproperlyConfigured

from groundswell.settings import env


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
