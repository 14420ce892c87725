from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "groundswell.demo"

    def ready(self) -> None:
        from groundswell.demo.doors import doors, things_to_try
        from groundswell.people.services import demo_doors, demo_tries

        demo_doors.append(doors)
        demo_tries.append(things_to_try)
