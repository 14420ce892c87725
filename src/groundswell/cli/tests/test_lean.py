"""A web worker holds what its pages need; what reads a file now and then is loaded when one comes."""

import subprocess
import sys

ALL_PAGES = """
import sys, django
django.setup()
import groundswell.wsgi
from django.urls import get_resolver
get_resolver().url_patterns
print(*sorted({"docx", "lxml", "numpy", "scipy", "PIL", "openpyxl", "holidays"} & sys.modules.keys()))
"""


def test_a_worker_that_has_every_page_has_loaded_nothing_heavy():
    done = subprocess.run(
        [sys.executable, "-c", ALL_PAGES], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == []
