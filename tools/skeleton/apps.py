from django.apps import AppConfig


class RoomnameConfig(AppConfig):
    name = "groundswell.roomname"

    def ready(self) -> None:
        from groundswell.roomname import reactions  # noqa: F401
