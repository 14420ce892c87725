from django.apps import AppConfig


class NetworksConfig(AppConfig):
    name = "groundswell.networks"

    def ready(self) -> None:
        from groundswell.kernel.actors import set_role_lookup
        from groundswell.networks import reactions, tasks  # noqa: F401
        from groundswell.networks.queries import roles_in_network

        set_role_lookup(roles_in_network)
