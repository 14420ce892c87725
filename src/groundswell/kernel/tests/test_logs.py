"""What a log line may not hold: an error in a template describes all the template was given."""

import io
import logging

import pytest
from django.template import Context, Engine
from django.template.base import VariableDoesNotExist

SECRET = "Wheatear-Lighthouse, 3F9K-27QA"
BROKEN = "{{ said|default:nowhere.to_be_found }}"


class Kept(logging.Handler):
    """Lines as a handler prints them."""

    def __init__(self):
        super().__init__(logging.DEBUG)
        self.lines = []

    def emit(self, record):
        self.lines.append(logging.Formatter("%(message)s").format(record))


@pytest.fixture
def kept(request):
    handler, logger = Kept(), logging.getLogger(request.param)
    level = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.DEBUG)
    yield handler
    logger.removeHandler(handler)
    logger.setLevel(level)


@pytest.mark.parametrize("kept", ["django.template"], indirect=True)
def test_a_variable_that_is_not_there_is_logged_without_those_that_are(kept):
    Engine().from_string("{{ nowhere }}").render(Context({"receipt": SECRET}))
    assert "nowhere" in kept.lines[0]
    assert SECRET not in kept.lines[0]


@pytest.mark.parametrize("kept", ["django.request"], indirect=True)
def test_a_page_that_fails_over_its_template_is_logged_without_what_it_was_given(kept):
    with pytest.raises(VariableDoesNotExist) as caught:
        Engine().from_string(BROKEN).render(Context({"said": "", "receipt": SECRET}))
    assert SECRET in str(caught.value)  # what Django says by itself
    try:
        raise RuntimeError("the page failed") from caught.value
    except RuntimeError:
        logging.getLogger("django.request").exception("Internal Server Error")
    assert "a template asked for what it was not given" in kept.lines[0]
    assert SECRET not in kept.lines[0]


def test_a_log_that_cannot_be_written_tells_nothing_elsewhere(capfd):
    shut = io.StringIO()
    shut.close()
    handler, logger = logging.StreamHandler(shut), logging.getLogger("django.template")
    level = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.DEBUG)
    try:
        Engine().from_string("{{ nowhere }}").render(Context({"receipt": SECRET}))
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)
    assert SECRET not in "".join(capfd.readouterr())
