"""A receipt kept in one's own account: for who gave a name, found by nobody else."""

import re

import pytest
from django.urls import reverse

from groundswell.concerns import sealing
from groundswell.concerns.errors import ConcernError
from groundswell.concerns.models import Entry, OwnThread
from groundswell.concerns.queries import own_threads
from groundswell.concerns.services import forget_own, keep_receipt, take_out, withdraw
from groundswell.concerns.tests.factories import drafted, opened, raised
from groundswell.kernel.errors import NotAllowed
from groundswell.kernel.permissions import Permission
from groundswell.vault.secrets import grown

pytestmark = pytest.mark.django_db
WORDS = "The rota of nights again"


def kept(cast, person=None, **words):
    concern, receipt = raised(cast, WORDS, **({"name": "Bob"} | words))
    by = person or cast.bob
    keep_receipt(by=by, network=cast.network, raiser=opened(cast, receipt))
    return concern, receipt


def page(client, cast, **form):
    address = reverse("concerns:own", args=[cast.network.slug])
    return client.post(address, form) if form else client.get(address)


def test_who_gave_a_name_keeps_the_receipt_once_and_opens_the_thread_with_it(
    client, cast, listener
):
    _concern, receipt = kept(cast)
    client.force_login(cast.bob)
    answer = page(client, cast, do="keep", receipt=receipt)
    assert OwnThread.objects.count() == 1
    assert answer.headers["Cache-Control"] == "no-store"
    shown = re.search(r'name="receipt" value="([^"]+)"', answer.content.decode())
    assert shown is not None
    assert shown[1] == receipt
    thread = client.post(reverse("concerns:back", args=["tidewell"]), {"receipt": shown[1]})
    assert WORDS in thread.content.decode()
    assert "Read the price" in thread.content.decode()


def test_what_has_no_name_or_was_not_sent_is_not_kept_and_says_why(client, cast, listener):
    _concern, receipt = raised(cast)
    with pytest.raises(ConcernError, match="without a name"):
        keep_receipt(by=cast.bob, network=cast.network, raiser=opened(cast, receipt))
    _concern, draft = drafted(cast)
    with pytest.raises(ConcernError, match="not sent yet"):
        keep_receipt(by=cast.bob, network=cast.network, raiser=opened(cast, draft))
    client.force_login(cast.bob)
    assert "without a name" in page(client, cast, do="keep", receipt=receipt).content.decode()
    assert receipt in page(client, cast, do="keep", receipt=receipt).content.decode()
    assert not OwnThread.objects.exists()
    thread = client.post(reverse("concerns:back", args=["tidewell"]), {"receipt": receipt})
    assert "Read the price" not in thread.content.decode()


@pytest.mark.parametrize("typed", ["", "not a receipt", "00000-00000-00000-00000-00000-00"])
def test_a_receipt_that_opens_nothing_is_refused_with_a_sentence(client, cast, listener, typed):
    client.force_login(cast.bob)
    answer = page(client, cast, do="keep", receipt=typed)
    assert answer.status_code == 200
    assert 'role="alert"' in answer.content.decode()


def test_nobody_else_finds_it_and_a_row_that_was_moved_is_nobodys(client, cast, listener):
    _concern, receipt = kept(cast)
    assert own_threads(cast.alice, cast.network) == []
    OwnThread.objects.update(owner=sealing.owner_marks(cast.alice.pk)[0])
    assert own_threads(cast.alice, cast.network) == []
    client.force_login(cast.alice)
    assert receipt not in page(client, cast).content.decode()


def test_a_copy_of_the_row_tells_neither_who_nor_what(cast, listener):
    concern, receipt = kept(cast)
    row = OwnThread.objects.get()
    told = bytes(row.owner) + bytes(row.sealed) + row.pk.bytes
    for secret in (receipt.encode(), concern.locator.encode(), concern.pk.bytes, b"Bob"):
        assert secret not in told
    other = OwnThread(network=cast.network, generation=row.generation)
    other.sealed = sealing.seal_own(other, {"receipt": "x", "person": 123456789})
    assert len(other.sealed) == len(bytes(row.sealed))


def test_it_leaves_no_act_that_would_tell_who_wrote(cast, listener):
    from groundswell.audit.models import Act as Act

    concern, receipt = raised(cast, WORDS, name="Bob")
    before = Act.objects.count(), Entry.objects.filter(concern=concern).count()
    keep_receipt(by=cast.bob, network=cast.network, raiser=opened(cast, receipt))
    assert (Act.objects.count(), Entry.objects.filter(concern=concern).count()) == before


def test_it_opens_after_the_secret_was_changed(cast, listener, settings):
    kept(cast)
    settings.SEALED_AUDIT_KEYS = grown(settings.SEALED_AUDIT_KEYS)
    assert len(own_threads(cast.bob, cast.network)) == 1


def test_one_receipt_kept_twice_at_once_is_not_called_withdrawn(cast, listener):
    _concern, receipt = kept(cast)
    row = OwnThread.objects.get()
    twin = OwnThread(network=cast.network, generation=row.generation, owner=row.owner)
    twin.sealed = sealing.seal_own(twin, {"receipt": receipt, "person": cast.bob.pk})
    twin.save()
    assert [one.concern is not None for one in own_threads(cast.bob, cast.network)] == [True, True]


def test_withdrawn_it_says_so_and_can_be_taken_out(client, cast, listener):
    _concern, receipt = kept(cast)
    withdraw(by=opened(cast, receipt))
    client.force_login(cast.bob)
    said = page(client, cast).content.decode()
    assert "nothing is there any more" in said
    row = OwnThread.objects.get()
    take_out(by=cast.alice, network=cast.network, pk=row.pk)
    assert OwnThread.objects.exists()
    page(client, cast, do="drop", row=str(row.pk))
    assert not OwnThread.objects.exists()
    assert "not here any more" in page(client, cast, do="drop", row="x").content.decode()


def test_forgetting_somebody_forgets_what_they_keep(cast, listener):
    kept(cast)
    forget_own(cast.bob.pk)
    assert not OwnThread.objects.exists()


def test_only_members_keep_and_strangers_find_no_page(client, cast, listener):
    _concern, receipt = raised(cast, WORDS, name="Noor")
    assert Permission.CONCERN_KEEP
    with pytest.raises(NotAllowed):
        keep_receipt(by=cast.nobody, network=cast.network, raiser=opened(cast, receipt))
    client.force_login(cast.nobody)
    assert page(client, cast).status_code == 404


def test_more_receipts_cost_no_more_queries(client, cast, listener, django_assert_max_num_queries):
    for _n in range(4):
        kept(cast)
    with django_assert_max_num_queries(3):
        assert len(own_threads(cast.bob, cast.network)) == 4
