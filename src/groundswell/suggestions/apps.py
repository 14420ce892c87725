from django.apps import AppConfig


class SuggestionsConfig(AppConfig):
    name = "groundswell.suggestions"

    def ready(self) -> None:
        from groundswell.suggestions import reactions, tasks  # noqa: F401
