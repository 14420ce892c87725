"""Foreign keys look down the house, never up."""

from django.apps import apps

from tests.architecture.house import floor_of, rooms


def test_foreign_keys_look_down():
    upward = []
    for model in apps.get_models():
        room = model._meta.app_label
        if room not in rooms():
            continue
        for field in model._meta.get_fields():
            if not (field.is_relation and field.concrete and field.related_model):
                continue
            target = field.related_model._meta.app_label
            if target in rooms() and target != room and floor_of(target) <= floor_of(room):
                upward.append(
                    f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
                )
    assert upward == []
