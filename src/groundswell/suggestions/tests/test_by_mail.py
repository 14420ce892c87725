"""Raising by mail: the address names the network; HTML, machines and forged senders are not trusted."""

import pytest

from groundswell.kernel import limits
from groundswell.suggestions import gate
from groundswell.suggestions.errors import SuggestionError
from groundswell.suggestions.models import MOST_WORDS, Suggestion
from groundswell.suggestions.services import raise_from_mail

PLAIN = """\
From: Ama Serwaa <ama@example.org>
To: Tidewell <raise+tidewell@groundswell.example>
Subject: Hats
Message-ID: <1@example.org>
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

They do not fit.

> You wrote earlier
> something else
--\x20
Ama Serwaa
Year 3
"""


def mail(text=PLAIN, **headers):
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\n".join([*lines, text]).encode()


def one_from(raw):
    """What a mail raised, which is there."""
    one = raise_from_mail(raw)
    assert one is not None
    return one


def test_a_mail_is_raised_with_the_co_chairs_in_its_own_words(cast):
    one = one_from(mail())
    assert one.text == "Hats\n\nThey do not fit."
    assert (one.to, one.network, one.raised_as, one.address) == (
        "cochair", cast.network, "Ama Serwaa", "ama@example.org",
    )  # fmt: skip


def test_the_same_mail_delivered_twice_is_raised_once(cast):
    assert raise_from_mail(mail()) == raise_from_mail(mail())
    assert Suggestion.objects.count() == 1


def test_a_mail_is_never_tied_to_an_account_since_senders_can_be_forged(cast):
    one = one_from(mail(PLAIN.replace("ama@example.org", "bob@example.org")))
    assert one.raised_by is None


def test_html_is_read_as_words_and_nothing_of_it_is_kept(cast):
    page = "<style>p{}</style><p>It is <b>cold</b></p><script>alert(1)</script><p>and wet &amp; dark</p>"
    text = PLAIN.replace("text/plain", "text/html").partition("\n\n")[0] + "\n\n" + page
    one = one_from(mail(text))
    assert one.text == "Hats\n\nIt is cold\nand wet & dark"


def test_a_mail_with_both_kinds_is_read_from_its_plain_half(cast):
    text = (
        'From: a@example.org\nTo: x+tidewell@h.example\nContent-Type: multipart/alternative; boundary="b"\n\n'
        "--b\nContent-Type: text/html\n\n<p>Fancy</p>\n--b\nContent-Type: text/plain\n\nPlain\n--b--\n"
    )
    assert one_from(mail(text)).text == "Plain"


@pytest.mark.parametrize(
    "header",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Precedence": "bulk"},
        {"List_Id": "x"},
        {"Return_Path": "<>"},
    ],
)
def test_machines_are_not_listened_to(cast, header):
    assert raise_from_mail(mail(**header)) is None
    assert not Suggestion.objects.exists()


@pytest.mark.parametrize("address", ["raise@h.example", "raise+nowhere@h.example", "nonsense"])
def test_an_address_that_names_no_network_gets_a_sentence(cast, address):
    with pytest.raises(SuggestionError, match="names no network"):
        raise_from_mail(mail(PLAIN.replace("raise+tidewell@groundswell.example", address)))


def test_a_mail_without_words_gets_a_sentence(cast):
    empty = "From: a@example.org\nTo: x+tidewell@h.example\n\n> only quoted\n"
    with pytest.raises(SuggestionError, match="no words"):
        raise_from_mail(empty.encode())


def test_too_long_a_mail_is_kept_as_far_as_it_fits_and_says_so(cast):
    one = one_from(mail(PLAIN.replace("They do not fit.", "word " * 2000)))
    assert len(one.text) <= MOST_WORDS
    assert one.text.endswith("too long to keep.]")


@pytest.mark.parametrize("raw", [b"", b"\x00\xff\xfe", b"To: x+tidewell@h.example\n\n\xff\xfe bad"])
def test_bytes_that_are_hardly_a_mail_do_no_harm(cast, raw):
    try:
        one = one_from(raw)
    except SuggestionError:
        return
    assert "bad" in one.text


def test_an_unknown_character_set_and_a_broken_sender_are_lived_with(cast):
    text = PLAIN.replace("charset=utf-8", "charset=x-martian").replace("<ama@example.org>", "<ama>")
    one = one_from(mail(text))
    assert "They do not fit." in one.text
    assert one.address == ""


def test_a_mails_number_opens_nothing_for_somebody_who_knows_it(client, cast, monkeypatch):
    """Whoever got the same mail knows its number, and could send it with a form of their own."""
    raised = one_from(mail())
    limits.forget()
    monkeypatch.setattr(gate, "LEAST_SECONDS", 0.0)
    for number in ("<1@example.org>", "mail:<1@example.org>"):
        sent = client.post(
            "/n/tidewell/raise/",
            {"text": "x", "to": "group", "shown": gate.stamp(), "_once": number},
        )
        assert sent.status_code == 302
        page = client.get(sent.url).content.decode()
        assert "They do not fit" not in page
    assert raised.steps.filter(what="wrote").count() == 0


@pytest.mark.parametrize(
    "broken", ["=?utf-8?q?=ff=fe?=", "=?utf-16?b?2AA=?=", "\udcff", "=?utf-8?q?=00a?="]
)
def test_a_mail_in_broken_letters_is_kept_as_far_as_it_can_be_read(cast, broken):
    raw = PLAIN.replace("Hats", broken).replace("Ama Serwaa <", f"{broken} <")
    one = one_from(raw.encode("utf-8", "surrogateescape"))
    assert "They do not fit." in one.text
    one.refresh_from_db()
    f"{one.text}{one.raised_as}".encode()
    assert "\0" not in f"{one.text}{one.raised_as}"
