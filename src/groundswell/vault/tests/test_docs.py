import doctest
from pathlib import Path

PAGE = Path(__file__).parents[4] / "docs" / "reference" / "vault.md"


def test_every_example_of_the_reference_page_is_true():
    failed, tried = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8")
    assert tried > 30
    assert not failed
