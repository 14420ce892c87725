from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    name = "groundswell.projects"

    def ready(self) -> None:
        from groundswell.projects import reactions, tasks  # noqa: F401
