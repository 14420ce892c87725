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
        for field in model._meta.get_fields():
            points = field.is_relation and field.concrete and field.related_model
            if points and field.related_model._meta.label == "people.Person":
                found.add(model._meta.label)
            elif field.concrete and field.name in WORDS_OF_A_PERSON:
                found.add(model._meta.label)
    return found


def test_every_model_with_a_person_is_in_the_registry():
    answered = {label for entry in registries.personal_data for label in entry.models}
    assert sorted(models_with_people() - answered - NOT_A_PERSON) == []


def test_the_registry_names_only_models_that_exist():
    labels = {model._meta.label for model in apps.get_models()}
    answered = {label for entry in registries.personal_data for label in entry.models}
    assert sorted(answered - labels) == []
