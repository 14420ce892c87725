"""Files: sealed as they are, read as cleaned copies; the original only with a reason; nothing in the clear on disk."""

import io
import logging
import subprocess
import sys
import tempfile
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from groundswell.concerns import cleaning
from groundswell.concerns.errors import ConcernError, FileRefused, Held, SealedShut
from groundswell.concerns.exclusions import Exclusions
from groundswell.concerns.models import Concern, File
from groundswell.concerns.queries import attachments, entries_of, with_key
from groundswell.concerns.services import (
    Attached,
    attach_file,
    blobs,
    cleaned_copy,
    drop_dead_drafts,
    exclude_more,
    files,
    open_original,
    own_file,
    problems_in,
    remove_file,
    withdraw,
)
from groundswell.concerns.tests.factories import at_desk, drafted, listening, opened, raised, tail
from groundswell.kernel import limits
from groundswell.kernel.clock import today

WHO = b"Zebrafinch-Quartermaster"
NOTE = b"Zebrafinch-Quartermaster wrote this down at once."


@pytest.fixture(autouse=True)
def sealed_root(settings, tmp_path):
    settings.SEALED_ROOT = tmp_path / "sealed"
    limits.forget()
    return settings.SEALED_ROOT


@pytest.fixture
def quick(monkeypatch):
    """Without the process: text is what nothing can clean."""
    monkeypatch.setattr(files, "copy_of", lambda _data, _suffix: cleaning.Copy(why="unknown"))


def photo():
    exif = Image.Exif()
    exif[0x013B] = WHO.decode()
    into = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(into, "JPEG", exif=exif)
    return into.getvalue()


def on_disk(root):
    return [path for path in root.rglob("*") if path.is_file() and path.name != "forgotten.txt"]


def attached(by, name="note.txt", data=NOTE, number=None):
    return attach_file(by=by, attached=Attached(name, data), number=number)


def withdraw_with_a_file(by):
    attached(by)
    withdraw(by=by)


def send(client, receipt, **form):
    return client.post(reverse("concerns:files", args=["tidewell"]), {"receipt": receipt, **form})


def test_listeners_read_a_copy_that_names_nobody_and_the_raiser_the_original(
    cast, listener, desk, sealed_root
):
    _concern, receipt = raised(cast)
    by = opened(cast, receipt)
    made = attached(by, "IMG of Zebrafinch.jpg", photo())
    assert WHO not in b"".join(cleaned_copy(by=desk, file=made))
    assert b"".join(own_file(by=by, file=made)) == photo()
    assert len(on_disk(sealed_root)) == 2
    for path in on_disk(sealed_root):
        assert WHO not in path.read_bytes()
        assert path.stat().st_mode & 0o777 == 0o600
    row = File.objects.get()
    assert WHO[:10] not in bytes(row.sealed)


def test_opening_an_original_needs_a_reason_that_stays_on_record(cast, listener, desk, quick):
    concern, receipt = raised(cast)
    made = attached(opened(cast, receipt))
    with pytest.raises(ConcernError, match="why the copy is not enough"):
        open_original(by=desk, file=made, reason=" ")
    with pytest.raises(SealedShut):
        cleaned_copy(by=desk, file=made)
    assert b"".join(open_original(by=desk, file=made, reason="It will not open")) == NOTE
    last = entries_of(desk, concern)[-1]
    assert last["act"] == "opened an original"
    assert last["facts"]["reason"] == "It will not open"
    assert not list(problems_in(cast.network.pk))


def test_a_file_attached_to_a_draft_is_there_for_listeners_once_it_is_sent(
    cast, listener, client, quick
):
    concern, receipt = drafted(cast)
    attached(opened(cast, receipt))
    client.post(
        reverse("concerns:send", args=["tidewell"]), {"receipt": receipt, "tail": tail(receipt)}
    )
    concern.refresh_from_db()
    assert concern.state == Concern.State.SENT
    (found,) = attachments(at_desk(listener), concern)
    assert found.content["name"] == "note.txt"


def test_a_listener_kept_out_opens_no_file(cast, listener, quick):
    other = listening(cast, cast.sade)
    _concern, receipt = raised(cast, exclusions=Exclusions(people=frozenset({cast.sade.pk})))
    made = attached(opened(cast, receipt))
    with pytest.raises(SealedShut):
        open_original(by=at_desk(other), file=made, reason="To look")


def test_a_file_sealed_while_keys_change_hands_is_sealed_again(
    cast, listener, monkeypatch, quick, sealed_root
):
    listening(cast, cast.sade)
    concern, receipt = raised(cast)
    by, later = opened(cast, receipt), opened(cast, receipt)
    sealed = files._sealed
    out = Exclusions(people=frozenset({cast.sade.pk}))

    def and_then(*given):
        made = sealed(*given)
        if with_key(concern).count() == 2:
            exclude_more(by=later, exclusions=out)
        return made

    monkeypatch.setattr(files, "_sealed", and_then)
    made = attached(by)
    assert made.generation == 2
    assert len(on_disk(sealed_root)) == 1
    assert b"".join(open_original(by=at_desk(listener), file=made, reason="To look")) == NOTE


def test_a_form_sent_twice_attaches_once(cast, listener, quick):
    _concern, receipt = raised(cast)
    number = uuid.uuid4()
    for _time in range(2):
        attached(opened(cast, receipt), number=number)
    assert File.objects.count() == 1


def test_twenty_files_fit_and_the_next_gets_a_sentence(cast, listener, quick, monkeypatch):
    monkeypatch.setattr(files, "MOST_FILES", 1)
    _concern, receipt = raised(cast)
    by = opened(cast, receipt)
    attached(by)
    with pytest.raises(FileRefused, match="Twenty files"):
        attached(by)


def test_a_row_that_is_not_written_leaves_no_bytes(cast, listener, quick, monkeypatch, sealed_root):
    _concern, receipt = raised(cast)

    def fails(*_given, **_more):
        raise OSError

    monkeypatch.setattr(files, "add_entry", fails)
    with pytest.raises(OSError):
        attached(opened(cast, receipt))
    assert not on_disk(sealed_root)


def test_taken_back_withdrawn_and_dead_drafts_leave_no_bytes(
    cast, listener, quick, sealed_root, django_capture_on_commit_callbacks
):
    _concern, receipt = raised(cast)
    by = opened(cast, receipt)

    def attach_and_withdraw():
        attached(by)
        withdraw(by=by)

    for leave in (
        lambda: remove_file(by=by, file=attached(by)),
        attach_and_withdraw,
        lambda: (
            attached(opened(cast, drafted(cast)[1]))
            and drop_dead_drafts(today().replace(year=2100))
        ),
    ):
        with django_capture_on_commit_callbacks(execute=True):
            leave()
        assert not on_disk(sealed_root)
        assert not File.objects.exists()


def test_a_held_concern_keeps_its_files(cast, listener, quick):
    concern, receipt = raised(cast)
    by = opened(cast, receipt)
    made = attached(by)
    Concern.objects.filter(pk=concern.pk).update(is_held=True)
    with pytest.raises(Held):
        remove_file(by=by, file=made)


def test_bytes_without_a_row_are_dropped_once_they_are_old(cast, listener, quick, sealed_root):
    from datetime import timedelta

    from groundswell.kernel.clock import now

    _concern, receipt = raised(cast)
    kept = attached(opened(cast, receipt))
    lost = blobs.write_blob([b"of a request cut off"])
    assert blobs.drop_orphans(now() - timedelta(days=1)) == 0
    assert blobs.drop_orphans(now() + timedelta(minutes=1)) == 1
    assert blobs.blob_path(kept.original).exists()
    assert not blobs.blob_path(lost).exists()


def test_half_a_file_on_the_disk_opens_for_nobody(cast, listener, quick):
    _concern, receipt = raised(cast)
    by = opened(cast, receipt)
    made = attached(by)
    path = blobs.blob_path(made.original)
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(SealedShut):
        own_file(by=by, file=made)
    path.unlink()
    with pytest.raises(SealedShut):
        own_file(by=by, file=made)


# ------------------------------------------------------------------ pages


def test_a_picture_goes_from_the_form_to_a_copy_and_back_as_a_download(
    client, cast, listener, caplog
):
    caplog.set_level(logging.DEBUG)
    _concern, receipt = raised(cast)
    upload = SimpleUploadedFile("Zebrafinch-Quartermaster.jpg", photo(), "image/jpeg")
    answer = send(client, receipt, do="attach", number=str(uuid.uuid4()), upload=upload)
    assert "sealed and added" in answer.content.decode()
    assert "A cleaned copy was made" in answer.content.decode()
    assert answer.headers["Cache-Control"] == "no-store"
    assert not answer.cookies
    got = send(client, receipt, do="get", file=str(File.objects.get().pk))
    assert got.content == photo()
    assert got.headers["Content-Disposition"] == 'attachment; filename="notes-1"'
    assert got.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in got.headers["Content-Security-Policy"]
    ours = [
        one for one in caplog.records if not one.name.startswith("PIL")
    ]  # its own: the test drew it here
    assert "Zebrafinch" not in "".join(one.getMessage() for one in ours)
    thread = client.post(reverse("concerns:back", args=["tidewell"]), {"receipt": receipt})
    assert "File 1: a picture" in thread.content.decode()
    assert "Zebrafinch" not in thread.content.decode()
    gone = send(client, receipt, do="remove", file=str(File.objects.get().pk))
    assert "taken back" in gone.content.decode()


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.jpg", b"\xff\xd8\xff broken", "broken or empty"),
        ("a.pdf", photo(), "really a picture"),
        ("a.jpg", b"", "broken or empty"),
        ("a.txt", b"x" * (10 * 1024 * 1024 + 1), "too large"),
    ],
)
def test_what_is_not_stored_gets_a_sentence(client, cast, listener, name, data, says):
    _concern, receipt = raised(cast)
    answer = send(client, receipt, do="attach", upload=SimpleUploadedFile(name, data))
    assert answer.status_code == 200
    assert says in answer.content.decode()
    assert not File.objects.exists()
    assert "No file arrived" in send(client, receipt, do="attach").content.decode()


def test_an_upload_is_never_written_to_the_disk_in_the_clear(
    client, cast, listener, quick, monkeypatch, settings
):
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 1

    def never(*_given, **_more):
        raise AssertionError("a temporary file")

    monkeypatch.setattr(tempfile, "NamedTemporaryFile", never)
    monkeypatch.setattr(tempfile, "mkstemp", never)
    _concern, receipt = raised(cast)
    upload = SimpleUploadedFile("note.txt", NOTE * 1000)
    assert "not cleaned" in send(client, receipt, do="attach", upload=upload).content.decode()


@pytest.mark.parametrize(
    "name",
    [
        "a\x00b.txt",
        "../../etc/passwd",
        "\ud800.txt".encode("utf-8", "surrogatepass").decode("latin-1"),
        "x" * 400,
        ".",
        "‮gpj.exe",
    ],
)
def test_hostile_names_and_forms_do_no_harm(client, cast, listener, quick, name):
    _concern, receipt = raised(cast)
    upload = SimpleUploadedFile("x.txt", NOTE)
    upload.__dict__["_name"] = name
    answer = send(client, receipt, do="attach", upload=upload, number="no number")
    assert answer.status_code == 200
    for do in ("get", "remove", "nonsense"):
        assert send(client, receipt, do=do, file="\x00").status_code == 200
    assert send(client, "nonsense", do="attach").status_code == 200
    assert client.get(reverse("concerns:files", args=["tidewell"])).status_code == 302


# ------------------------------------------------------------------ the process


def test_the_process_that_cleans_opens_no_file_and_no_socket():
    tries = """
import socket, tempfile
from groundswell.formats.cleaning import __main__ as child
child.give_up()
tried = [lambda: open('/etc/hostname'), socket.socket, tempfile.TemporaryFile, lambda: bytearray(2 << 30),
         lambda: __import__('os').system('true')]
refused = 0
for one in tried:
    try:
        one()
    except (OSError, MemoryError):
        refused += 1
print(refused, len(tried))
"""
    done = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", tries],
        env={"PYTHONPATH": cleaning._SOURCE},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert done.stdout.split() == ["5", "5"], done.stderr


def test_a_process_that_never_ends_is_stopped_and_the_file_called_broken(monkeypatch):
    monkeypatch.setattr(cleaning, "SECONDS", 0.01)
    assert cleaning.copy_of(photo(), ".jpg").why == "broken"


def test_the_process_that_serves_pages_never_loads_what_reads_files():
    loaded = (
        "import django; django.setup(); import sys, groundswell.urls;"
        "print([m for m in ('PIL', 'pikepdf') if m in sys.modules])"
    )
    done = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", loaded],
        env={"PYTHONPATH": cleaning._SOURCE, "DJANGO_SETTINGS_MODULE": "groundswell.settings.test"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stdout.strip() == "[]", done.stderr


# ------------------------------------------------------------------ at the desk


def test_a_listener_gets_the_copy_and_the_original_after_a_reason(
    unlocked_client, client, cast, listener, desk
):
    concern, receipt = raised(cast)
    made = attached(opened(cast, receipt), "Zebrafinch.jpg", photo())
    page = unlocked_client.get(reverse("concerns:concern", args=["tidewell", concern.pk]))
    assert "File 1: a picture" in page.content.decode()
    assert "Zebrafinch" not in page.content.decode()
    at = ["tidewell", concern.pk, made.pk]
    got = unlocked_client.get(reverse("concerns:copy", args=at))
    assert got.headers["Content-Disposition"] == 'attachment; filename="notes-1.jpg"'
    assert got.headers["Cache-Control"] == "no-store"
    assert WHO not in got.content
    original = reverse("concerns:original", args=at)
    assert "Why the cleaned copy" in unlocked_client.get(original).content.decode()
    assert "why the copy is not enough" in unlocked_client.post(original).content.decode()
    assert unlocked_client.post(original, {"reason": "Faces are cut off"}).content == photo()
    assert entries_of(desk, concern)[-1]["act"] == "opened an original"


def test_no_copy_no_such_file_and_a_listener_kept_out_are_the_same_404(
    unlocked_client, cast, listener, quick
):
    listening(cast, cast.sade)
    concern, receipt = raised(cast)
    made = attached(opened(cast, receipt))
    out, other = raised(cast, exclusions=Exclusions(people=frozenset({cast.femi.pk})))
    theirs = attached(opened(cast, other))
    for place in (
        [concern.pk, made.pk],
        [concern.pk, uuid.uuid4()],
        [concern.pk, theirs.pk],
        [out.pk, theirs.pk],
    ):
        assert (
            unlocked_client.get(reverse("concerns:copy", args=["tidewell", *place])).status_code
            == 404
        )
    url = reverse("concerns:original", args=["tidewell", out.pk, theirs.pk])
    assert unlocked_client.post(url, {"reason": "To look"}).status_code == 404


def test_ten_more_files_cost_no_more_queries(
    unlocked_client, cast, listener, quick, django_assert_max_num_queries
):
    concern, receipt = raised(cast)
    by = opened(cast, receipt)
    url = reverse("concerns:concern", args=["tidewell", concern.pk])
    attached(by)
    unlocked_client.get(url)
    with CaptureQueriesContext(connection) as before:
        unlocked_client.get(url)
    for _number in range(10):
        attached(by)
    with django_assert_max_num_queries(len(before)):
        unlocked_client.get(url)
