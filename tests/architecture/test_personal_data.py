"""A model that holds a person is answered for by some room's entry in the personal-data registry."""

from django.apps import apps

from groundswell.kernel import registries
from tests.architecture.house import rooms

WORDS_OF_A_PERSON = {"address", "email", "holder", "to"}
NOT_A_PERSON = {
    "networks.Office",  # an office's public contact; kept by the network, corrected in the directory
}


def models_with_people() -> set[str]:
    found = set()
    for model in apps.get_models():
        if model._meta.app_label not in rooms():
            continue
        if any(is_about_a_person(field) for field in model._meta.get_fields() if field.concrete):
            found.add(model._meta.label)
    return found


def is_about_a_person(field) -> bool:
    points_at = field.related_model._meta.label if field.is_relation and field.related_model else ""
    return points_at == "people.Person" or field.name in WORDS_OF_A_PERSON


def test_every_model_with_a_person_is_in_the_registry():
    answered = {label for entry in registries.personal_data for label in entry.models}
    assert sorted(models_with_people() - answered - NOT_A_PERSON) == []


def test_the_registry_names_only_models_that_exist():
    labels = {model._meta.label for model in apps.get_models()}
    answered = {label for entry in registries.personal_data for label in entry.models}
    assert sorted(answered - labels) == []
