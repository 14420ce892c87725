"""The permission table is complete: each is described, granted to some role, used by a service, named in a test."""

import pytest

from groundswell.kernel.permissions import BY_LINK, DESCRIPTIONS, GRANTS, Permission
from tests.architecture.house import PACKAGE, ROOT, python_files

SOURCE = "\n".join(
    p.read_text(encoding="utf-8") for p in python_files() if p.name != "permissions.py"
)
TESTS = "\n".join(
    p.read_text(encoding="utf-8")
    for folder in (PACKAGE, ROOT / "tests")
    for p in folder.rglob("test_*.py")
    if "architecture" not in p.parts
)


@pytest.mark.parametrize("permission", list(Permission))
def test_a_permission_is_described_and_somebody_holds_it(permission):
    assert str(DESCRIPTIONS[permission])
    assert permission in BY_LINK or any(permission in grants for grants in GRANTS.values())


@pytest.mark.parametrize("permission", list(Permission))
def test_a_permission_is_used_by_a_service(permission):
    assert f"Permission.{permission.name}" in SOURCE or f"P.{permission.name}" in SOURCE


@pytest.mark.parametrize("permission", list(Permission))
def test_a_permission_is_named_in_a_test(permission):
    assert permission.name in TESTS or f'"{permission.value}"' in TESTS
