"""What this room gives to the day, to the handover and to my data."""

from datetime import timedelta

import pytest

from groundswell.kernel import registries
from groundswell.kernel.clock import now
from groundswell.kernel.errors import NotAllowed
from groundswell.kernel.registries import looking
from groundswell.suggestions import services
from groundswell.suggestions.models import SuggestionStep
from groundswell.suggestions.reactions import registry
from groundswell.suggestions.tests.factories import raised


def test_the_owner_is_reminded_on_their_day_without_a_co_chair_s_words(cast):
    raised(cast, to="cochair", text="Between us")
    needs = list(registry.attention(looking(cast.alice.pk, cast.network)))
    assert [need.kind for need in needs] == ["To answer"]
    assert "Between us" not in needs[0].title
    assert list(registry.attention(looking(cast.bob.pk, cast.network))) == []


def test_the_raiser_is_asked_on_their_day_until_they_say(cast):
    one = raised(cast)
    services.close(by=cast.alice, suggestion=one, outcome="Done.")
    assert len(list(registry.attention(looking(cast.bob.pk, cast.network)))) == 1
    services.rate(by=cast.bob, suggestion=one, rating="helped")
    assert list(registry.attention(looking(cast.bob.pk, cast.network))) == []


def test_only_what_was_raised_with_the_group_is_news(cast):
    raised(cast, to="cochair")
    raised(cast, kind="celebrate", text="The porter smiled.")
    lines = list(registry.occurrences(cast.network, now() - timedelta(days=1)))
    assert [line.title for line in lines] == ["Something good: The porter smiled."]


def test_a_leaving_co_chair_s_matters_pass_to_another(cast):
    one = raised(cast)
    (held,) = registry.held(cast.alice.pk, cast.network.pk)
    registry.pass_on(by=cast.alice, key=held.key, to_person_id=cast.sade.pk)
    assert registry.held(cast.alice.pk, cast.network.pk) == []
    one.refresh_from_db()
    assert one.owner == cast.sade


def test_what_was_raised_with_one_by_name_is_passed_on_by_them_alone(cast):
    raised(cast, to="cochair", to_person=cast.sade)
    (held,) = registry.held(cast.sade.pk, cast.network.pk)
    with pytest.raises(NotAllowed):
        registry.pass_on(by=cast.alice, key=held.key, to_person_id=cast.alice.pk)


def test_my_data_holds_my_words_and_forgetting_erases_them(cast):
    one = raised(cast, text="My words", address="")
    services.write_more(by=cast.bob, suggestion=one, text="My reply")
    services.rate(by=cast.bob, suggestion=one, rating="no", text="My verdict")
    (row,) = registry.export(cast.bob.pk)
    assert (row["text"], row["wrote"], row["rating_text"]) == (
        "My words",
        ["My reply"],
        "My verdict",
    )
    registry.forget(cast.bob.pk)
    one.refresh_from_db()
    assert (one.raised_by, one.rating_text) == (None, "")
    left = [one.text, *SuggestionStep.objects.values_list("text", flat=True)]
    assert not any("My" in words for words in left)


def test_forgetting_a_co_chair_takes_their_name_off(cast):
    one = raised(cast, to="cochair", to_person=cast.sade)
    services.answer(by=cast.sade, suggestion=one, text="Yes.")
    assert [row["what"] for row in registry.export(cast.sade.pk)] == ["answered"]
    registry.forget(cast.sade.pk)
    one.refresh_from_db()
    assert (one.owner, one.to_person) == (None, None)
    assert not one.steps.filter(by=cast.sade).exists()


@pytest.mark.parametrize(
    "example",
    [entry for entry in registries.example_urls if entry.name.startswith("suggestions:")],
    ids=lambda entry: entry.name,
)
def test_every_example_page_opens(client, cast, example):
    url = example.make(cast)
    if not example.public:
        client.force_login(cast.alice)
    assert client.get(url).status_code == 200
