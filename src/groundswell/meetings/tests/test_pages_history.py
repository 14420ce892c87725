"""Past minutes brought in: looked at first, all or none."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from groundswell.kernel.permissions import Permission
from groundswell.meetings.models import Meeting
from groundswell.meetings.tests.pages import page, url

pytestmark = pytest.mark.django_db


def upload(text, name):
    return SimpleUploadedFile(name, text.encode(), content_type="text/plain")


PAST = "# Spring meeting\n\nDate: 4 March 2021\n\nDecision: We buy hats.\nAction (Sam, by 3 May 2021): call them\n"


def test_past_minutes_come_in_after_a_look(alice, cast):
    there = url("history", cast)
    files = [upload(PAST, "spring.md"), upload("We met.\n", "undated.txt")]
    look = alice.post(there, {"chosen": files})
    words = look.content.decode()
    assert "We buy hats." in words
    assert not Meeting.objects.exists()
    previews = [preview["form"] for preview in look.context["previews"]]
    typed = {"n": 2, "_once": "h"}
    for form in previews:
        for field in form:
            typed[field.html_name] = field.value() or ""
    missing = alice.post(there, typed)
    assert missing.status_code == 422
    assert "No date was found" in missing.content.decode()
    assert not Meeting.objects.exists()
    typed["1-held_on"] = "2021-05-06"
    alice.post(there, typed)
    alice.post(there, typed)
    assert Meeting.objects.count() == 2
    first = Meeting.objects.earliest("starts_at")
    assert first.minutes.get().text == "We buy hats."
    found = page(alice, url("index", cast) + "?q=hats")
    assert "Spring meeting" in found
    assert "We met" in page(alice, url("meeting", cast, Meeting.objects.latest("starts_at").pk))


def test_a_file_that_is_not_what_it_says_gets_a_sentence(alice, cast):
    answer = alice.post(
        url("history", cast), {"chosen": SimpleUploadedFile("x.docx", b"%PDF-1.7 not word")}
    )
    assert answer.status_code == 422
    assert "x.docx" in answer.content.decode()


def test_a_member_may_not_bring_in_history(bob, cast):
    assert not cast.bob.holds(Permission.MINUTES_IMPORT, cast.network, None)
    assert bob.get(url("history", cast)).status_code == 403
