import pytest

from groundswell.audit.models import Act, Head
from groundswell.audit.queries import acts_about, first_breaks
from groundswell.audit.services import record
from groundswell.kernel.actors import SYSTEM
from groundswell.kernel.models import JobRun

pytestmark = pytest.mark.django_db


@pytest.fixture
def thing():
    return JobRun(pk=7)


@pytest.fixture
def chain(thing):
    return [record(SYSTEM, "thing.done", thing, step=n) for n in range(4)]


def test_a_whole_chain_has_no_break(chain, thing):
    assert first_breaks() == []
    assert [act.number for act in acts_about(thing)] == [1, 2, 3, 4]


@pytest.mark.parametrize("change", [{"actor": "p-else"}, {"facts": {"step": 9}}, {"about": "x:1"}])
def test_an_altered_row_is_named(chain, change):
    Act.objects.filter(number=2).update(**change)
    assert [found.number for found in first_breaks()] == [2]


def test_a_removed_row_is_named(chain):
    Act.objects.filter(number=3).delete()
    assert [(found.number, found.what) for found in first_breaks()] == [(3, "is missing")]


def test_a_cut_tail_is_noticed_by_the_head(chain):
    Act.objects.filter(number=4).delete()
    assert [found.number for found in first_breaks()] == [4]


def test_a_thief_who_rewrites_a_row_cannot_make_its_digest(chain, settings):
    act = Act.objects.get(number=4)
    settings.AUDIT_KEYS = {"1": "a key the thief made up" * 3}
    from groundswell.audit.services import digest_of

    forged = digest_of(act, chain[2].digest)
    Act.objects.filter(pk=act.pk).update(digest=forged)
    Head.objects.update(digest=forged)
    settings.AUDIT_KEYS = {"1": "for-tests-only-" + "a" * 40}
    assert [found.number for found in first_breaks()] == [4]


def test_an_old_key_still_verifies_after_rotation(chain, thing, settings):
    settings.AUDIT_KEYS = {**settings.AUDIT_KEYS, "2": "a newer key" * 4}
    record(SYSTEM, "thing.done", thing)
    assert Act.objects.latest("number").key_version == "2"
    assert first_breaks() == []
