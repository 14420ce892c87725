"""Nothing heavy is loaded before somebody computes."""

import subprocess
import sys

import pytest

from groundswell import analysis


def loaded_by(program: str) -> str:
    look = "import sys; print(','.join(sorted({m.split('.')[0] for m in sys.modules})))"
    done = subprocess.run(  # noqa: S603 - our own program text
        [sys.executable, "-c", f"{program}\n{look}"], capture_output=True, text=True, check=True
    )
    return f",{done.stdout.strip()},"


def test_disclosure_control_is_imported_without_numpy_scipy_or_django():
    loaded = loaded_by("import groundswell.analysis; groundswell.analysis.disclose.NETWORK")
    assert not [name for name in ("numpy", "scipy", "django") if f",{name}," in loaded]


def test_the_web_program_starts_without_numpy_and_scipy():
    loaded = loaded_by("import django; django.setup(); import groundswell.urls")
    assert ",django," in loaded
    assert not [name for name in ("numpy", "scipy") if f",{name}," in loaded]


def test_a_folder_that_is_not_there_is_refused_with_those_that_are():
    with pytest.raises(AttributeError, match="It has: agree, charts"):
        analysis.astrology  # noqa: B018
    assert "disclose" in dir(analysis)
