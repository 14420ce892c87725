"""A restored backup has the sealed room's files, and not what was withdrawn since it was made."""

import pytest

from tests.installation import Installation

pytestmark = pytest.mark.postgres
RAISE = """
from groundswell.cli.start import wake
wake()
from groundswell.concerns.access import open_by_receipt
from groundswell.concerns.exclusions import Exclusions
from groundswell.concerns.models import Listener
from groundswell.concerns.services import Attached, Words, attach_file, become_ready, send_draft, write_draft
from groundswell.kernel.actors import VISITOR
from groundswell.kernel.clock import today
from groundswell.networks.models import Network
from groundswell.people.models import Person

network = Network.objects.order_by("pk").first()
femi = Person.objects.get(name__startswith="Femi")
if not Listener.objects.exists():
    listener = Listener.objects.create(network=network, person=femi, consent_on=today(), trained_on=today())
    become_ready(by=femi, listener=listener, passphrase="nine kind herons wade slowly")
_concern, receipt = write_draft(by=VISITOR, network=network, words=Words("What was said"), exclusions=Exclusions())
by = open_by_receipt(network, receipt.text)
send_draft(by=by, typed=receipt.tail)
attach_file(by=open_by_receipt(network, receipt.text), attached=Attached("note.txt", b"What was written down"))
print(receipt.text)
"""
OPEN = """
from groundswell.cli.start import wake
wake()
from groundswell.concerns.access import open_by_receipt
from groundswell.concerns.queries import attachments
from groundswell.concerns.services import messages_of, own_file, withdraw
from groundswell.networks.models import Network
by = open_by_receipt(Network.objects.order_by("pk").first(), {receipt!r})
print("nothing" if by is None else messages_of(by=by)[0].text)
if by is not None:
    for one in attachments(by, by.concern):
        print(b"".join(own_file(by=by, file=one.file)).decode())
"""
WITHDRAW = OPEN + "withdraw(by=by)"


def opened(installation, receipt):
    return installation.script(OPEN.format(receipt=receipt))


def blobs(installation):
    return [path for path in installation.var.glob("sealed/files/*/*") if path.is_file()]


def test_what_was_withdrawn_after_a_backup_does_not_come_back_with_it(tmp_path, tables):
    site = Installation(tmp_path / "site").lay_out(tables).fill()
    kept, gone = site.script(RAISE), site.script(RAISE)
    backup = tmp_path / "kept.zip"
    assert site.run("backup", str(backup)).returncode == 0
    assert len(blobs(site)) == 2
    site.script(WITHDRAW.format(receipt=gone))
    assert len(blobs(site)) == 1
    forgotten = (site.var / "sealed/forgotten.txt").read_text()

    tried = site.run("restore", "--try", str(backup))
    assert tried.returncode == 0, tried.stderr
    done = site.run("restore", "--replace", str(backup))
    assert done.returncode == 0, done.stderr
    assert opened(site, gone) == "nothing"
    assert opened(site, kept) == "What was said\nWhat was written down"
    assert len(blobs(site)) == 1
    assert (site.var / "sealed/forgotten.txt").read_text() == forgotten
    assert "whole" in site.run("audit", "verify").stdout
    assert "Nothing was changed" in site.run("retention").stdout

    # A newer backup knows of it too: on another machine the older one still does not bring it back.
    newer = tmp_path / "newer.zip"
    assert site.run("backup", str(newer)).returncode == 0
    other = Installation(tmp_path / "other")
    for archive, more in ((newer, []), (backup, ["--replace"])):
        done = other.run("restore", *more, str(archive))
        assert done.returncode == 0, done.stderr
        assert opened(other, gone) == "nothing"
        assert opened(other, kept).startswith("What was said")
    assert len(blobs(other)) == 1
