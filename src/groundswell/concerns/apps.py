from django.apps import AppConfig


class ConcernsConfig(AppConfig):
    name = "groundswell.concerns"

    def ready(self) -> None:
        from groundswell.concerns import aftermath, reactions, tasks  # noqa: F401
