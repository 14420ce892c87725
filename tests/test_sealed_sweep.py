"""One concern's whole life, typed into the real pages. Afterwards no word of it is found anywhere but there."""

import io
import os
import re
import uuid
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.db import connection, transaction
from django.test import Client

from groundswell.cli import audit, retention, vault
from groundswell.cli.backup import back_up
from groundswell.concerns.models import Concern, File, Hold, Item, Referral, Risk
from groundswell.concerns.services import look_after_clocks
from groundswell.concerns.tests import factories
from groundswell.concerns.tests.factories import listening
from groundswell.kernel import limits
from groundswell.kernel.events import deliver_all_news
from groundswell.kernel.kept import forget_pages
from groundswell.kernel.registries import example_urls, personal_data
from groundswell.mail.models import Letter
from groundswell.people.models import Person
from tests import canaries as places
from tests.canaries import Browser, Canaries, at, listening_in, outside
from tools.postgres import programs

DAY = "2026-02-02T10:00:00+00:00"
LATER = "2026-03-20T10:00:00+00:00"


# What an operator may ask of the installation.
COMMANDS = [
    (audit, ["verify"]),
    (retention, []),
    (retention, ["--now"]),
    (vault, ["rehearse"]),
]


@pytest.fixture
def sealed_root(tmp_path, settings, monkeypatch):
    # The programs of the server the tests run on: another version's refuse to copy it.
    monkeypatch.setenv("PATH", os.pathsep.join([str(programs() / "bin"), os.environ["PATH"]]))
    settings.VAR = tmp_path
    settings.SEALED_ROOT, settings.MEDIA_ROOT = tmp_path / "sealed", tmp_path / "files"
    return tmp_path


@pytest.fixture
def say(monkeypatch):
    canaries = Canaries()
    secret = canaries.add(
        "opens: passphrase", f"herons wade {canaries('opens: passphrase')} slowly"
    )
    monkeypatch.setattr(factories, "PASSPHRASE", secret)
    limits.forget()
    yield canaries
    limits.forget()


class Story:
    """The pages one concern goes through, in the hands of its raiser and of two listeners."""

    def __init__(self, cast, say, *, meets_trouble):
        self.cast, self.say = cast, say
        self.raiser, self.femi, self.sade, self.keeper = (
            Browser(say, meets_trouble=meets_trouble) for _ in range(4)
        )
        self.keeper.sign_in(cast.alice)
        self.femi.sign_in(cast.femi)
        self.sade.sign_in(cast.sade)

    @property
    def browsers(self):
        return [self.raiser, self.femi, self.sade, self.keeper]

    def by_receipt(self, **form):
        return self.raiser.post(at("back"), {"receipt": self.receipt, **form})

    def at_desk(self, browser, do, **form):
        return browser.post(self.page, {"do": do, "number": str(uuid.uuid4()), **form})

    def raise_it(self):
        say = self.say
        answer = self.raiser.post(
            at("write"),
            {
                "text": say("text"),
                "name": say("name"),
                "contact": say("contact"),
                "others": say("others"),
            },
        )
        found = re.search(r'name="receipt" value="([^"]+)"', answer.content.decode())
        assert found
        self.receipt = say.add("opens: receipt", found[1])
        self.raiser.post(
            at("send"), {"receipt": self.receipt, "tail": factories.tail(self.receipt)}
        )
        self.concern = Concern.objects.get()
        self.page = at("concern", self.concern.pk)

    def attach(self):
        upload = io.BytesIO(self.say("file").encode())
        upload.name = f"{self.say('file name')}.txt"
        form = {"receipt": self.receipt, "do": "attach", "number": str(uuid.uuid4())}
        self.raiser.post(at("files"), {**form, "upload": upload})
        self.file = File.objects.get()

    def handle(self):
        say, femi = self.say, self.femi
        self.at_desk(femi, "take")
        self.at_desk(femi, "acknowledge", text=say("acknowledged"))
        self.at_desk(femi, "note", text=say("note"))
        self.at_desk(self.sade, "discuss", text=say("discussed"))
        self.at_desk(femi, "triage", kind="dress", setting="theatre")
        self.at_desk(femi, "pause", text=say("pause"))
        self.at_desk(femi, "resume")
        self.at_desk(femi, "reply", text=say("reply"))
        femi.get(at("copy", self.concern.pk, self.file.pk))
        femi.post(at("original", self.concern.pk, self.file.pk), {"reason": say("original")})
        self.by_receipt(do="write", text=say("wrote more"), number=str(uuid.uuid4()))
        self.by_receipt(do="exclude", **{"out-others": say("kept out later")})

    def hand_on(self):
        say, femi, sade = self.say, self.femi, self.sade
        for name in ("approved", "refused"):
            self.at_desk(femi, "suggest", title=say(f"{name} title"), text=say(f"{name} words"))
        approved, refused = self.items("suggested")
        changed = {"title": say("changed title"), "text": say("changed words")}
        self.by_receipt(do="approve", suggested=approved, **changed, **{"as": "matter"}, days="28")
        self.by_receipt(do="refuse", suggested=refused, why=say("why not"))
        self.at_desk(femi, "refer", route="other", to=say("to"), refer_copy=say("copy"))
        referral = str(Referral.objects.get().pk)
        self.by_receipt(do="refer_yes", referral=referral, why=say("why yes"))
        for news in ("sent", "returned"):
            words = say(f"referral {news}")
            self.at_desk(femi, "refer_news", referral=referral, news=news, words=words)
        risk = {"risk_to": say("risk to"), "risk_why": say("risk why"), "risk_text": say("risk")}
        self.at_desk(femi, "risk", **risk)
        self.at_desk(sade, "risk_yes", risk=str(Risk.objects.get().pk))
        self.at_desk(femi, "hold_ask", reason=say("hold"), review_on="2027-02-02")
        self.at_desk(sade, "hold_agree")
        self.at_desk(sade, "hold_ask", reason=say("lift"))
        self.at_desk(femi, "hold_agree")
        assert Hold.objects.get().state == Hold.State.LIFTED

    def items(self, kind):
        from groundswell.concerns.queries import messages
        from groundswell.concerns.tests.factories import opened

        by = opened(self.cast, self.receipt)
        return [str(one.pk) for one in messages(by, by.concern) if one.kind == kind]

    def close(self):
        self.at_desk(self.femi, "close", outcome="support", text=self.say("outcome"))
        number = {"number": str(uuid.uuid4())}
        self.by_receipt(do="worked", worked="partly", words=self.say("worked"), **number)

    def check_in(self):
        form = {"do": "checkin", "detriment": "yes", "number": str(uuid.uuid4())}
        self.by_receipt(**form, words=self.say("detriment"))

    def look_after_keys(self):
        """Another passphrase, shares in words, and one of them read."""
        say, femi = self.say, self.femi
        old, new = say.words["opens: passphrase"], f"otters cross {say('opens: new')} calmly"
        form = {"do": "change", "passphrase": old, "passphrase1": new, "passphrase2": new}
        femi.post(at("keys"), form)
        say.add("opens: new", new)
        chosen = [str(self.cast.alice.pk), str(self.cast.bob.pk)]
        answer = femi.post(at("share"), {"custodians": chosen, "needed": 2, "passphrase": new})
        codes = re.findall(r"\b(?:[0-9A-Z]{3,5}-)+[0-9A-Z]{2,5}\b", answer.content.decode())
        assert len(set(codes)) == 2
        for number, code in enumerate(set(codes)):
            say.add(f"opens: code {number}", code)
        share = self.share_of(self.cast.alice)
        for code in set(codes):
            answer = self.keeper.post(at("kept_share", share.pk), {"do": "read", "code": code})
            words = re.findall(r"<li[^>]*>\s*([a-z]+)\s*</li>", answer.content.decode())
            if len(words) >= 33:
                say.add("opens: share", " ".join(words[-33:]))
                self.keeper.post(
                    at("kept_share", share.pk), {"do": "confirm", "share0": " ".join(words[-33:])}
                )
                break
        assert "opens: share" in say.words

    def share_of(self, person):
        from groundswell.concerns.models import Share

        return Share.objects.get(person=person)


def told(cast, say, *, meets_trouble=True):
    """The whole story, and whatever else happens while it is told."""
    cast.notes["listener"] = listening(cast)
    listening(cast, cast.sade)
    story = Story(cast, say, meets_trouble=meets_trouble)
    for browser in (story.femi, story.sade):
        unlocking = {"passphrase": say.words["opens: passphrase"], "do_unlock": "yes"}
        browser.post(at("desk"), unlocking)
    story.raise_it()
    story.attach()
    story.handle()
    story.hand_on()
    story.close()
    return story


def every_place(root):
    yield from places.sent_mail()
    yield from places.memory()
    yield from places.rows()
    yield from places.database_files()
    yield from places.dumped()
    yield from places.files_below(root)


def leaks(say, found):
    return sorted({(where, name) for where, data in found for name in say.found_in(data)})


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_no_word_of_a_whole_life_is_found_outside_the_pages_of_those_who_may_read_it(
    cast, say, sealed_root, capfd
):
    with time_machine.travel(DAY, tick=False) as clock, listening_in() as log:
        story = told(cast, say)
        clock.move_to(LATER)
        story.check_in()
        story.look_after_keys()
        clock.move_to("2026-06-20T10:00:00+00:00")
        look_after_clocks()
        deliver_all_news()
    assert Letter.objects.exists()
    assert Item.objects.count() >= 25

    assert leaks(say, every_place(sealed_root)) == []
    lines = [(line.partition(" ")[0], line.encode(errors="replace")) for line in log.said]
    assert leaks(say, lines) == []
    assert any("INSERT INTO" in line and "concerns_item" in line for line in log.said)

    for browser in story.browsers:
        for url, answer in browser.answers:
            assert say.found_in(outside(answer, url)) == [], url
        for what, answer in browser.errors:
            assert say.found_in(outside(answer, what)) == [], what
            if answer.status_code == 200:
                continue  # this verb seals nothing, so nothing broke: it is a page of the story
            assert say.found_in(answer.content, say.secrets()) == [], what
            if not what.startswith(
                "403 of /n/tidewell/desk/"
            ):  # there, words come back to who typed them
                assert say.found_in(answer.content) == [], what
    assert sum(answer.status_code == 500 for b in story.browsers for _w, answer in b.errors) > 20

    backup = sealed_root / "kept.zip"
    back_up(backup)
    with zipfile.ZipFile(backup) as archive:
        assert leaks(say, [(one, archive.read(one)) for one in archive.namelist()]) == []

    for command, words in COMMANDS:
        command.run(words)
        assert say.found_in("".join(capfd.readouterr())) == [], command.__name__

    story.by_receipt(do="withdraw", sure="yes")
    assert not Concern.objects.exists()
    assert leaks(say, every_place(sealed_root)) == []


@pytest.mark.django_db(transaction=True)
def test_no_word_of_it_is_on_any_page_of_who_holds_no_key(cast, say, sealed_root):
    """Exports, feeds, home, search, error pages: everything in the registry, as a co-chair and as nobody."""
    told(cast, say, meets_trouble=False)
    deliver_all_news()
    forget_pages()
    found = list(pages_of_others(cast))
    assert len(found) > 250
    assert leaks(say, found) == []
    assert leaks(say, places.memory()) == []
    people = list(Person.objects.values_list("pk", flat=True))
    own = [(one.room, repr(list(one.export(pk)))) for one in personal_data for pk in people]
    assert "listens in" in repr(own)
    assert leaks(say, own) == []


def pages_of_others(cast):
    """Every page of the registry as Alice and as a visitor. What an example makes is gone after it."""
    for example in example_urls:
        if example.name.startswith("concerns:") and not example.public:
            continue  # a desk of Alice's own, made for other tests
        with transaction.atomic():
            here = replace(cast, notes=dict(cast.notes))
            url = example.make(here)
            for person in (cast.alice, None):
                client = Client(raise_request_exception=False)
                if person:
                    client.force_login(person)
                answer: Any = client.get(url)
                body = b"".join(answer.streaming_content) if answer.streaming else answer.content
                yield f"{example.name} for {person and person.name}", body + told_of(answer, url)
            transaction.set_rollback(True)


def told_of(answer, url):
    return f"{url}\n{answer.headers}".encode()


def test_the_sweep_finds_what_it_looks_for(say, tmp_path, cast):
    """Each place, with a word put there on purpose."""
    word = say("text")
    (tmp_path / "left.txt").write_text(word)
    Person.objects.filter(pk=cast.bob.pk).update(name=word)
    assert "text" in say.found_in(f"GET /{word}")
    assert {name for _where, name in leaks(say, places.files_below(Path(tmp_path)))} == {"text"}
    assert ("people_person", "text") in leaks(say, places.rows())
    for form in places.spelled(word):
        assert say.found_in(b"left of it " + form + b" right of it") == ["text"]
    with listening_in() as log:
        connection.cursor().execute("SELECT %s", [word])
    assert any(say.found_in(line) for line in log.said)
