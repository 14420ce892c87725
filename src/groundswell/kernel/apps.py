from django.apps import AppConfig


class KernelConfig(AppConfig):
    name = "groundswell.kernel"

    def ready(self) -> None:
        from django.db.backends.signals import connection_created

        from groundswell.kernel import durable, tasks  # noqa: F401

        connection_created.connect(durable.insist)
