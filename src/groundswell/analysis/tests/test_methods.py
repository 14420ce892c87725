"""The page of a method says what the method does: its examples are run."""

import doctest
from pathlib import Path

import pytest

PAGES = sorted((Path(__file__).parents[4] / "docs" / "reference" / "methods").glob("*.md"))
LESSONS = (Path(__file__).parents[4] / "docs" / "how-to" / "use-the-statistics.md",)
NEEDED = ("## Example", "## Definition", "## When to use it", "## When not", "## References")


@pytest.mark.parametrize("written", PAGES, ids=lambda path: path.stem)
def test_the_page_of_a_method_is_whole_and_its_examples_come_out_as_printed(written):
    missing = [heading for heading in NEEDED if heading not in written.read_text(encoding="utf-8")]
    assert not missing
    failed, tried = doctest.testfile(str(written), module_relative=False, encoding="utf-8")
    assert tried
    assert not failed


@pytest.mark.parametrize("written", LESSONS, ids=lambda path: path.stem)
def test_the_examples_of_a_lesson_come_out_as_printed(written):
    failed, tried = doctest.testfile(str(written), module_relative=False, encoding="utf-8")
    assert tried
    assert not failed
