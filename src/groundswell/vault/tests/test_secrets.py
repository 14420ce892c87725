import pytest

from groundswell.vault import secrets
from groundswell.vault.errors import OpeningFailed, SecretsRefused

ONE, TWO = "11" * 32, "22" * 32
NAME = "GROUNDSWELL_PEPPER"


def test_the_newest_writes_and_the_older_ones_are_still_there():
    parsed = secrets.parse(NAME, f"2:{TWO},1:{ONE}")
    assert parsed.newest == secrets.Secret(2, bytes.fromhex(TWO))
    assert parsed.at(1).key == bytes.fromhex(ONE)
    assert secrets.parse(NAME, parsed.text) == parsed


def test_lines_and_blanks_part_entries_as_well():
    assert secrets.parse(NAME, f" 1:{ONE}\n2:{TWO}\n").newest.version == 2


def test_a_secret_does_not_show_itself():
    parsed = secrets.parse(NAME, f"1:{ONE}")
    assert ONE not in f"{parsed!r} {parsed.newest!r}"
    assert repr(bytes.fromhex(ONE)) not in f"{parsed!r} {parsed.newest!r}"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "is empty"),
        (ONE, "entry 1 is not a version"),
        (f"one:{ONE}", "entry 1 is not a version"),
        (f"1:{ONE},2:{TWO[:-1]}x", "entry 2 is not a version"),
        (f"0:{ONE}", "is not a version from 1 to 9999"),
        (f"10000:{ONE}", "is not a version from 1 to 9999"),
        (f"+1:{ONE}", "is not a version from 1 to 9999"),
        (f"١:{ONE}", "is not a version from 1 to 9999"),
        (f"1:{ONE[:-2]}", "has 31 bytes"),
        (f"1:{'ab' * 129}", "has 129 bytes"),
        (f"1:{ONE},1:{TWO}", "repeats"),
        (f"1:{ONE},2:{ONE}", "repeats"),
    ],
)
def test_what_is_no_secret_is_told_by_number_and_never_repeated(text, sentence):
    with pytest.raises(SecretsRefused, match=sentence) as refusal:
        secrets.parse(NAME, text)
    assert NAME in str(refusal.value)
    assert ONE not in str(refusal.value)
    assert TWO not in str(refusal.value)


def test_a_secret_grows_and_loses_only_what_is_not_the_newest():
    first = secrets.new_secrets(NAME)
    second = secrets.grown(first)
    assert second.at(1) == first.newest
    assert second.newest.version == 2
    assert len(second.newest.key) == 32
    assert dict(secrets.without(second, 1).by_version) == {2: second.newest.key}
    with pytest.raises(SecretsRefused, match="is the newest"):
        secrets.without(second, 2)
    with pytest.raises(SecretsRefused, match="no version 3"):
        secrets.without(second, 3)


def test_two_uses_may_not_share_a_secret():
    pepper, audit = secrets.new_secrets("PEPPER"), secrets.new_secrets("AUDIT")
    secrets.check_distinct(pepper, audit, others={"SECRET_KEY": b"another"})
    copied = secrets.parse("AUDIT", pepper.text)
    with pytest.raises(SecretsRefused, match="PEPPER and AUDIT are the same"):
        secrets.check_distinct(pepper, copied)
    with pytest.raises(SecretsRefused, match="SECRET_KEY and PEPPER are the same"):
        secrets.check_distinct(pepper, others={"SECRET_KEY": pepper.newest.key})


def test_a_stamp_holds_for_its_message_alone_and_through_a_rotation():
    audit = secrets.new_secrets("AUDIT")
    stamped = secrets.stamp(b"listener 7 has this key", secrets=audit)
    assert len(stamped) == secrets.STAMP_BYTES
    grown = secrets.grown(audit)
    secrets.check_stamp(memoryview(stamped), b"listener 7 has this key", secrets=grown)
    assert secrets.stamp(b"m", secrets=grown)[:2] == b"\x00\x02"
    for wrong, message, among in (
        (stamped, b"listener 8 has this key", grown),
        (stamped, b"listener 7 has this key", secrets.without(grown, 1)),
        (stamped[:-1], b"listener 7 has this key", grown),
        (b"\x00\x02" + stamped[2:], b"listener 7 has this key", grown),
    ):
        with pytest.raises(OpeningFailed):
            secrets.check_stamp(wrong, message, secrets=among)


def test_a_pair_from_a_secret_is_the_same_again_and_another_for_each_version_and_purpose():
    known = secrets.grown(secrets.new_secrets("AUDIT"))
    one, two = sorted(known.by_version)
    pair = secrets.pair_from(known, one, purpose=b"waiting")
    assert pair.public == secrets.pair_from(known, one, purpose=b"waiting").public
    others = [
        secrets.pair_from(known, two, purpose=b"waiting"),
        secrets.pair_from(known, one, purpose=b"else"),
    ]
    assert len({pair.public.raw, *(other.public.raw for other in others)}) == 3
