"""From asked to ready: proposed, trained, agreed to by more than one."""

from datetime import timedelta

import pytest
from django.urls import reverse

from groundswell.concerns.errors import ConcernError
from groundswell.concerns.models import Listener
from groundswell.concerns.queries import is_open, listener_of, ready_listeners
from groundswell.concerns.services import (
    become_ready,
    consent_to_listener,
    decline_listening,
    propose_listener,
    record_consent,
    record_training,
)
from groundswell.concerns.tests.factories import PASSPHRASE, at_desk, listening, raised
from groundswell.kernel.actors import can
from groundswell.kernel.clock import now, today
from groundswell.kernel.errors import NotAllowed
from groundswell.kernel.permissions import Permission
from groundswell.mail.models import Letter
from groundswell.meetings.services import decide
from groundswell.meetings.tests.factories import MeetingFactory


@pytest.fixture
def asked(cast):
    """Alice proposed Bob."""
    return propose_listener(by=cast.alice, network=cast.network, person=cast.bob)


def trained(cast, listener):
    record_training(by=cast.alice, listener=listener, training="A day", trained_on=today())


def test_somebody_is_proposed_trained_agreed_to_and_makes_a_key(cast, asked):
    trained(cast, asked)
    consent_to_listener(by=cast.sade, listener=asked)
    become_ready(by=cast.bob, listener=asked, passphrase=PASSPHRASE)
    assert ready_listeners(cast.network) == [asked]
    assert is_open(cast.network)


def test_the_letter_says_in_no_word_what_it_is_about(cast, asked):
    letter = Letter.objects.get(to=cast.bob.email)
    told = f"{letter.subject} {letter.text}".lower()
    for word in ("listen", "concern", "racis", "sealed", "passphrase", "confidential", "report"):
        assert word not in told
    assert reverse("concerns:keys", args=["tidewell"]) in told


def test_without_training_or_consent_there_is_no_key(cast, asked):
    for missing in ("consent", "training"):
        one = Listener.objects.get(pk=asked.pk)
        one.trained_on = None if missing == "training" else today()
        one.consent_on = None if missing == "consent" else today()
        with pytest.raises(ConcernError, match="missing"):
            become_ready(by=cast.bob, listener=one, passphrase=PASSPHRASE)


def test_only_cochairs_propose_and_agree_and_never_about_themselves(cast, asked):
    assert not can(cast.bob, Permission.LISTENER_PROPOSE, cast.network)
    assert not can(cast.charlie, Permission.LISTENER_CONSENT, cast.network)
    with pytest.raises(NotAllowed):
        propose_listener(by=cast.bob, network=cast.network, person=cast.femi)
    with pytest.raises(NotAllowed):
        consent_to_listener(by=cast.femi, listener=asked)
    with pytest.raises(ConcernError, match="themselves"):
        propose_listener(by=cast.alice, network=cast.network, person=cast.alice)
    about_sade = propose_listener(by=cast.alice, network=cast.network, person=cast.sade)
    with pytest.raises(ConcernError, match="Another"):
        consent_to_listener(by=cast.sade, listener=about_sade)


def test_who_proposed_is_not_the_second_to_agree(cast, asked):
    with pytest.raises(ConcernError, match="another co-chair"):
        consent_to_listener(by=cast.alice, listener=asked)


def test_a_decision_in_the_minutes_is_consent_and_a_day_without_one_is_not(cast, asked):

    with pytest.raises(ConcernError, match="hold no decision"):
        record_consent(by=cast.alice, listener=asked, meeting_on=today() - timedelta(days=900))
    meeting = MeetingFactory(network=cast.network)
    decide(by=cast.alice, meeting=meeting, text="Bob Okafor-Lim listens from June.")
    meeting.minutes_sent_at = now()
    meeting.save()
    day = meeting.starts_at.date()
    record_consent(by=cast.alice, listener=asked, meeting_on=day)
    asked.refresh_from_db()
    assert (asked.consent_meeting_on, asked.consent_on) == (day, today())


def test_strangers_alumni_and_those_asked_already_are_not_proposed(cast, asked):
    for person in (cast.charlie, cast.dalia, cast.bob):
        with pytest.raises(ConcernError):
            propose_listener(by=cast.alice, network=cast.network, person=person)


def test_training_lies_in_the_past(cast, asked):
    with pytest.raises(ConcernError, match="still to come"):
        record_training(
            by=cast.alice, listener=asked, training="A day", trained_on=today() + timedelta(days=1)
        )


def test_saying_no_leaves_nothing(cast, asked):
    with pytest.raises(NotAllowed):
        decline_listening(by=cast.alice, listener=asked)
    decline_listening(by=cast.bob, listener=asked)
    assert listener_of(cast.bob, cast.network) is None


def test_a_cochair_who_does_not_listen_sees_no_concern(client, cast):
    listening(cast)
    concern, _receipt = raised(cast)
    client.force_login(cast.sade)
    for name, args in (("desk", []), ("keys", []), ("concern", [concern.pk])):
        assert client.get(reverse(f"concerns:{name}", args=["tidewell", *args])).status_code == 404
    assert not can(cast.sade, Permission.CONCERN_HANDLE, cast.network, about=concern)


def test_stepping_away_keeps_what_one_has_and_gives_nothing_new(cast, listener):
    from groundswell.concerns.queries import messages, with_key
    from groundswell.concerns.services import come_back, let_in, step_away, unlock

    sade = listening(cast, cast.sade)
    before, _receipt = raised(cast, "Before")
    step_away(by=cast.sade, listener=sade)
    after, _receipt = raised(cast, "After")
    assert sade in with_key(before)
    assert list(with_key(after)) == [listener]
    come_back(by=cast.sade, listener=sade)
    unlock(by=cast.femi, listener=listener, passphrase=PASSPHRASE)
    assert sade not in with_key(after)  # its raiser could not have kept her out
    let_in(by=at_desk(listener), concern=after, listener_pk=str(sade.pk))
    sade.refresh_from_db()
    assert messages(at_desk(sade), after)[0].text == "After"
