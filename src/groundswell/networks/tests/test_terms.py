"""A network whose co-chairs' terms have all run out gets one back from whoever runs the installation."""

from datetime import timedelta

import pytest

from groundswell.audit.models import Act
from groundswell.cli import main
from groundswell.kernel.actors import SYSTEM
from groundswell.kernel.clock import today
from groundswell.kernel.errors import NotAllowed
from groundswell.mail.models import Letter
from groundswell.networks import queries, services
from groundswell.networks.models import Membership, Term

pytestmark = pytest.mark.django_db
FOR_BOB = ["term", "--network", "tidewell", "--email", "bob@example.org"]


@pytest.fixture
def unchaired(cast):
    Term.objects.filter(network=cast.network).update(ends_on=today() - timedelta(days=1))
    return cast


def test_the_operator_gives_a_term_and_the_person_is_told(unchaired, news, capsys):
    assert main(FOR_BOB) == 0
    assert "Bob Okafor-Lim is co-chair of Tidewell" in capsys.readouterr().out
    assert queries.cochairs(unchaired.network) == [unchaired.bob]
    news()
    letter = Letter.objects.get(to=unchaired.bob.email)
    assert "Whoever runs this site has made you co-chair" in letter.text
    assert "/n/tidewell/people/" in letter.text


def test_a_member_of_staff_holds_the_staffs_side(unchaired):
    assert main(["term", "--network", "tidewell", "--email", unchaired.femi.email]) == 0
    assert Term.objects.get(person=unchaired.femi).side == "staff"


def test_it_is_audited_as_the_systems_doing(unchaired):
    main(FOR_BOB)
    acts = Act.objects.filter(network_id=unchaired.network.pk, action__startswith="term.")
    assert sorted(acts.values_list("action", "actor")) == [
        ("term.given", "system"), ("term.restored", "system"),
    ]  # fmt: skip


def test_a_term_ends_on_the_day_that_was_asked_for(unchaired, news, capsys):
    last = today() + timedelta(days=200)
    assert main([*FOR_BOB, "--until", last.isoformat()]) == 0
    assert Term.objects.get(person=unchaired.bob).ends_on == last
    news()
    assert str(last.year) in Letter.objects.get(to=unchaired.bob.email).text


def test_while_anybody_is_co_chair_it_refuses(cast, capsys):
    assert main(FOR_BOB) == 1
    assert "has a co-chair today" in capsys.readouterr().err
    assert main(FOR_BOB) == 1
    assert not Term.objects.filter(person=cast.bob).exists()


def test_given_twice_it_refuses_the_second_time(unchaired, capsys):
    assert (main(FOR_BOB), main(FOR_BOB)) == (0, 1)
    assert Term.objects.filter(person=unchaired.bob).count() == 1


def test_a_term_that_nobody_can_use_does_not_count(cast):
    """Whoever has left, or closed their account, cannot give the next term."""
    Membership.objects.filter(person=cast.alice).update(ended_on=today())
    cast.sade.is_active = False
    cast.sade.save()
    assert main(FOR_BOB) == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--network", "nowhere", "--email", "bob@example.org"], "No network is called"),
        (["--network", "tidewell", "--email", "who@example.org"], "Nobody has an account"),
        (["--network", "tidewell", "--email", "charlie@example.org"], "is not a member then"),
        (["--network", "tidewell", "--email", "dalia@example.org"], "is not listed as student"),
        (["--network", "tidewell", "--email", "bob@example.org", "--until", "2020-01-01"], "ends before"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_said_and_changes_nothing(unchaired, capsys, words, said):
    assert main(["term", *words]) == 1
    assert said in capsys.readouterr().err
    assert queries.cochairs(unchaired.network) == []


def test_a_closed_account_is_refused(unchaired, capsys):
    unchaired.bob.is_active = False
    unchaired.bob.save()
    with pytest.raises(services.NetworkError, match="closed"):
        services.restore_cochair(by=SYSTEM, network=unchaired.network, person=unchaired.bob)


def test_no_member_can_do_it_for_themselves(unchaired):
    with pytest.raises(NotAllowed):
        services.restore_cochair(by=unchaired.bob, network=unchaired.network, person=unchaired.bob)
