import os

from django.core.management import execute_from_command_line

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "groundswell.settings.dev")
execute_from_command_line()
