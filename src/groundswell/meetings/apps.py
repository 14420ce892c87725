from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "groundswell.meetings"

    def ready(self) -> None:
        from groundswell.meetings import reactions, tasks  # noqa: F401
