"""What a notebook pays for `import groundswell.analysis`: nothing but NumPy, in modules and in memory."""

import json
import subprocess
import sys

import pytest

READ = """
import json, sys
import numpy
def resident():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * 4096
before, had = resident() if sys.platform == "linux" else 0, set(sys.modules)
{code}
after = resident() if sys.platform == "linux" else 0
print(json.dumps({{"bytes": after - before, "modules": sorted(set(sys.modules) - had)}}))
"""
FOLDERS = ["agree", "claims", "compare", "qualitative", "relate", "scales"]
HEAVY = {"scipy", "pandas", "polars", "statsmodels", "sklearn", "django", "matplotlib"}


def loaded(code):
    done = subprocess.run(
        [sys.executable, "-c", READ.format(code=code)], capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


def test_importing_the_library_takes_less_than_ten_megabytes_more_than_numpy():
    found = loaded("import groundswell.analysis")
    assert found["bytes"] < 10e6
    assert not HEAVY & {name.partition(".")[0] for name in found["modules"]}


@pytest.mark.parametrize("folder", FOLDERS)
def test_importing_a_folder_brings_nothing_heavy(folder):
    found = loaded(f"import groundswell.analysis.{folder}")
    assert not HEAVY & {name.partition(".")[0] for name in found["modules"]}
