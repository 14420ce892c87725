"""Every word a person reads is marked for translation, and every page's file belongs to its room."""

import pytest

from groundswell.ui.tests.marking import untranslated_text
from tests.architecture.house import PACKAGE

TEMPLATES = sorted(p for p in PACKAGE.rglob("templates/**/*") if p.suffix in {".html", ".txt"})


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_every_word_of_a_template_is_marked_for_translation(path):
    assert untranslated_text(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_template_carries_a_script_or_a_style_of_its_own(path):
    text = path.read_text(encoding="utf-8").lower()
    assert " style=" not in text or path.name.startswith("mail"), (
        "the page's policy refuses inline styles"
    )
    for opening in text.split("<script")[1:]:
        assert "src=" in opening.split(">")[0] or "application/json" in opening.split(">")[0]
    assert "onclick=" not in text
    assert "javascript:" not in text
