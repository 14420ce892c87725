from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "groundswell.demo"

    def ready(self) -> None:
        from groundswell.demo.doors import doors
        from groundswell.people.services import demo_doors

        demo_doors.append(doors)
