"""What every public function of the library keeps, whoever wrote it."""

import copy
import doctest
import inspect
import math
import pickle
import re
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest

from groundswell import analysis
from groundswell.analysis._result import Result

ELSEWHERE = {"disclose"}  # its own tests say what it keeps
PAGES = Path(__file__).parents[4] / "docs" / "reference" / "methods"
SAID = ("When to use:", "When not:", "References:", ">>>")


def functions():
    for folder in analysis.FOLDERS:
        if folder in ELSEWHERE:
            continue
        room = import_module(f"groundswell.analysis.{folder}")
        for name in getattr(room, "__all__", ()):
            if inspect.isfunction(getattr(room, name)):
                yield pytest.param(folder, name, id=f"{folder}.{name}")


def call_of(folder, name):
    calls = import_module(f"groundswell.analysis.{folder}.tests.calls").CALLS
    assert name in calls, f"{folder}/tests/calls.py does not name {name}"
    return calls[name]


def function(folder, name):
    return getattr(import_module(f"groundswell.analysis.{folder}"), name)


def frozen(value):
    return pickle.dumps(value)


def a_sentence(refused):
    text = str(refused.value)
    assert len(text) > 20
    assert text.endswith((".", "?"))


@pytest.mark.parametrize(("folder", "name"), list(functions()))
def test_it_keeps_its_inputs_and_gives_the_same_twice(folder, name):
    made = call_of(folder, name).make()
    before = frozen(copy.deepcopy(dict(made)))
    first = function(folder, name)(**made)
    if not any(isinstance(value, np.random.Generator) for value in made.values()):
        assert frozen(dict(made)) == before
    again = function(folder, name)(**call_of(folder, name).make())
    assert repr(first) == repr(again)


@pytest.mark.parametrize(("folder", "name"), list(functions()))
def test_what_is_empty_or_malformed_is_refused_with_a_sentence(folder, name):
    call = call_of(folder, name)
    for which in call.empty:
        with pytest.raises(ValueError, match=r"\w") as refused:
            function(folder, name)(**{**call.make(), which: []})
        a_sentence(refused)
    for values in call.malformed.values():
        with pytest.raises(ValueError, match=r"\w") as refused:
            function(folder, name)(**{**call.make(), **values})
        a_sentence(refused)
    assert call.empty or call.malformed


@pytest.mark.parametrize(("folder", "name"), list(functions()))
def test_its_words_say_what_it_is_when_to_use_it_and_when_not(folder, name):
    one = function(folder, name)
    words = inspect.getdoc(one) or ""
    assert not [said for said in SAID if said not in words]
    found = doctest.DocTestFinder(recurse=False).find(one, name, globs=dict(one.__globals__))
    assert sum(len(test.examples) for test in found)
    for test in found:
        assert doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(test).failed == 0
    pages = "".join(page.read_text(encoding="utf-8") for page in PAGES.glob("*.md"))
    assert re.search(rf"`{folder}\.{name}[`(]", pages), (
        f"no page of docs/reference/methods names `{folder}.{name}`"
    )


@pytest.mark.parametrize(("folder", "name"), list(functions()))
def test_its_result_tells_itself_and_never_says_no_difference(folder, name):
    made = function(folder, name)(**call_of(folder, name).make())
    if not isinstance(made, Result):
        return
    everything = made.sentence() + made.to_text() + made.to_html()
    assert "no difference" not in everything.lower()
    assert "nan" not in everything.lower().split()
    assert made.to_row()["n"] == made.n
    assert made.citation
    assert "<script" not in made.to_html()


@pytest.mark.parametrize(("folder", "name"), list(functions()))
def test_a_policy_or_a_level_that_is_none_is_refused_with_a_sentence(folder, name):
    takes = inspect.signature(function(folder, name)).parameters
    for which, wrong in (("missing", "ignore"), ("level", 95), ("level", 1)):
        if which in takes:
            with pytest.raises(ValueError, match=r"\w") as refused:
                function(folder, name)(**{**call_of(folder, name).make(), which: wrong})
            a_sentence(refused)


@pytest.mark.parametrize(("folder", "name"), list(functions()))
def test_an_interval_has_width_and_no_missing_end(folder, name):
    made = function(folder, name)(**call_of(folder, name).make())
    interval = getattr(made, "interval", None)
    if interval is not None:
        assert math.isfinite(interval.low)
        assert interval.low < interval.high
        assert interval.low <= made.estimate <= interval.high
