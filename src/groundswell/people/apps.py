from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "groundswell.people"

    def ready(self) -> None:
        from groundswell.people import reactions, tasks  # noqa: F401
