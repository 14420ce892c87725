import threading

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.http import HttpResponse
from django.shortcuts import redirect

from groundswell.kernel.models import Sending
from groundswell.kernel.pages import typed, written
from groundswell.kernel.web import once, page_of, sign_in_required


@pytest.fixture
def made():
    return []


@pytest.fixture
def view(made):
    @once
    def make(request):
        if request.POST.get("words") == "wrong":
            return HttpResponse("the form again")
        made.append(request.POST["words"])
        return redirect("/made/1/")

    return make


@pytest.mark.django_db
def test_a_form_sent_twice_is_taken_once_and_both_land_on_the_same_page(rf, view, made):
    first, second = (view(rf.post("/make/", {"words": "hello", "_once": "n1"})) for _ in range(2))
    assert made == ["hello"]
    assert first.url == second.url == "/made/1/"


@pytest.mark.django_db
def test_an_address_that_opens_something_is_never_kept_with_the_form(rf):
    token = "Zk3aTqQ_9LmPzAb-Zk3aTqQ_9LmPzAbc"

    @once
    def answer(request):
        return redirect(f"/l/ask/{token}/#done")

    for _ in range(2):
        assert token in answer(rf.post(f"/l/ask/{token}/", {"_once": "n1"})).headers["Location"]
    assert [row.went_to for row in Sending.objects.all()] == [""]


@pytest.mark.django_db
def test_a_number_with_a_nul_in_it_breaks_no_database(rf, view, made):
    view(rf.post("/make/", {"words": "hello", "_once": "n\0"}))
    assert [row.nonce for row in Sending.objects.all()] == ["n"]


@pytest.mark.django_db
def test_a_form_that_came_back_with_an_error_may_be_sent_again(rf, view, made):
    view(rf.post("/make/", {"words": "wrong", "_once": "n1"}))
    view(rf.post("/make/", {"words": "right", "_once": "n1"}))
    assert made == ["right"]


@pytest.mark.django_db
def test_a_form_that_broke_may_be_sent_again(rf):
    @once
    def breaks(request):
        raise RuntimeError

    with pytest.raises(RuntimeError):
        breaks(rf.post("/make/", {"_once": "n1"}))
    assert not Sending.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_the_same_moment_make_one_thing(rf, made):
    both_here = threading.Barrier(2, timeout=10)

    @once
    def slow(request):
        made.append(1)
        return redirect("/made/1/")

    def click():
        both_here.wait()
        slow(rf.post("/make/", {"_once": "n1"}))
        connection.close()

    clicks = [threading.Thread(target=click) for _ in range(2)]
    for thread in clicks:
        thread.start()
    for thread in clicks:
        thread.join()
    assert made == [1]


def test_what_was_typed_comes_back_without_the_secrets(rf):
    request = rf.post(
        "/x/", {"words": "a long story", "password": "hidden", "csrfmiddlewaretoken": "t"}
    )
    assert typed(request) == [("words", "a long story")]


def test_only_words_are_shown_of_what_was_typed_and_all_of_it_is_sent_again(rf):
    form = {
        "text": "Hats",
        "version": "3",
        "digest": "at_once",
        "is_wanted": "on",
        "due_on": "2026-12-01",
        "do": "done",
    }
    pairs = typed(rf.post("/x/", form))
    assert (written(pairs), dict(pairs)) == (["Hats"], form)


@pytest.mark.django_db
def test_words_sent_after_the_session_ended_are_given_back(rf):
    @sign_in_required
    def page(request):
        raise AssertionError

    request = rf.post("/n/tidewell/x/", {"words": "a long story"})
    request.user = AnonymousUser()
    response = page(request)
    assert response.status_code == 403
    assert "a long story" in response.content.decode()


@pytest.mark.parametrize("asked", ["0", "99", "x", ""])
def test_a_page_number_out_of_range_gives_the_nearest(rf, asked):
    page = page_of(rf.get("/", {"page": asked}), list(range(30)), size=25)
    assert page.number in {1, 2}
