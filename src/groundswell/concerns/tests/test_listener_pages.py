"""Who listens, one's own key, and what a custodian keeps, as pages."""

import re

import pytest
from django.urls import reverse

from groundswell.concerns.models import Listener, Share
from groundswell.concerns.services import propose_listener
from groundswell.concerns.tests.factories import PASSPHRASE, listening
from groundswell.kernel import limits
from groundswell.kernel.clock import today

OTHER = "seven slow otters cross again"


@pytest.fixture(autouse=True)
def fresh_limits():
    limits.forget()
    yield
    limits.forget()


def at(name, *args):
    return reverse(f"concerns:{name}", args=["tidewell", *args])


def says(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_without_listeners_the_page_teaches_and_only_cochairs_can_propose(client, cast):
    client.force_login(cast.bob)
    told = says(client.get(at("listeners")))
    assert "Nobody listens here yet" in told
    assert "Whom do you propose" not in told
    assert client.post(at("listeners"), {"person": cast.femi.pk}).status_code == 403
    client.force_login(cast.charlie)
    assert client.get(at("listeners")).status_code == 404


def test_a_cochair_goes_the_whole_way_and_the_asked_person_makes_a_key(client, cast):
    client.force_login(cast.alice)
    client.post(at("listeners"), {"person": cast.bob.pk})
    bob = Listener.objects.get()
    one = at("listener", bob.pk)
    client.post(one, {"do": "training", "training": "A day", "trained_on": today()})
    told = client.post(one, {"do": "consent", "sure": "on"})
    assert "another co-chair agrees" in says(told)
    client.force_login(cast.sade)
    client.post(one, {"do": "consent", "sure": "on"})
    client.force_login(cast.bob)
    keys = client.get(at("keys"))
    assert "Five words that do not belong together" in says(keys)
    assert keys.headers["Cache-Control"] == "no-store"
    made = client.post(
        at("keys"), {"do": "become", "passphrase1": PASSPHRASE, "passphrase2": PASSPHRASE}
    )
    assert "28 characters: strong" in says(made)
    assert PASSPHRASE not in made.content.decode()
    assert client.get(one).status_code == 404


@pytest.mark.parametrize(
    ("typed", "again", "sentence"),
    [
        ("short", "short", "12 to 1,000"),
        ("aaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaa", "same few characters"),
        ("bob okafor-lim 1999", "bob okafor-lim 1999", "mostly your name"),
        ("a password of mine", "a password of mine", "you sign in with"),
        (PASSPHRASE, OTHER, "not the same"),
    ],
)
def test_a_poor_passphrase_is_refused_with_its_reason(client, cast, typed, again, sentence):
    cast.bob.set_password("a password of mine")
    cast.bob.save()
    Listener.objects.create(
        network=cast.network, person=cast.bob, trained_on=today(), consent_on=today()
    )
    client.force_login(cast.bob)
    told = client.post(at("keys"), {"do": "become", "passphrase1": typed, "passphrase2": again})
    assert sentence in says(told)
    assert typed not in told.content.decode()
    assert Listener.objects.get().wrapped is None


def test_shares_are_made_read_once_typed_back_and_bring_the_key_back(client, cast, listener):
    client.force_login(cast.femi)
    typed = {"custodians": [cast.alice.pk, cast.bob.pk], "needed": 2, "passphrase": PASSPHRASE}
    codes = re.findall(
        r"<output>([^<]+)</output>", client.post(at("share"), typed).content.decode()
    )
    words = []
    for person, code in zip([cast.alice, cast.bob], codes, strict=True):
        client.force_login(person)
        page = at("kept_share", Share.objects.get(person=person).pk)
        assert "For Femi" in says(client.get(at("keeping")))
        shown = client.post(page, {"do": "read", "code": code})
        words.append(" ".join(re.findall(r"<li>([a-z]+)</li>", shown.content.decode())))
        assert "already" in says(client.post(page, {"do": "read", "code": code}))
        assert "the share you were given" in says(
            client.post(page, {"do": "confirm", "share0": words[-1]})
        )
        assert client.get(at("kept_share", listener.pk)).status_code == 404
    client.force_login(cast.femi)
    new = {"passphrase1": OTHER, "passphrase2": OTHER}
    wrong = client.post(at("again"), {"share1": words[0], "share2": words[0], **new})
    assert "same share" in says(wrong)
    back = client.post(at("again"), {"share1": words[0], "share2": words[1], **new})
    assert "Your key is yours again" in says(back)
    assert "recovered with word shares" in says(client.get(at("keys")))


def test_away_back_another_passphrase_and_standing_down(client, cast, listener):
    client.force_login(cast.femi)
    assert "You are away" in says(client.post(at("keys"), {"do": "away"}))
    assert "Welcome back" in says(client.post(at("keys"), {"do": "back"}))
    change = {"do": "change", "passphrase1": OTHER, "passphrase2": OTHER}
    wrong = client.post(at("keys"), {**change, "passphrase": OTHER})
    assert "does not open your key" in says(wrong)
    right = client.post(at("keys"), {**change, "passphrase": PASSPHRASE})
    assert "the old one does not" in says(right)
    client.post(at("keys"), {"do": "load", "most_open": 3, "supervisor": "The chaplain"})
    listener.refresh_from_db()
    assert (listener.most_open, listener.supervisor) == (3, "The chaplain")
    assert "Tick the box" in says(client.post(at("keys"), {"do": "end"}))
    assert "You have stood down" in says(client.post(at("keys"), {"do": "end", "sure": "on"}))
    assert client.get(at("keys")).status_code == 404


def test_the_asked_person_says_no(client, cast):
    propose_listener(by=cast.alice, network=cast.network, person=cast.bob)
    client.force_login(cast.bob)
    assert "You said no" in says(client.post(at("keys"), {"do": "decline"}))
    assert not Listener.objects.exists()


def test_a_cochair_ends_and_sets_the_load(client, cast, listener):
    client.force_login(cast.alice)
    client.post(at("listener", listener.pk), {"do": "load", "most_open": 2, "supervisor": ""})
    listener.refresh_from_db()
    assert listener.most_open == 2
    client.post(at("listener", listener.pk), {"do": "end", "sure": "on"})
    listener.refresh_from_db()
    assert listener.state == "ended"
    assert "Who listened before" in says(client.get(at("listeners")))


def test_ten_more_listeners_cost_no_more_queries(
    client, cast, listener, django_assert_max_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from groundswell.networks.models import Membership
    from groundswell.people.tests.factories import PersonFactory

    client.force_login(cast.alice)
    client.get(at("listeners"))
    with CaptureQueriesContext(connection) as before:
        client.get(at("listeners"))
    n_before = len(before)
    for _n in range(10):
        person = PersonFactory()
        Membership.objects.create(
            network=cast.network, person=person, kind="staff", started_on=today()
        )
        listening(cast, person)
    client.get(at("listeners"))
    with django_assert_max_num_queries(n_before):
        client.get(at("listeners"))


def test_handover_says_that_somebody_listens_and_nobody_takes_it_over(cast, listener):
    from groundswell.concerns.errors import ConcernError
    from groundswell.concerns.reactions import held, pass_on

    (one,) = held(cast.femi.pk, cast.network.pk)
    assert "Listens" in one.title
    with pytest.raises(ConcernError, match="not passed on"):
        pass_on(by=cast.alice, key=one.key, to_person_id=cast.bob.pk)


def test_a_recorded_day_stands_in_its_box_as_browsers_read_it(client, cast, listener):
    client.force_login(cast.alice)
    shown = client.get(at("listener", listener.pk)).content.decode()
    assert f'value="{today().isoformat()}"' in shown


def test_every_member_finds_who_listens_at_the_foot(client, cast):
    client.force_login(cast.bob)
    assert (
        at("listeners")
        in client.get(reverse("networks:people", args=["tidewell"])).content.decode()
    )
