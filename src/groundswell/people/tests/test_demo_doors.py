"""One click into the demo, and nowhere else."""

from uuid import uuid4

import pytest
from django.urls import reverse

from groundswell.people.services import DemoDoor, demo_doors
from groundswell.people.tests.factories import PersonFactory


@pytest.fixture
def doors(settings, monkeypatch, db):
    settings.DEMO = True
    made_up = PersonFactory(name="Amara Made-Up", is_synthetic=True)
    real = PersonFactory(name="Real Person")
    listed = [
        DemoDoor(made_up.public_id, "A student co-chair", "Plan the next meeting"),
        DemoDoor(real.public_id, "Somebody real"),
    ]
    monkeypatch.setattr("groundswell.people.services.demo.demo_doors", [lambda: listed])
    return made_up, real


def test_the_page_lists_made_up_people_alone(client, doors):
    page = client.get(reverse("people:demo")).content.decode()
    assert "A student co-chair" in page
    assert "Be Amara Made-Up" in page
    assert "Somebody real" not in page


def test_one_click_signs_in_as_somebody_made_up(client, doors):
    made_up, _real = doors
    client.post(reverse("people:demo_enter", args=[made_up.public_id]))
    assert client.get(reverse("people:me")).status_code == 200


def test_nobody_real_can_be_entered(client, doors):
    _made_up, real = doors
    for public_id in (real.public_id, uuid4()):
        response = client.post(reverse("people:demo_enter", args=[public_id]))
        assert response.status_code == 404


def test_there_is_no_such_page_outside_the_demo(client, doors, settings):
    settings.DEMO = False
    made_up, _real = doors
    assert client.get(reverse("people:demo")).status_code == 404
    enter = reverse("people:demo_enter", args=[made_up.public_id])
    assert client.post(enter).status_code == 404


def test_the_story_of_the_demo_appends_to_one_list():
    assert isinstance(demo_doors, list)
