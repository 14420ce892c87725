from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "groundswell.mail"

    def ready(self) -> None:
        from groundswell.mail import reactions, tasks  # noqa: F401
