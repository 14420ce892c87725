from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "groundswell.home"

    def ready(self) -> None:
        from groundswell.home import reactions  # noqa: F401
