"""Without a name means without a name: no column of anything written holds who it was."""

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.urls import reverse

from groundswell.networks.models import Membership
from groundswell.people.models import Person
from groundswell.suggestions.models import Suggestion
from groundswell.suggestions.services import answer, raise_suggestion
from groundswell.suggestions.tests.factories import raised

FAR = 987_654_321  # an id that stands nowhere by chance


@pytest.fixture
def hidden(cast):
    """A member whose id, address and name can be found wherever they were written."""
    person = Person.objects.create(
        pk=FAR, email="hidden.person@example.org", name="Hidden Person-Name", digest="daily"
    )
    Membership.objects.create(network=cast.network, person=person, kind="student")
    return person


def everything_written():
    """Every value of every row of every table, by where it stands."""
    for model in apps.get_models(include_auto_created=True):
        for row in model._default_manager.values():
            for column, value in row.items():
                yield f"{model._meta.label}.{column}", str(value)


def traces_of(person):
    """Where somebody can be found, outside their own account, membership and session."""
    signs = {str(person.pk), person.email, person.name, person.pseudonym, str(person.public_id)}
    own = ("people.Person.", "networks.Membership.", "usersessions.", "sessions.")
    return {
        where
        for where, value in everything_written()
        if not where.startswith(own) and any(sign in value for sign in signs)
    }


def test_no_column_holds_who_raised_it_without_their_name(client, cast, hidden, news):
    client.force_login(hidden)
    before = traces_of(hidden)
    url = reverse("suggestions:raise", args=["tidewell"])
    for to in ("group", "cochair"):
        sent = client.post(
            url, {"text": f"About {to}", "to": to, "as_whom": "without", "_once": to}
        )
        page = client.get(sent.url)
        assert page.status_code == 200
        assert (
            client.post(sent.url, {"do": "write", "text": "More.", "_once": f"{to}2"}).status_code
            == 302
        )
        assert client.post(sent.url, {"do": "rate", "rating": "no"}).status_code == 302
    news()
    answer(by=cast.alice, suggestion=Suggestion.objects.earliest("pk"), text="Thank you.")
    news()
    assert Suggestion.objects.count() == 2
    assert traces_of(hidden) == before


def test_the_token_of_the_private_page_is_kept_nowhere(client, cast, hidden):
    client.force_login(hidden)
    url = reverse("suggestions:raise", args=["tidewell"])
    form = {"text": "Quietly", "to": "cochair", "as_whom": "without", "_once": "n1"}
    token = client.post(url, form).url.strip("/").rpartition("/")[2]
    client.post(f"/l/raised/{token}/", {"do": "write", "text": "More.", "_once": "n2"})
    assert [where for where, value in everything_written() if token in value] == []


def test_what_is_raised_as_oneself_does_hold_who(cast, hidden):
    """The walk above would find a person if one were there."""
    raised(cast, by=hidden)
    assert "suggestions.Suggestion.raised_by_id" in traces_of(hidden)


def test_the_database_itself_refuses_a_person_on_something_anonymous(cast):
    one = raised(cast, is_anonymous=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Suggestion.objects.filter(pk=one.pk).update(raised_by=cast.bob)


def test_a_member_without_a_name_is_called_a_member_and_not_by_name(cast):
    one = raised(cast, is_anonymous=True)
    assert one.raised_as == "a member"
    assert one.agenda_item.raised_as == "a member"
    assert one.agenda_item.proposed_by is None


def test_an_address_is_not_kept_when_raised_as_oneself(cast):
    one = raise_suggestion(
        by=cast.bob, network=cast.network, text="Here I am", address="other@example.org"
    )
    assert one.address == ""


def test_every_field_that_could_hold_a_person_is_known_to_the_promise():
    """A new column for a person makes this fail, so that somebody thinks of the promise."""
    people = {
        field.name
        for field in Suggestion._meta.get_fields()
        if isinstance(field, models.ForeignKey) and field.related_model is Person
    }
    assert people == {"raised_by", "owner", "to_person"}
