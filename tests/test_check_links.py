"""The link checker: what it must catch, and what it must leave alone."""

from pathlib import Path

import pytest

from tools.check_links import anchors, problems

ROOT = Path(__file__).resolve().parent.parent


def write(root: Path, name: str, text: str) -> None:
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text(text, encoding="utf-8")


def test_a_link_to_a_file_that_is_gone_is_named_with_its_page(tmp_path):
    write(tmp_path, "docs/a.md", "See [the other](b.md).")
    assert problems(tmp_path) == ["docs/a.md: links to b.md, and there is no b.md"]


def test_a_link_to_a_heading_that_was_renamed_is_caught(tmp_path):
    write(tmp_path, "a.md", "# One\n\n[down](#two) and [over](b.md#here) and [fine](#one)")
    write(tmp_path, "b.md", "# There")
    assert problems(tmp_path) == [
        "a.md: links to #two, and a.md has no heading #two",
        "a.md: links to b.md#here, and b.md has no heading #here",
    ]


def test_other_sites_mail_addresses_and_code_are_left_alone(tmp_path):
    text = "[a](https://example.org/x) [b](mailto:a@example.org) `[c](gone.md)`\n\n```\n[d](gone.md)\n```\n"
    write(tmp_path, "a.md", text)
    assert problems(tmp_path) == []


def test_a_recipe_cannot_name_a_file_that_does_not_exist(tmp_path):
    write(tmp_path, "src/groundswell/kernel/permissions.py", "")
    write(
        tmp_path,
        "CONTRIBUTING.md",
        "Edit `kernel/permissions.py` and `permissions.py`, then `kernel/gone.py`; run `make check`. "
        "In `<room>/views.py`, or `docs/decisions/NNNN-title.md`.",
    )
    assert problems(tmp_path) == [
        "CONTRIBUTING.md: names `kernel/gone.py`, and there is no such file"
    ]


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [
        ("# Add a page", "add-a-page"),
        ("## 3. What `make check` does", "3-what-make-check-does"),
        ("## Don't [worry](x.md)!", "dont-worry"),
    ],
)
def test_anchors_are_those_a_code_host_makes(heading, anchor):
    assert anchor in anchors(heading)


def test_a_heading_inside_a_code_block_offers_no_anchor():
    assert anchors("```\n# not a heading\n```\n") == set()


def test_our_own_documentation_has_no_broken_link():
    assert problems(ROOT) == []
