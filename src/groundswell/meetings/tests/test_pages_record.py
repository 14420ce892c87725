"""The pages of agenda, minutes and actions: by members, as plain forms, losing nothing."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from groundswell.kernel import registries
from groundswell.kernel.permissions import Permission
from groundswell.mail.models import Letter
from groundswell.meetings.models import Action, AgendaItem, Attendance, Minute
from groundswell.meetings.services import assign_action, decide, write_note
from groundswell.meetings.tests.factories import AgendaItemFactory, MeetingFactory
from groundswell.meetings.tests.pages import page, url
from groundswell.networks.tests.factories import MembershipFactory

pytestmark = pytest.mark.django_db
HX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def meeting(cast):
    start = timezone.now() - timedelta(hours=1)
    return MeetingFactory(
        network=cast.network, starts_at=start, ends_at=start + timedelta(hours=2), title="November"
    )


@pytest.fixture
def item(cast, meeting):
    return AgendaItemFactory(network=cast.network, meeting=meeting, title="Hats")


MINE = [each for each in registries.example_urls if each.name.startswith("meetings:")]


@pytest.mark.parametrize("example", MINE, ids=lambda each: each.name)
def test_every_page_opens_for_a_chair(example, alice, cast):
    assert alice.get(example.make(cast)).status_code == 200


@pytest.mark.parametrize(
    "example", [each for each in MINE if not each.public], ids=lambda each: each.name
)
def test_strangers_cannot_tell_a_page_exists(example, client, cast):
    address = example.make(cast)
    client.force_login(cast.charlie)
    assert client.get(address).status_code == 404


# proposing


def test_one_field_puts_something_on_the_next_agenda(bob, cast):
    soon = MeetingFactory(network=cast.network)
    bob.post(url("agenda", cast), {"title": "Hats", "_once": "n1"})
    bob.post(url("agenda", cast), {"title": "Hats", "_once": "n1"})
    item = AgendaItem.objects.get()
    assert (item.meeting, item.proposed_by, item.raiser) == (soon, cast.bob, "a member")


def test_an_over_long_title_keeps_what_was_typed(bob, cast):
    response = bob.post(url("agenda", cast), {"title": "h" * 161, "text": "the rest"})
    assert "the rest" in response.content.decode()
    assert not AgendaItem.objects.exists()


def test_the_title_of_an_unminuted_item_is_for_its_proposer_and_the_chairs(client, cast, meeting):
    AgendaItemFactory(
        network=cast.network,
        meeting=meeting,
        title="About a lecturer",
        text="in detail",
        is_unminuted=True,
        proposed_by=cast.bob,
    )
    secret = AgendaItem.objects.get()
    for who, sees in ((cast.bob, True), (cast.alice, True), (cast.femi, False)):
        client.force_login(who)
        for name in ("meeting", "minutes", "agenda"):
            args = [] if name == "agenda" else [meeting.pk]
            words = page(client, url(name, cast, *args))
            assert "Unminuted item" in words
            assert ("About a lecturer" in words) is sees, name
        assert ("About a lecturer" in page(client, url("item", cast, secret.pk))) is sees
    assert "in detail" not in page(client, url("item", cast, secret.pk))


def test_chairs_move_items_with_plain_buttons(alice, cast, meeting, item):
    other = AgendaItemFactory(network=cast.network, meeting=meeting)
    alice.post(url("order", cast, meeting.pk), {"item": other.pk, "do": "up"})
    other.refresh_from_db()
    assert other.position == 1
    alice.post(url("order", cast, meeting.pk), {"item": other.pk, "do": "back"})
    other.refresh_from_db()
    assert other.state == "waiting"


def test_a_member_may_not_reorder(bob, cast, meeting, item):
    assert not cast.bob.holds(Permission.AGENDA_ORDER, cast.network, None)
    answer = bob.post(url("order", cast, meeting.pk), {"item": item.pk, "do": "up"})
    assert answer.status_code == 403


def test_two_people_editing_an_item_see_both_texts(bob, cast, item):
    AgendaItem.objects.filter(pk=item.pk).update(proposed_by=cast.bob)
    typed = {"title": "First words", "version": 1, "raised_as": ""}
    assert bob.post(url("item", cast, item.pk), typed).status_code == 302
    again = bob.post(url("item", cast, item.pk), {**typed, "title": "Second words"})
    words = again.content.decode()
    assert "First words" in words
    assert "Second words" in words
    assert (
        bob.post(
            url("item", cast, item.pk), {**typed, "title": "Both words", "version": 2}
        ).status_code
        == 302
    )


# minutes


@pytest.mark.parametrize("kind", ["note", "decision"])
def test_a_line_is_written_with_one_button(bob, cast, meeting, item, kind):
    typed = {"text": "We ask them", "kind": kind, "item": item.pk, "_once": "n2"}
    for _twice in range(2):
        answer = bob.post(url("minutes", cast, meeting.pk), typed)
        assert answer.url.endswith(f"#item-{item.pk}")
    assert Minute.objects.get().kind == kind


def test_an_action_has_me_and_two_weeks_unless_i_say_otherwise(bob, cast, meeting, item):
    words = page(bob, url("minutes", cast, meeting.pk))
    due = (timezone.localdate() + timedelta(days=14)).isoformat()
    assert f'value="{due}"' in words
    assert words.index("me (Bob") < words.index("Femi Adeyemi</option>")
    typed = {"text": "Ask", "kind": "action", "item": item.pk, "owner": cast.femi.pk, "due_on": due}
    bob.post(url("minutes", cast, meeting.pk), typed)
    action = Action.objects.get()
    assert (action.owner, str(action.due_on), action.item) == (cast.femi, due, item)


@pytest.mark.parametrize(
    "line", ["Femi: count the hats", "@Femi count the hats", "femi adeyemi: count the hats"]
)
def test_a_line_that_begins_with_a_name_is_that_persons_action(bob, cast, meeting, item, line):
    typed = {"text": line, "kind": "action", "item": item.pk, "owner": cast.bob.pk}
    due = timezone.localdate() + timedelta(days=9)
    answer = bob.post(url("minutes", cast, meeting.pk), typed | {"due_on": due}, follow=True, **HX)
    action = Action.objects.get()
    assert (action.text, action.owner) == ("Count the hats", cast.femi)
    assert "Saved. Femi Adeyemi has until" in answer.content.decode()


def test_a_name_that_two_members_have_is_asked_about_and_who_is_here_wins(bob, cast, meeting, item):
    other = MembershipFactory(network=cast.network, person__name="Femi Okafor").person
    typed = {
        "text": "Femi: count the hats",
        "kind": "action",
        "item": item.pk,
        "owner": cast.bob.pk,
    }
    typed["due_on"] = timezone.localdate()
    answer = bob.post(url("minutes", cast, meeting.pk), typed)
    words = answer.content.decode()
    assert answer.status_code == 422
    assert "Several members are called Femi: Femi Adeyemi, Femi Okafor." in words
    assert 'value="Femi: count the hats"' in words
    Attendance.objects.create(meeting=meeting, person=other, state="came")
    bob.post(url("minutes", cast, meeting.pk), typed)
    assert Action.objects.get().owner == other


def test_an_at_before_nobodys_name_is_asked_about(bob, cast, meeting, item):
    typed = {"text": "@Femmi count", "kind": "action", "item": item.pk, "owner": cast.bob.pk}
    answer = bob.post(url("minutes", cast, meeting.pk), typed)
    assert "No member is called Femmi." in answer.content.decode()
    assert not Action.objects.exists()


@pytest.mark.parametrize(
    ("kind", "text"), [("action", "Library: ask for a copy"), ("note", "Femi: it hurt")]
)
def test_a_colon_is_only_a_colon_after_other_words_and_in_other_lines(
    bob, cast, meeting, item, kind, text
):
    typed = {"text": text, "kind": kind, "item": item.pk, "due_on": timezone.localdate()}
    bob.post(url("minutes", cast, meeting.pk), typed)
    row = (Action if kind == "action" else Minute).objects.get()
    assert row.text == text
    assert not isinstance(row, Action) or row.owner == cast.bob


def test_whom_the_list_names_wins_over_a_name_in_the_line(bob, cast, meeting, item):
    typed = {"text": "Femi: count", "kind": "action", "item": item.pk, "owner": cast.sade.pk}
    bob.post(url("minutes", cast, meeting.pk), typed | {"due_on": timezone.localdate()})
    action = Action.objects.get()
    assert (action.owner, action.text) == (cast.sade, "Femi: count")


def test_an_action_is_due_at_the_next_meeting_when_that_leaves_a_week(bob, cast, meeting, item):
    start = timezone.now() + timedelta(days=26)
    MeetingFactory(
        network=cast.network, starts_at=start, ends_at=start + timedelta(hours=1), state="fixed"
    )
    near = timezone.now() + timedelta(days=3)
    MeetingFactory(
        network=cast.network, starts_at=near, ends_at=near + timedelta(hours=1), state="fixed"
    )
    words = page(bob, url("minutes", cast, meeting.pk))
    assert f'value="{timezone.localdate(start).isoformat()}"' in words


def test_a_long_tap_list_is_closed_so_that_the_minutes_are_one_screen_away(bob, cast, meeting):
    assert '<details class="card sunk who" open>' in page(bob, url("minutes", cast, meeting.pk))
    MembershipFactory.create_batch(12, network=cast.network)
    assert '<details class="card sunk who">' in page(bob, url("minutes", cast, meeting.pk))


def test_a_meeting_that_is_over_says_so_and_is_not_put_into_calendars(bob, cast):
    now = timezone.now()
    times = {"starts_at": now - timedelta(hours=3), "ends_at": now - timedelta(hours=2)}
    over = MeetingFactory(network=cast.network, state="fixed", **times)
    words = page(bob, url("meeting", cast, over.pk))
    assert "Over; its minutes are not sent yet" in words
    assert "Add to my calendar" not in words
    times = {"starts_at": now + timedelta(hours=2), "ends_at": now + timedelta(hours=3)}
    ahead = MeetingFactory(network=cast.network, state="fixed", **times)
    assert "Add to my calendar" in page(bob, url("meeting", cast, ahead.pk))


def test_before_a_meeting_its_minutes_cannot_be_sent_and_are_no_first_choice(alice, cast):
    start = timezone.now() + timedelta(days=3)
    later = MeetingFactory(
        network=cast.network, starts_at=start, ends_at=start + timedelta(hours=1), state="fixed"
    )
    words = page(alice, url("send", cast, later.pk))
    assert "Its minutes can be sent once it has." in words
    assert "Close and send to" not in words
    there = page(alice, url("meeting", cast, later.pk))
    assert 'class="button quiet" href="' + url("minutes", cast, later.pk) in there
    without = MeetingFactory(network=cast.network, starts_at=None, ends_at=None, state="polling")
    assert "Write the minutes" not in page(alice, url("meeting", cast, without.pk))


def test_a_tap_on_who_is_here_leaves_the_focus_where_it_is(bob, cast, meeting):
    assert 'class="seats" data-quiet' in page(bob, url("attendance", cast, meeting.pk))


def test_a_note_under_an_item_begins_with_words(bob, cast, meeting):
    AgendaItemFactory(
        network=cast.network, meeting=meeting, is_unminuted=True, minutes_long=5, state="scheduled"
    )
    for name in ("meeting", "minutes"):
        words = page(bob, url(name, cast, meeting.pk))
        assert '<span class="note"> ·' not in words
        assert '<p class="muted small-words"> ·' not in words


def test_an_items_words_stand_once_when_they_are_its_title(bob, cast):
    item = AgendaItemFactory(network=cast.network, title="Hats", text="Hats")
    assert "<p>Hats</p>" not in page(bob, url("item", cast, item.pk))


def test_an_over_long_action_keeps_its_words(bob, cast, meeting, item):
    typed = {"text": "w" * 401, "kind": "action", "item": item.pk}
    answer = bob.post(url("minutes", cast, meeting.pk), typed)
    assert answer.status_code == 422
    assert "w" * 401 in answer.content.decode()
    assert "401" in answer.content.decode()
    part = bob.post(url("minutes", cast, meeting.pk), typed, **HX)
    assert "w" * 401 in part.content.decode()
    assert "<html" not in part.content.decode()


def test_htmx_gets_the_item_afresh_and_a_replay_writes_nothing(bob, cast, meeting, item):
    typed = {"text": "We ask them", "kind": "note", "item": item.pk, "_once": "n3"}
    for _twice in range(2):
        answer = bob.post(url("minutes", cast, meeting.pk), typed, follow=True, **HX)
        words = answer.content.decode()
        assert "We ask them" in words
        assert "<html" not in words
    assert Minute.objects.count() == 1


def test_what_others_write_arrives_and_nothing_when_nothing_changed(bob, cast, meeting, item):
    mark = bob.get(url("minutes", cast, meeting.pk)).context["mark"]
    assert bob.get(url("lines", cast, meeting.pk), {"seen": mark}).status_code == 204
    write_note(by=cast.sade, meeting=meeting, item=item, text="From Sade")
    answer = bob.get(url("lines", cast, meeting.pk), {"seen": mark})
    assert "From Sade" in answer.content.decode()
    assert 'hx-swap-oob="true"' in answer.content.decode()


def test_an_unminuted_item_offers_no_field(bob, cast, meeting):
    item = AgendaItemFactory(network=cast.network, meeting=meeting, is_unminuted=True)
    words = page(bob, url("minutes", cast, meeting.pk))
    assert f'id="line-{item.pk}-text"' not in words
    bob.post(url("settle", cast, meeting.pk), {"item": item.pk, "do": "talked"})
    item.refresh_from_db()
    assert item.state == "discussed"


def test_no_decision_yet_carries_an_item_over(bob, cast, meeting, item):
    bob.post(url("settle", cast, meeting.pk), {"item": item.pk, "do": "carry"})
    item.refresh_from_db()
    assert (item.state, item.meeting) == ("waiting", None)


def test_two_people_on_one_line_see_both_texts(bob, cast, meeting, item):
    line = decide(by=cast.bob, meeting=meeting, item=item, text="First")
    there = url("line", cast, meeting.pk, line.pk)
    typed = {"text": "Theirs", "objections": "The cost", "version": 1}
    assert bob.post(there, typed).status_code == 302
    again = bob.post(there, {**typed, "text": "Mine"})
    assert again.status_code == 409
    assert "Theirs" in again.content.decode()
    assert "Mine" in again.content.decode()
    assert bob.post(there, {**typed, "text": "Both", "version": 2}).status_code == 302


def test_a_line_can_be_taken_out(bob, cast, meeting, item):
    line = write_note(by=cast.bob, meeting=meeting, item=item, text="Wrong")
    bob.post(url("line", cast, meeting.pk, line.pk), {"do": "strike"})
    assert not Minute.objects.exists()


def test_taps_of_two_people_do_not_undo_each_other(bob, cast, meeting):
    there = url("attendance", cast, meeting.pk)
    page_of_bob = [f"{cast.femi.pk}:", f"{cast.dalia.pk}:"]
    bob.post(there, {"was": page_of_bob, f"seat-{cast.femi.pk}": "came"})
    bob.post(there, {"was": page_of_bob, f"seat-{cast.dalia.pk}": "could_not"}, **HX)
    states = dict(Attendance.objects.values_list("person_id", "state"))
    assert states == {cast.femi.pk: "came", cast.dalia.pk: "could_not"}


# sending


def test_close_and_send_once(alice, cast, meeting, item, news):
    decide(by=cast.bob, meeting=meeting, item=item, text="Hats everywhere")
    for nonce in ("a", "a", "b"):
        alice.post(url("send", cast, meeting.pk), {"_once": nonce})
    news()
    news()
    assert Letter.objects.filter(kind="minutes").count() == 6
    words = page(alice, url("send", cast, meeting.pk))
    assert "The minutes are out" in words
    assert "Hats everywhere" in words


def test_a_member_is_told_who_sends(bob, cast, meeting, item):
    assert not cast.bob.holds(Permission.MINUTES_SEND, cast.network, None)
    assert "A co-chair sends them" in page(bob, url("send", cast, meeting.pk))
    assert bob.post(url("send", cast, meeting.pk)).status_code == 403


def test_nothing_written_is_not_sent(alice, cast, meeting):
    answer = alice.post(url("send", cast, meeting.pk))
    assert answer.status_code == 422
    assert not mail.outbox


# cost


def fill(cast, meeting, n):
    for each in range(n):
        item = AgendaItemFactory(network=cast.network, meeting=meeting, proposed_by=cast.bob)
        AgendaItemFactory(network=cast.network, proposed_by=cast.bob)
        write_note(by=cast.bob, meeting=meeting, item=item, text=f"Line {each}")
        for owner, about in ((cast.femi, meeting), (cast.bob, None)):
            assign_action(
                by=cast.bob,
                network=cast.network,
                text="x",
                owner=owner,
                due_on=timezone.localdate(),
                meeting=about,
                item=item if about else None,
            )
        MembershipFactory(network=cast.network)


@pytest.mark.parametrize(
    ("name", "about"),
    [
        ("minutes", True),
        ("lines", True),
        ("send", True),
        ("attendance", True),
        ("meeting", True),
        ("agenda", False),
        ("actions", False),
    ],
)
def test_ten_more_rows_cost_no_more_queries(
    name, about, alice, cast, meeting, django_assert_max_num_queries
):
    there = url(name, cast, *([meeting.pk] if about else []))
    alice.get(there)  # what every page of a network shows is asked once for all of them
    fill(cast, meeting, 2)
    with django_assert_max_num_queries(40) as before:
        alice.get(there)
    fill(cast, meeting, 10)
    with django_assert_max_num_queries(len(before)):
        alice.get(there)
    assert len(before) <= 12, "\n".join(
        q["sql"][:60] + " … " + q["sql"].partition(" FROM ")[2][:150] for q in before
    )
