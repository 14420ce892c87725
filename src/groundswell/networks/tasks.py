"""What comes round in this room."""

from datetime import timedelta

from groundswell.kernel.schedule import every
from groundswell.networks import services


@every(timedelta(hours=6))
def drop_old_imports() -> object:
    return services.drop_old_imports()


@every(timedelta(hours=6))
def close_checks() -> object:
    """A question to students ends on its day."""
    return services.close_checks()
