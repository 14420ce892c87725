"""The entry point a server loads."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "groundswell.settings.production")
django = get_wsgi_application()

from groundswell.kernel.turns import Turns, is_slow  # noqa: E402 - the settings are read by now

application = Turns(django, is_slow)

# After Django is awake, since it asks the settings which database this is.
from groundswell.kernel.in_use import share_for_life  # noqa: E402

share_for_life()
