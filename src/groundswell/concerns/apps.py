from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ConcernsConfig(AppConfig):
    name = "groundswell.concerns"

    def ready(self) -> None:
        from groundswell.concerns import aftermath, reactions, tasks  # noqa: F401
        from groundswell.concerns.disorder import scatter_rows

        post_migrate.connect(scatter_rows, sender=self)
