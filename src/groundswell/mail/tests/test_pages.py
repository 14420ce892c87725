"""The readable outbox exists where no mail leaves, and nowhere else."""

import pytest
from django.urls import reverse

from groundswell.mail.models import Letter
from groundswell.mail.services import File, queue_letter

pytestmark = pytest.mark.django_db
TEXT = "Hello <b>Bob</b>,\n\nhttps://network.example/l/poll/abc/\n"


@pytest.fixture
def letter():
    file = File("meeting.ics", "text/calendar", b"BEGIN:VCALENDAR")
    return queue_letter(to="bob@example.org", subject="When?", text=TEXT, kind="poll", files=[file])


def test_letters_are_listed_newest_first_and_found_by_address(client, letter):
    queue_letter(to="alice@example.org", subject="Later", text="x", kind="poll")
    page = client.get(reverse("mail:outbox")).content.decode()
    assert page.index("Later") < page.index("When?")
    bobs = client.get(reverse("mail:outbox"), {"to": "bob@"}).content.decode()
    assert "When?" in bobs
    assert "Later" not in bobs


def test_an_empty_outbox_teaches(client):
    assert "Every letter a network sends" in client.get(reverse("mail:outbox")).content.decode()


def test_a_letter_can_be_read_its_links_pressed_and_nothing_in_it_is_run(client, letter):
    page = client.get(reverse("mail:letter", args=[letter.pk])).content.decode()
    assert 'href="https://network.example/l/poll/abc/"' in page
    assert "Hello &lt;b&gt;Bob" in page


def test_an_enclosure_is_handed_over_as_a_file(client, letter):
    url = reverse("mail:enclosure", args=[letter.enclosures.get().pk])
    response = client.get(url)
    assert response.content == b"BEGIN:VCALENDAR"
    assert response["Content-Disposition"] == 'attachment; filename="meeting.ics"'


@pytest.mark.parametrize("name", ["mail:outbox", "mail:letter", "mail:enclosure"])
def test_there_is_no_outbox_where_mail_really_leaves(client, letter, settings, name):
    settings.READABLE_OUTBOX = False
    pk = letter.enclosures.get().pk if name == "mail:enclosure" else letter.pk
    url = reverse(name, args=[] if name == "mail:outbox" else [pk])
    assert client.get(url).status_code == 404


def test_ten_more_letters_cost_no_more_queries(client, letter, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        client.get(reverse("mail:outbox"))
    Letter.objects.bulk_create(
        Letter(to="bob@example.org", subject=str(n), text="x", kind="poll") for n in range(10)
    )
    with django_assert_max_num_queries(3):
        client.get(reverse("mail:outbox"))
