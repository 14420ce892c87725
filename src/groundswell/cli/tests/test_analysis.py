"""Statistics from the command line: the library's numbers, the same bytes again, a sentence for a bad file."""

import io
import json
import re
import subprocess
import sys
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest

from groundswell.analysis import agree as agreement
from groundswell.analysis import compare
from groundswell.cli import main
from groundswell.cli.progress import Progress
from groundswell.cli.report import in_options, plain

SRC = Path(__file__).resolve().parents[3]
ARMS = ["sessions", "control"] * 15
STUDY = "id,arm,age,year,spoke up,culture\n" + "".join(
    f"p{i:02},{arm},{20 + i * 7 % 11},{i % 5},{'yes' if i % 3 or arm == 'sessions' else 'no'},{1 + i % 4}\n"
    for i, arm in enumerate(ARMS)
)
CODES = "passage,Ana,Ben\n" + "".join(
    f"{i},{'abc'[i % 3]},{'abc'[(i + (i % 7 == 0)) % 3]}\n" for i in range(30)
)
COMPARE = ("--by", "arm", "--reference", "control", "--outcome", "spoke up")


@pytest.fixture
def file(tmp_path):
    def made(text, name="study.csv", encoding="utf-8"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
        return str(path)

    return made


@pytest.fixture
def told(capsys):
    def ran(*words):
        code = main([*map(str, words)])
        said = capsys.readouterr()
        return code, said.out, said.err

    return ran


@pytest.fixture
def read(told):
    def ran(*words):
        code, out, err = told(*words, "--format", "json")
        assert code == 0, err
        return json.loads(out)["report"]

    return ran


def by_heading(report):
    return {one["heading"]: one for one in report["results"]}


def test_an_outcome_has_the_numbers_of_the_library(file, read):
    made = by_heading(read("analyse", file(STUDY), *COMPARE))["spoke up"]
    yes = ["yes" if i % 3 or arm == "sessions" else "no" for i, arm in enumerate(ARMS)]
    same = compare.compare_proportions(yes, ARMS, event="yes", reference="control")
    assert made["estimate"] == same.estimate
    assert made["interval"] == plain(same.interval)
    assert made["p_fisher"] == same.p_fisher
    assert made["sentence"] == same.sentence()


def test_each_outcome_is_compared_by_what_it_holds(file, read):
    report = read(
        "analyse",
        file(STUDY),
        *COMPARE,
        "--outcome",
        "age",
        "--outcome",
        "culture",
        "--ordinal",
        "culture",
    )
    names = [one["name"] for one in report["results"]]
    assert names == [
        "The largest standardised difference",
        "The risk difference (group minus reference)",
        "The difference of means (group minus reference)",
        "The rank-biserial correlation (group over reference)",
        "The smallest adjusted p",
    ]
    family = report["results"][-1]
    assert family["family"]["members"] == ["spoke up", "age", "culture"]
    assert all(p is None or p <= 1 for p in family["adjusted"].values())
    assert [note for note in report["notes"] if "Declared before any number" in note]


def test_words_are_ordered_only_as_declared(file, read, told):
    text = "arm,often\n" + "a,never\nb,always\na,seldom\nb,seldom\na,never\nb,always\n"
    asked = ("analyse", file(text), "--by", "arm", "--reference", "a", "--outcome", "often")
    code, _, err = told(*asked)
    assert code == 2
    assert "more than two kinds" in err
    made = read(*asked, "--ordinal", "often=never,seldom,always")
    assert by_heading(made)["often"]["higher"] > 0.9
    code, _, err = told(*asked, "--ordinal", "often=never,always")
    assert code == 2
    assert "“seldom”" in err


def test_a_short_row_of_whole_numbers_is_remarked_on(file, read):
    report = read(
        "analyse", file(STUDY), "--by", "arm", "--reference", "control", "--outcome", "culture"
    )
    assert [note for note in report["notes"] if '--ordinal "culture"' in note]


def test_names_of_people_are_not_printed_in_table_one(file, told):
    _, out, _ = told("analyse", file(STUDY), "--by", "arm")
    assert "“id” is left out of Table 1" in out
    assert "p07" not in out


def test_the_same_file_gives_the_same_body_and_only_the_end_knows_the_time(file, told):
    path = file(STUDY)
    for form in ("text", "json", "html"):
        first, again = (told("analyse", path, *COMPARE, "--format", form)[1] for _ in range(2))
        stamp = re.compile(r"\d{4}-\d\d-\d\dT[\d:]+\+00:00")
        assert stamp.sub("", first) == stamp.sub("", again)
        found = [match.start() for match in stamp.finditer(first)]
        assert len(found) == 1
        assert found[0] > first.index("sha256") > first.index("control")
    _, out, _ = told("analyse", path, *COMPARE, "--format", "json")
    made = json.loads(out)
    assert list(made) == ["report", "envelope"]
    assert list(made["envelope"])[-1] == "made_at"
    assert datetime.fromisoformat(made["envelope"]["made_at"]).tzinfo == UTC


class Page(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags = []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))


def test_the_page_is_whole_and_asks_nobody_for_anything(file, told):
    hostile = STUDY.replace("spoke up", "<script>alert(1)</script>")
    words = ["--by", "arm", "--reference", "control", "--outcome", "<script>alert(1)</script>"]
    _, out, _ = told("analyse", file(hostile), *words, "--format", "html")
    page = Page()
    page.feed(out)
    tags = [tag for tag, _ in page.tags]
    assert {"html", "title", "main", "svg", "h1", "footer"} <= set(tags)
    assert not {"script", "link", "img", "iframe"} & set(tags)
    assert not [
        attrs for _, attrs in page.tags if "src" in attrs or "href" in attrs or "style" in attrs
    ]
    assert out.startswith("<!doctype html>")


def test_coders_are_compared_as_in_the_library(file, read):
    report = read(
        "agree",
        file(CODES),
        "--unit",
        "passage",
        "--level",
        "nominal",
        "--seed",
        "7",
        "--scale",
        *"abc",
    )
    made = by_heading(report)
    assert list(made) == [
        "Percent agreement", "Cohen's kappa", "Fleiss's kappa", "Gwet's AC", "Brennan and Prediger",
        "Krippendorff's alpha, nominal",
    ]  # fmt: skip
    columns = {
        "Ana": ["abc"[i % 3] for i in range(30)],
        "Ben": ["abc"[(i + (i % 7 == 0)) % 3] for i in range(30)],
    }
    assert made["Cohen's kappa"]["estimate"] == agreement.cohen(columns).estimate
    boot = agreement.Bootstrap(rng=7)
    same = agreement.alpha(columns, scale="nominal", categories=list("abc"), interval=boot)
    assert made["Krippendorff's alpha, nominal"]["interval"] == plain(same.interval)
    assert "seed 7" in made["Krippendorff's alpha, nominal"]["interval"]["method"]


def test_one_row_a_rating_is_the_same_as_one_column_a_coder(file, read):
    rows = [line.split(",") for line in CODES.splitlines()[1:]]
    long = "u,who,said\n" + "".join(f"{u},Ana,{a}\n{u},Ben,{b}\n" for u, a, b in rows)
    wide = read("agree", file(CODES), "--unit", "passage", "--level", "nominal")
    columns = ("--unit", "u", "--coder", "who", "--value", "said")
    tall = read("agree", file(long, "long.csv"), *columns, "--level", "nominal")
    assert wide["results"] == tall["results"]


def test_numbers_are_numbers_on_an_interval_scale(file, read, told):
    numbers = "Ana,Ben,Cem\n1,1,2\n2,2,2\n3,3,\n4,4,4\n"
    report = read("agree", file(numbers), "--level", "interval", "--missing", "use")
    made = by_heading(report)["Krippendorff's alpha, interval"]
    columns = {"a": [1, 2, 3, 4], "b": [1, 2, 3, 4], "c": [2, 2, None, 4]}
    assert made["estimate"] == agreement.alpha(columns, scale="interval", interval=None).estimate
    code, _, err = told("agree", file(CODES), "--unit", "passage", "--level", "interval")
    assert code == 2
    assert "needs numbers" in err


def test_three_coders_have_a_picture_of_pairs_on_the_page(file, told):
    three = "Ana,Ben,Cem\n" + "a,a,b\nb,b,b\na,b,a\nb,a,b\na,a,a\n" * 4
    _, out, _ = told("agree", file(three), "--level", "nominal", "--format", "html")
    assert "each pair of coders" in out
    assert out.count("<svg") == 1


def test_the_worked_example_is_checked_and_can_be_copied(file, told):
    code, out, _ = told("claims", "--example")
    assert code == 0
    assert "Cannot support a causal claim." in out
    assert "Computed from the table" in out
    assert "From a reader's answers" in out
    _, template, _ = told("claims", "--template")
    code, again, _ = told("claims", file(template, "worked_example.toml"))
    assert again.split("sha256")[0] == out.split("sha256")[0]
    code, page, _ = told("claims", "--example", "--format", "html")
    assert "<svg" in page


@pytest.mark.parametrize(
    ("text", "words", "said"),
    [
        ("", COMPARE, "is empty"),
        ("\ufeff\n", COMPARE, "is empty"),
        ("1,2\n3,4\n", COMPARE, "should name the columns"),
        ("arm,age\n", COMPARE, "no rows below"),
        ("arm,arm\na,b\n", COMPARE, "Two columns"),
        ("arm,,x\na,b,c\n", COMPARE, "no heading"),
        ("arm,age\na,1\nb\n", COMPARE, "Line 3 of study.csv has 1 values and the headings are 2"),
        ('arm,age\na,"1\nb,2\n', COMPARE, "quotation marks"),
        ("arm,age\na,1\nb,2\n", COMPARE, "no column “spoke up”. It has: “arm”, “age”"),
        ("arm;age\na;1\nb;2\n", ("--by", "group"), "no column “group”. It has: “arm”, “age”"),
        ("arm,age\na,1\na,2\n", ("--by", "arm"), "two groups or more; it holds “a”"),
        ("arm,age\n,1\n,2\n", ("--by", "arm"), "two groups or more; it holds none"),
        ("arm,age\na,1\nb,2\n", ("--by", "arm", "--outcome", "age"), "--reference and one of “a”, “b”"),
        ("arm,age\na,1\nb,2\n", ("--by", "arm", "--reference", "c"), "no group “c”"),
        ("arm,age\na,1\nb,2\n", ("--by", "arm", "--outcome", "arm"), "cannot be the groups and an outcome"),
        ("arm,x\na,1\nb,2\nc,2\n", ("--by", "arm", "--reference", "a", "--outcome", "x"), "--groups"),
        ("arm,x\na,on\nb,off\n", ("--by", "arm", "--reference", "a", "--outcome", "x"), '--event "x=VALUE"'),
        ("arm,x\na,on\nb,on\n", ("--by", "arm", "--reference", "a", "--outcome", "x"), "one value only"),
        ("arm,x\na,\nb,\n", ("--by", "arm", "--reference", "a", "--outcome", "x"), "has no values"),
        ("arm,x\na,1\nb,\na,0\nb,1\n", ("--by", "arm", "--reference", "a", "--outcome", "x"), "--missing drop"),
        ("arm,x\na,1\n,0\nb,1\n", ("--by", "arm"), "--missing drop"),
        ("arm,x\na,1\nb,2\n", ("--by", "arm", "--ordinal", "x"), "not an --outcome"),
    ],
)  # fmt: skip
def test_a_file_that_does_not_fit_gets_a_sentence(file, told, text, words, said):
    code, out, err = told("analyse", file(text), *words)
    assert (code, out) == (2, "")
    assert said in err
    assert err.startswith("groundswell: ")
    assert err.rstrip().endswith(".")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("arm,name\na,Zoë\n".encode("latin-1"), "line 2 holds a byte that is not"),
        ("arm,age\na,1\n".encode("utf-16"), "UTF-16"),
        (b"PK\x03\x04rest", "workbook"),
    ],
)
def test_other_kinds_of_files_are_named(file, told, data, said):
    code, _, err = told("analyse", file(data), "--by", "arm")
    assert code == 2
    assert said in err


def test_a_file_that_is_not_there_is_named(tmp_path, told):
    for words in (
        ["analyse", tmp_path / "no.csv", "--by", "arm"],
        ["claims", tmp_path / "no.toml"],
        ["claims"],
    ):
        code, _, err = told(*words)
        assert code == 2
        assert err.startswith("groundswell: ")


def test_what_excel_writes_is_read(file, read):
    with_semicolons = STUDY.replace(",", ";").replace(";20;", ";20,5;")
    plain_file = read("analyse", file(STUDY), *COMPARE)
    for text in (
        f"\ufeff{STUDY}",
        STUDY.replace("\n", "\r\n"),
        f"sep=,\r\n{STUDY}",
        f"{STUDY}\n\n",
    ):
        assert read("analyse", file(text), *COMPARE)["results"] == plain_file["results"]
    report = read("analyse", file(f"\ufeff{with_semicolons}"), *COMPARE, "--outcome", "age")
    assert by_heading(report)["age"]["mean"] != int(by_heading(report)["age"]["mean"])
    assert "Values are parted by semicolons." in report["notes"]
    assert "Numbers with a decimal comma were read as such." in report["notes"]


@pytest.mark.parametrize(
    ("text", "words", "said"),
    [
        (CODES, ("--level", "ordinal"), "--scale lowest … highest"),
        (CODES, ("--level", "nominal", "--scale", "a", "b"), "not one of its categories"),
        (CODES, ("--level", "nominal", "--coder", "Ana"), "--unit, --coder and --value"),
        ("u,Ana\n1,a\n2,b\n", ("--level", "nominal", "--unit", "u"), "two coders or more"),
        ("u,c,v\n1,A,x\n1,A,y\n", ("--level", "nominal", "--unit", "u", "--coder", "c", "--value", "v"), "twice"),
        ("u,c,v\n1,A,x\n2,A,y\n", ("--level", "nominal", "--unit", "u", "--coder", "c", "--value", "v"), "names 1"),
        ("u,c,v\n,A,x\n2,B,y\n", ("--level", "nominal", "--unit", "u", "--coder", "c", "--value", "v"), "Row 1"),
        ("Ana,Ben\na,a\nb,\n", ("--level", "nominal"), "--missing drop"),
        ("Ana,Ben\n1,2\n2,2\n", ("--level", "ratio", "--scale", "a", "b"), "should hold numbers"),
    ],
)  # fmt: skip
def test_ratings_that_do_not_fit_get_a_sentence(file, told, text, words, said):
    code, out, err = told("agree", file(text), *words)
    assert (code, out) == (2, "")
    assert said in err


@pytest.mark.parametrize(
    ("data", "said"),
    [(b"title = ", "is not TOML"), (b'title = "\xff"', "UTF-8"), (b'title = "x"', "group")],
)
def test_a_claims_file_that_does_not_fit_gets_a_sentence(file, told, data, said):
    code, _, err = told("claims", file(data, "paper.toml"))
    assert code == 2
    assert said in err


def test_a_level_that_is_not_named_is_asked_for(file, told, capsys):
    with pytest.raises(SystemExit) as stopped:
        main(["agree", file(CODES)])
    assert stopped.value.code == 2
    assert "--level" in capsys.readouterr().err


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_the_bar_is_shown_to_somebody_after_a_second_and_taken_away():
    now = [0.0]
    screen = Terminal()
    bar = Progress(screen, lambda: now[0])
    bar(1, 4, "reading")
    assert not screen.getvalue()
    now[0] = 2.0
    bar(2, 4, "comparing")
    bar(3, 4, "too soon after the last")
    assert "50% comparing" in screen.getvalue()
    assert "too soon" not in screen.getvalue()
    bar.clear()
    assert screen.getvalue().endswith("\r")
    nobody = io.StringIO()
    quiet = Progress(nobody, lambda: now[0])
    now[0] = 9.0
    quiet(1, 2, "reading")
    quiet.clear()
    assert not nobody.getvalue()


def test_arguments_of_the_library_become_options():
    assert (
        in_options('Say missing="drop" to leave them out.')
        == "Say --missing drop to leave them out."
    )
    assert in_options("Give categories=, also those.") == "Give --scale, also those."
    assert in_options("a = 5 and x=3") == "a = 5 and x=3"
    assert plain({"a": float("inf"), "b": float("nan"), "c": (1, {2})}) == {
        "a": "infinity",
        "b": None,
        "c": [1, [2]],
    }


def test_no_settings_and_no_web_are_needed(file):
    program = f"import sys; from groundswell.cli import main; main(['analyse', {file(STUDY)!r}, '--by', 'arm']); "
    done = subprocess.run(
        [sys.executable, "-c", program + "print('django' in sys.modules, 'statsmodels' in sys.modules)"],
        env={"PYTHONPATH": str(SRC)}, capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    assert done.stdout.splitlines()[-1] == "False False"
