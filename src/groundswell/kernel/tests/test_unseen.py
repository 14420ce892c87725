"""Unseen pages: no cookie in, none out, whatever a view or a middleware behind it does."""

import re

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from groundswell.kernel import registries
from groundswell.kernel.middleware import unseen


@pytest.fixture
def hidden_path():
    pattern = re.compile(r"/hidden/")
    registries.unseen_paths.append(pattern)
    yield "/hidden/page/"
    registries.unseen_paths.remove(pattern)


def asked(path):
    request = RequestFactory().get(
        path, headers={"cookie": "sessionid=secret; groundswell_language=cy"}
    )
    seen = {}

    def view(request):
        seen.update(request.COOKIES)
        response = HttpResponse("x", headers={"Vary": "Cookie"})
        response.set_cookie("sessionid", "new")
        return response

    return seen, unseen(view)(request)


def test_an_unseen_page_meets_the_language_alone_and_leaves_nothing(hidden_path):
    seen, response = asked(hidden_path)
    assert seen == {"groundswell_language": "cy"}
    assert not response.cookies
    assert "Vary" not in response.headers


def test_other_pages_are_left_alone(hidden_path):
    seen, response = asked("/elsewhere/")
    assert seen["sessionid"] == "secret"
    assert response.cookies["sessionid"].value == "new"
