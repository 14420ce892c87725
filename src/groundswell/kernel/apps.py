from django.apps import AppConfig


class KernelConfig(AppConfig):
    name = "groundswell.kernel"

    def ready(self) -> None:
        from groundswell.kernel import tasks  # noqa: F401
