"""Pages about oneself, and the pages of signing in."""

import json
import re

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse

from groundswell.kernel.registries import personal_data
from groundswell.people import examples
from groundswell.people.models import Person, SignIn

INLINE = re.compile(r"<script(?![^>]*(?: src=|type=\"application/json\"))|\sstyle=|\son\w+=")


@pytest.mark.parametrize("name", sorted(examples.PAGES))
def test_a_page_opens_without_inline_script_or_style(client, cast, name):
    url = examples.PAGES[name](cast)
    if name not in examples.PUBLIC:
        client.force_login(cast.alice)
    response = client.get(url)
    page = response.content.decode()
    assert response.status_code == 200
    assert page.count("<h1") == 1
    assert not INLINE.search(page)
    assert "allauth" not in re.sub(r"<script.*?</script>", "", page)


def test_a_lone_confirmed_address_offers_nothing_to_choose(client, cast):
    client.force_login(cast.bob)
    EmailAddress.objects.update_or_create(
        user=cast.bob, email=cast.bob.email, defaults={"verified": True, "primary": True}
    )
    page = client.get(reverse("account_email")).content.decode()
    assert "action_remove" not in page
    assert "action_send" not in page
    EmailAddress.objects.create(user=cast.bob, email="second@example.org")
    page = client.get(reverse("account_email")).content.decode()
    assert "action_remove" in page
    assert "action_send" in page


@pytest.mark.parametrize("name", ["account_request_login_code", "account_reset_password"])
def test_a_field_has_its_words_beside_it_and_none_inside(client, name):
    page = client.get(reverse(name)).content.decode()
    assert "Your e-mail address" in page
    assert "placeholder" not in page


@pytest.mark.parametrize("name", ["account_set_password", "mfa_activate_totp"])
def test_labels_are_in_sentence_case(client, cast, name):
    client.force_login(cast.bob)
    page = client.get(reverse(name)).content.decode()
    assert not re.search(r"<label[^>]*>\s*\w+ (Password|Code)", page)
    assert "New password again" in page or "Code from the app" in page


def test_who_has_a_password_changes_it_under_our_words(client, cast):
    cast.bob.set_password("four small words here")
    cast.bob.save()
    client.force_login(cast.bob)
    page = client.get(reverse("account_change_password")).content.decode()
    assert "Your password now" in page
    assert "Current Password" not in page
    assert "New Password" not in page


def test_changing_preferences_changes_what_one_is_called_and_the_language_of_pages(client, cast):
    client.force_login(cast.bob)
    typed = {
        "name": "  Bob   Okafor ",
        "pronouns": "he/him",
        "language": "cy",
        "theme": "dark",
        "digest": "weekly",
    }
    response = client.post(reverse("people:preferences"), typed)
    assert response.status_code == 302
    assert client.cookies["groundswell_language"].value == "cy"
    bob = Person.objects.get(pk=cast.bob.pk)
    assert (bob.name, bob.theme, bob.digest) == ("Bob Okafor", "dark", "weekly")


def test_a_name_too_long_is_refused_in_a_sentence_and_kept(client, cast):
    client.force_login(cast.bob)
    long = "Bob" * 80
    response = client.post(reverse("people:preferences"), {"name": long, "digest": "daily"})
    page = response.content.decode()
    assert "at most 200 characters" in page
    assert long in page


def test_a_form_sent_after_signing_out_can_be_sent_again(client, cast):
    response = client.post(reverse("people:preferences"), {"name": "Bob, as he likes it"})
    page = response.content.decode()
    assert response.status_code == 403
    assert '<input type="hidden" name="name" value="Bob, as he likes it">' in page
    assert 'action="/me/preferences/"' in page


def test_the_file_of_my_data_holds_every_registered_room(client, cast):
    client.force_login(cast.bob)
    response = client.get(reverse("people:export_file"))
    whole = json.loads(response.content)
    assert "attachment" in response["Content-Disposition"]
    assert [room["what"] for room in whole["rooms"]] == [str(kept.label) for kept in personal_data]
    account = next(room for room in whole["rooms"] if "Your account" in room["what"])
    assert account["rows"][0]["name"] == cast.bob.name


def test_a_device_signed_in_elsewhere_can_be_signed_out(client, cast, client_of):
    phone, laptop = client_of(cast.bob, "Firefox Android"), client_of(cast.bob, "Chrome Windows")
    page = laptop.get(reverse("people:sessions")).content.decode()
    assert "Firefox, Android" in page
    there = SignIn.objects.get(device="Firefox, Android")
    laptop.post(reverse("people:end_session", args=[there.pk]))
    assert phone.get(reverse("people:me")).status_code == 302
    assert laptop.get(reverse("people:me")).status_code == 200


def test_nobody_can_sign_out_somebody_elses_device(client, cast, client_of):
    client_of(cast.bob, "Firefox Android")
    client.force_login(cast.charlie)
    there = SignIn.objects.get()
    assert client.post(reverse("people:end_session", args=[there.pk])).status_code == 404


def test_every_other_device_can_be_signed_out_at_once(cast, client_of):
    others = [client_of(cast.bob, "Firefox Android") for _n in range(3)]
    laptop = client_of(cast.bob, "Chrome Windows")
    laptop.post(reverse("people:end_other_sessions"))
    assert [other.get(reverse("people:me")).status_code for other in others] == [302] * 3
    assert laptop.get(reverse("people:me")).status_code == 200


def test_ten_more_devices_cost_no_more_queries(cast, client_of, django_assert_max_num_queries):
    laptop = client_of(cast.bob, "Chrome Windows")
    with django_assert_max_num_queries(8):
        laptop.get(reverse("people:sessions"))
    for _n in range(10):
        client_of(cast.bob, "Firefox Android")
    with django_assert_max_num_queries(8):
        laptop.get(reverse("people:sessions"))


def test_leaving_takes_two_steps_and_signs_out(client, cast):
    client.force_login(cast.bob)
    page = client.get(reverse("people:leave")).content.decode()
    assert reverse("people:leave_now") in page
    refused = client.post(reverse("people:leave_now"), {})
    assert "Nothing was changed" in refused.content.decode()
    assert Person.objects.get(pk=cast.bob.pk).is_active
    response = client.post(reverse("people:leave_now"), {"understood": "on"})
    assert response.url == reverse("people:left")
    assert not Person.objects.get(pk=cast.bob.pk).is_active
    assert client.get(reverse("people:me")).status_code == 302


def test_an_address_can_be_added_confirmed_and_made_the_main_one(client, cast, letters):
    EmailAddress.objects.create(user=cast.bob, email=cast.bob.email, verified=True, primary=True)
    client.force_login(cast.bob)
    addresses = reverse("account_email")
    client.post(addresses, {"action_add": "1", "email": "bob@home.example"})
    confirm = letters.link_in(letters.to("bob@home.example")[0])
    assert client.get(confirm).status_code == 200
    assert not EmailAddress.objects.get(email="bob@home.example").verified
    client.post(confirm)
    client.post(addresses, {"action_primary": "1", "email": "bob@home.example"})
    assert Person.objects.get(pk=cast.bob.pk).email == "bob@home.example"


def test_one_address_is_not_said_to_have_others(client, cast):
    client.force_login(cast.alice)
    page = client.get(reverse("people:me")).content.decode()
    assert cast.alice.email in page
    assert "and others" not in page
