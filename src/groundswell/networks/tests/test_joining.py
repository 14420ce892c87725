"""Coming in: by request, by a link for many, by a letter to one address."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from groundswell.kernel import limits
from groundswell.kernel.errors import NotAllowed
from groundswell.kernel.permissions import Permission
from groundswell.mail.models import Letter
from groundswell.networks import services
from groundswell.networks.forms.joining import read_addresses
from groundswell.networks.models import Invitation, JoinRequest, Membership
from groundswell.networks.queries import is_member
from groundswell.networks.services.tokens import token_for
from groundswell.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_counted():
    limits.forget()


JOIN = "/n/tidewell/join/"
ASKING = {"name": "Ines Duarte", "address": "Ines@example.org", "kind": "student", "words": "Hello"}


def asking(cast):
    services.ask_to_join(
        network=cast.network,
        name=ASKING["name"],
        address=ASKING["address"],
        kind=ASKING["kind"],
        words=ASKING["words"],
    )
    return JoinRequest.objects.get()


def letter_to(address):
    return Letter.objects.filter(to=address).order_by("-pk").first()


def link_in(letter):
    return re.findall(r"/join/[\w=-]+/", letter.text)[0]


def invited(cast, address="new@example.org", name="New"):
    services.invite_many(by=cast.bob, network=cast.network, addresses=[(address, name)])
    return link_in(letter_to(address))


# By request


def test_a_request_waits_for_the_cochairs_who_hear_of_it_once(client, cast, news):
    client.post(JOIN, ASKING)
    client.post(JOIN, ASKING)
    news()
    asked = JoinRequest.objects.get()
    assert asked.address == "ines@example.org"
    assert Letter.objects.filter(kind="join").count() == 2  # Alice and Sade, one each
    client.force_login(cast.alice)
    assert "1 person asks to join" in client.get("/n/tidewell/today/").content.decode()


def test_a_yes_brings_a_link_and_the_link_a_member(client, cast):
    asked = asking(cast)
    client.force_login(cast.alice)
    page = reverse("networks:answer", args=["tidewell", asked.pk])
    client.post(page, {"kind": "student", "cohort": cast.cohort.pk, "answer": "Good", "say": "yes"})
    client.logout()
    client.post(link_in(letter_to("ines@example.org")), {"name": "Ines Duarte"})
    ines = Person.objects.get(email="ines@example.org")
    assert Membership.objects.get(person=ines).cohort == cast.cohort
    assert client.get("/n/tidewell/people/").status_code == 200


def test_a_no_needs_a_reason_and_the_reason_is_sent(client, cast):
    asked = asking(cast)
    client.force_login(cast.sade)
    page = reverse("networks:answer", args=["tidewell", asked.pk])
    refused = client.post(page, {"kind": "student", "answer": "", "say": "no"})
    assert "Say why not" in refused.content.decode()
    client.post(page, {"kind": "student", "answer": "You study elsewhere.", "say": "no"})
    assert "You study elsewhere." in letter_to("ines@example.org").text
    assert not Invitation.objects.exists()


def test_answering_twice_sends_one_letter(cast):
    asked = asking(cast)
    for _ in range(2):
        services.answer_request(by=cast.alice, request=asked, is_admitted=True)
    assert Letter.objects.filter(to="ines@example.org").count() == 1


def test_asking_with_a_members_address_looks_the_same_and_tells_nobody_else(client, cast):
    plain = client.post(JOIN, ASKING)
    member = client.post(JOIN, {**ASKING, "address": "bob@example.org"})
    assert plain.url == member.url
    assert JoinRequest.objects.count() == 1
    assert "already belong" in letter_to("bob@example.org").subject


def test_a_network_that_takes_no_requests_says_so(client, cast):
    cast.network.takes_requests = False
    cast.network.save()
    assert "takes no requests" in client.get(JOIN).content.decode()
    client.post(JOIN, ASKING)
    assert not JoinRequest.objects.exists()


def test_only_a_cochair_answers(cast):
    asked = asking(cast)
    with pytest.raises(NotAllowed, match=str(Permission.MEMBER_ADMIT.description)):
        services.answer_request(by=cast.bob, request=asked, is_admitted=True)


def test_a_visitor_may_ask_because_a_visitor_holds_that(cast):
    assert cast.nobody.holds(Permission.NETWORK_JOIN, cast.network, None)
    assert not cast.nobody.holds(Permission.MEMBER_INVITE, cast.network, None)


# By letter


def test_one_field_and_one_button_make_an_account_and_sign_it_in(client, cast, news):
    link = invited(cast, name="Wren")
    assert 'value="Wren"' in client.get(link).content.decode()
    client.post(link, {"name": "Wren Osei"})
    wren = Person.objects.get(email="new@example.org")
    assert wren.name == "Wren Osei"
    assert not wren.has_usable_password()
    assert wren.sign_ins.count() == 1  # among their devices, where they can end it
    assert client.get("/n/tidewell/people/").status_code == 200
    assert news() >= 1


def test_opening_the_letter_joins_nobody(client, cast):
    client.get(invited(cast))
    assert not Person.objects.filter(email="new@example.org").exists()


def test_a_replayed_invitation_signs_nobody_in_and_points_to_sign_in(client, cast):
    link = invited(cast)
    client.post(link, {"name": "Wren"})
    client.logout()
    again = client.post(link, {"name": "Somebody"})
    assert again.status_code == 410
    assert reverse("account_login") in again.content.decode()
    assert "_auth_user_id" not in client.session


def test_an_account_that_was_there_joins_but_signs_in_by_itself(client, cast):
    client.post(invited(cast, "nobody@example.org"), {"name": "Not Noor"})
    assert is_member(cast.nobody.pk, cast.network)
    assert "_auth_user_id" not in client.session
    cast.nobody.refresh_from_db()
    assert cast.nobody.name == "Noor Nobody"


def test_somebody_signed_in_joins_as_who_they_are(client, cast):
    client.force_login(cast.charlie)
    client.post(invited(cast, "charlie.old@example.org"))
    assert is_member(cast.charlie.pk, cast.network)


@pytest.mark.parametrize("ends", ["expired", "revoked"])
def test_an_invitation_that_ended_opens_nothing(ends, client, cast):
    link = invited(cast)
    past = timezone.now() - timedelta(minutes=1)
    Invitation.objects.update(**{"expires_at" if ends == "expired" else "revoked_at": past})
    assert client.get(link).status_code == 410
    assert client.post(link, {"name": "Wren"}).status_code == 410
    assert not Person.objects.filter(email="new@example.org").exists()


def test_a_second_invitation_ends_the_first(client, cast):
    first, second = invited(cast), invited(cast)
    assert client.get(first).status_code == 410
    assert client.get(second).status_code == 200


def test_the_database_holds_no_token(cast):
    token = invited(cast).split("/")[2]
    row = Invitation.objects.values().get()
    assert token not in map(str, row.values())


def test_members_already_here_get_no_letter_and_are_counted(client, cast):
    client.force_login(cast.bob)
    typed = "New <new@example.org>, alice@example.org\nnew@example.org"
    page = client.post(
        "/n/tidewell/people/invite/", {"addresses": typed, "kind": "student"}, follow=True
    )
    said = page.content.decode()
    assert "1 letter is on its way. 1 was a member already. 1 stood there twice." in said
    assert not Letter.objects.filter(to="alice@example.org").exists()


def test_one_bad_line_sends_nothing_and_loses_nothing(client, cast):
    client.force_login(cast.bob)
    typed = "good@example.org\nnot an address"
    page = client.post("/n/tidewell/people/invite/", {"addresses": typed, "kind": "student"})
    said = page.content.decode()
    assert "Line 2: “not an address” is not an e-mail address." in said
    assert "good@example.org" in said
    assert not Letter.objects.exists()


def test_addresses_are_read_as_people_paste_them():
    text = '"Obi, Amara" <a@example.org>; b@example.org,\n\n  Zoë Ng <C@Example.org>'
    found, wrong = read_addresses(text)
    assert found == [
        ("a@example.org", "Obi Amara"),
        ("b@example.org", ""),
        ("c@example.org", "Zoë Ng"),
    ]
    assert wrong == []


def test_too_many_at_once_are_refused_whole(cast):
    many = [(f"p{n}@example.org", "") for n in range(201)]
    with pytest.raises(services.NetworkError, match="At most 200"):
        services.invite_many(by=cast.bob, network=cast.network, addresses=many)
    assert not Invitation.objects.exists()


def test_a_double_click_sends_one_letter_each(client, cast):
    client.force_login(cast.bob)
    fields = {"addresses": "new@example.org", "kind": "student", "_once": "n1"}
    for _ in range(2):
        client.post("/n/tidewell/people/invite/", fields)
    assert Letter.objects.filter(to="new@example.org").count() == 1


# By a link for many


@pytest.fixture
def link(cast):
    return services.make_join_link(
        by=cast.alice, network=cast.network, kind="student", cohort=cast.cohort
    )


def test_a_link_for_many_proves_the_address_first(client, cast, link):
    page = reverse("networks:accept", args=[token_for(link)])
    client.post(page, {"name": "Wren", "address": "new@example.org"})
    assert not Person.objects.filter(email="new@example.org").exists()
    client.post(link_in(letter_to("new@example.org")), {"name": "Wren"})
    wren = Person.objects.get(email="new@example.org")
    assert Membership.objects.get(person=wren).cohort == cast.cohort


def test_a_link_for_many_never_signs_in_whose_address_is_typed(client, cast, link):
    page = reverse("networks:accept", args=[token_for(link)])
    client.post(page, {"name": "Mallory", "address": "alice@example.org"})
    assert "_auth_user_id" not in client.session
    assert "already belong" in letter_to("alice@example.org").subject


def test_a_revoked_link_opens_nothing_and_its_poster_says_so(client, cast, link):
    client.force_login(cast.alice)
    poster = reverse("networks:poster", args=["tidewell", link.pk])
    assert "<svg" in client.get(poster).content.decode()
    client.post(reverse("networks:revoke", args=["tidewell", link.pk]))
    assert "no longer works" in client.get(poster).content.decode()
    client.logout()
    assert client.get(reverse("networks:accept", args=[token_for(link)])).status_code == 410


def test_only_a_cochair_makes_a_link_and_a_member_takes_back_their_own(cast, link):
    with pytest.raises(NotAllowed):
        services.make_join_link(by=cast.bob, network=cast.network, kind="student")
    with pytest.raises(NotAllowed):
        services.revoke_invitation(by=cast.bob, invitation=link)
    invited(cast)
    own = Invitation.objects.get(address="new@example.org")
    services.revoke_invitation(by=cast.bob, invitation=own)
    own.refresh_from_db()
    assert own.revoked_at


# Against those who would write letters through us


def test_a_strangers_words_never_reach_an_address_they_typed(client, cast, link):
    page = reverse("networks:accept", args=[token_for(link)])
    client.post(page, {"name": "Win at http://evil.example", "address": "victim@example.org"})
    assert "evil" not in letter_to("victim@example.org").text


def test_one_address_gets_one_letter_an_hour_however_often_it_is_typed(client, cast, link):
    page = reverse("networks:accept", args=[token_for(link)])
    for address in ("victim@example.org", "Victim@example.org", "alice@example.org"):
        for _ in range(2):
            client.post(page, {"name": "Wren", "address": address})
            client.post(JOIN, {**ASKING, "address": "alice@example.org"})
    assert Letter.objects.filter(to="victim@example.org").count() == 1
    assert Letter.objects.filter(to="alice@example.org").count() == 1
    assert client.get(link_in(letter_to("victim@example.org"))).status_code == 200


def test_very_many_requests_from_one_part_of_the_net_are_slowed(client, cast, monkeypatch):
    monkeypatch.setattr("groundswell.networks.views.joining.MOST_AN_HOUR", {"join": 1, "link": 1})
    client.post(JOIN, ASKING)
    page = client.post(JOIN, {**ASKING, "address": "another@example.org"})
    assert "try again in an hour" in page.content.decode()
    assert "another@example.org" in page.content.decode()
    assert JoinRequest.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "kept"), [("\u202eecilA\nObi", "ecilA Obi"), ("\u2066\u200b", None)]
)
def test_a_name_cannot_dress_up_as_another_or_as_nothing(client, cast, typed, kept):
    page = client.post(invited(cast), {"name": typed})
    found = Person.objects.filter(email="new@example.org").first()
    assert (found and found.name) == kept
    assert page.status_code == (302 if kept else 200)
