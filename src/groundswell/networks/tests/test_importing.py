"""The spreadsheet a network already keeps, and what people put into spreadsheets."""

from datetime import date, datetime, timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from openpyxl import Workbook

from groundswell.kernel.errors import NotAllowed
from groundswell.kernel.permissions import Permission
from groundswell.mail.models import Letter
from groundswell.networks import queries, services
from groundswell.networks.models import Cohort, ImportDraft, Membership
from groundswell.people.models import Person

pytestmark = pytest.mark.django_db
HEAD = "Full name,Email,Role,Year group,Date joined,Left\n"


def begun(cast, text, name="members.csv", head=HEAD):
    content = text if isinstance(text, bytes) else (head + text).encode()
    return services.start_import(
        by=cast.alice, network=cast.network, content=content, file_name=name
    )


def states(draft):
    return [row.state for row in queries.plan_of(draft).rows]


def said(draft):
    return " ".join(row.sentence for row in queries.plan_of(draft).rows)


def test_a_year_group_that_is_here_already_is_not_announced_as_new(cast):
    Cohort.objects.create(
        network=cast.network, name="Class of 2029", graduates_on=date(2029, 7, 15)
    )
    draft = begun(
        cast,
        "Ada,ada@example.org,Student,2029,04/10/2023,\nBo,bo@example.org,Student,2031,,\n",
    )
    assert set(queries.plan_of(draft).new_cohorts) == {"Class of 2031"}


def test_headings_are_guessed_and_three_kinds_of_dates_read(cast):
    draft = begun(
        cast,
        "Ada,ada@example.org,Student,Class of 2029,04/10/2023,\n"
        "Ben,ben@example.org,lecturer,,4 Oct 2022,\n"
        "Cem,cem@example.org,Alumna,2024,2019-10-07,\n",
    )
    assert services.finish_import(by=cast.alice, draft=draft) == 3
    rows = {m.person.name: m for m in Membership.objects.select_related("person", "cohort")}
    groups = {name: str(m.cohort) for name, m in rows.items()}
    assert rows["Ada"].started_on == date(2023, 10, 4)
    assert groups["Ada"] == "Class of 2029"
    assert (rows["Ben"].kind, rows["Ben"].started_on) == ("staff", date(2022, 10, 4))
    assert (rows["Cem"].kind, groups["Cem"]) == ("alumni", "Class of 2024")
    assert not ImportDraft.objects.exists()


def test_a_column_of_kinds_is_found_whatever_its_heading(cast):
    head = "Name,Email,What are you?,Shoe size\n"
    draft = begun(
        cast,
        "Ada,ada@example.org,MBBS student,38\nBen,ben@example.org,Lecturer,s\n"
        "Cem,cem@example.org,former medical student,39\nDi,di@example.org,,40\n",
        head=head,
    )
    assert draft.columns["kind"] == 2
    kinds = [(row.name, row.kind) for row in queries.plan_of(draft).rows]
    assert kinds == [("Ada", "student"), ("Ben", "staff"), ("Cem", ""), ("Di", "student")]


def test_a_workbook_with_merged_cells_and_real_dates_is_read(cast):
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Our members 2024", None, None, None])
    sheet.append(["Name", "E-mail address", "Year", "Since"])
    sheet.append(["Ada", "ada@example.org", "Class of 2029", datetime(2023, 10, 4)])
    sheet.append(["Ben", "ben@example.org", None, "4.10.2023"])
    sheet.merge_cells("A1:D1")
    sheet.merge_cells("C3:C4")
    out = BytesIO()
    book.save(out)
    draft = begun(cast, out.getvalue(), "list.xlsx")
    assert states(draft) == ["new", "new"]
    services.finish_import(by=cast.alice, draft=draft)
    assert set(
        Membership.objects.filter(person__name__in=["Ada", "Ben"]).values_list(
            "cohort__name", "started_on"
        )
    ) == {("Class of 2029", date(2023, 10, 4))}


def test_each_bad_row_says_what_was_expected_and_found(cast):
    draft = begun(
        cast,
        "Ada,ada@,,,,\n,b@example.org,,,,\nCem,,,,,\nDee,d@example.org,wizard,,,\n"
        "Eve,e@example.org,student,Year 3,,\nFay,f@example.org,,,31/31/2024,\n"
        "Gil,g@example.org,,,4 Oct 2023,1 Oct 2022\nHal,h@example.org,,,2999-01-01,\n",
    )
    assert states(draft) == ["error"] * 8
    words = said(draft)
    for part in (
        "found “ada@”", "There is no name", "There is no e-mail address", "found “wizard”",
        "“Year 3” does not say when", "found “31/31/2024”", "before joining", ):  # fmt: skip
        assert part in words


def test_nothing_comes_in_while_a_row_cannot_be_read(cast):
    draft = begun(cast, "Ada,ada@example.org,,,,\nBen,not an address,,,,\n")
    with pytest.raises(services.NetworkError, match="1 row cannot be read"):
        services.finish_import(by=cast.alice, draft=draft)
    assert not Person.objects.filter(email="ada@example.org").exists()
    assert services.finish_import(by=cast.alice, draft=draft, without_errors=True) == 1


def test_the_same_address_is_found_in_the_list_and_in_the_network(cast):
    draft = begun(
        cast, "Ada,ada@example.org,,,,\nAda O,ADA@example.org,,,,\nBob,bob@example.org,,,,\n"
    )
    assert states(draft) == ["new", "twice", "here"]
    assert "The same address as row 2" in said(draft)


def test_the_same_name_with_another_address_is_a_question(cast):
    draft = begun(cast, "Bob Okafor-Lim,bob.private@example.org,,,,\n")
    assert states(draft) == ["ask"]
    with pytest.raises(services.NetworkError, match="still asks"):
        services.finish_import(by=cast.alice, draft=draft)
    services.settle_row(by=cast.alice, draft=draft, number=2, choice="other")
    assert states(draft) == ["new"]
    services.settle_row(by=cast.alice, draft=draft, number=2, choice="same")
    assert states(draft) == ["here"]
    with pytest.raises(services.NetworkError):
        services.settle_row(by=cast.alice, draft=draft, number=99, choice="same")


def test_somebody_who_left_long_ago_is_history_and_gets_no_letter(cast):
    draft = begun(cast, "Ada,ada@example.org,,,4 Oct 2020,1 Jul 2022\nBen,ben@example.org,,,,\n")
    services.finish_import(by=cast.alice, draft=draft, is_inviting=True)
    ada = Membership.objects.get(person__email="ada@example.org")
    assert ada.ended_on == date(2022, 7, 1)
    assert list(Letter.objects.values_list("to", flat=True)) == ["ben@example.org"]


def test_two_thousand_rows_come_in_at_once(cast, django_assert_max_num_queries):
    rows = "".join(
        f"Person {n},p{n}@example.org,student,Class of 2029,04/10/2023,\n" for n in range(2000)
    )
    draft = begun(cast, rows)
    with django_assert_max_num_queries(2000 + 120):
        assert services.finish_import(by=cast.alice, draft=draft) == 2000
    assert Cohort.objects.filter(name="Class of 2029").count() == 1


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"%PDF-1.7 no table", "members.csv"),
        (b"PK\x03\x04 broken", "members.xlsx"),
        (b"", "members.csv"),
        (b"Name,Email\n", "members.csv"),
    ],
)
def test_a_file_that_is_not_what_it_says_gets_a_sentence(content, name, client, cast):
    client.force_login(cast.alice)
    page = client.post("/n/tidewell/people/import/", {"file": SimpleUploadedFile(name, content)})
    assert page.status_code == 200
    assert "Nothing is lost" in page.content.decode()
    assert not ImportDraft.objects.exists()


def test_three_screens_lead_from_the_file_to_the_members(client, cast):
    client.force_login(cast.alice)
    file = SimpleUploadedFile("list.csv", b"Who,Contact\nAda,ada@example.org\n")
    match = client.post("/n/tidewell/people/import/", {"file": file}).url
    assert "selected" in client.get(match).content.decode()
    fields = {"column_name": "0", "column_email": "1", "kind": "partner", "is_day_first": "1"}
    assert "Say which column" in client.post(match, {**fields, "column_email": ""}).content.decode()
    assert "chosen twice" in client.post(match, {**fields, "column_email": "0"}).content.decode()
    check = client.post(match, fields).url
    assert "Bring 1 person in" in client.get(check).content.decode()
    client.post(check, {"_once": "once-1"})
    client.post(check, {"_once": "once-1"})
    assert Membership.objects.get(person__email="ada@example.org").kind == "partner"


def test_finishing_twice_brings_in_once(cast):
    draft = begun(cast, "Ada,ada@example.org,,,,\n")
    twin = ImportDraft.objects.get(pk=draft.pk)
    services.finish_import(by=cast.alice, draft=draft)
    with pytest.raises(services.NetworkError, match="finished already"):
        services.finish_import(by=cast.alice, draft=twin)


def test_a_begun_import_is_forgotten_after_a_week(cast):
    draft = begun(cast, "Ada,ada@example.org,,,,\n")
    assert services.drop_old_imports() == 0
    ImportDraft.objects.filter(pk=draft.pk).update(made_at=timezone.now() - timedelta(days=8))
    assert services.drop_old_imports() == 1


def test_only_cochairs_bring_members_in(cast):
    with pytest.raises(NotAllowed, match=str(Permission.MEMBER_IMPORT.description)):
        services.start_import(by=cast.bob, network=cast.network, content=b"", file_name="x.csv")


def test_more_than_two_thousand_rows_are_refused_with_the_cure(cast):
    with pytest.raises(services.NetworkError, match="Split it"):
        begun(cast, "".join(f"P{n},p{n}@example.org,,,,\n" for n in range(2001)))
