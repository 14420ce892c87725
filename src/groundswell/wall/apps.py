from django.apps import AppConfig


class WallConfig(AppConfig):
    name = "groundswell.wall"

    def ready(self) -> None:
        from groundswell.wall import reactions, tasks  # noqa: F401
