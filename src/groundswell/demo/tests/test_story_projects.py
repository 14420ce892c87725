"""The projects of the story stand in many files and are told in one order: the seed's chances hang on it."""

import hashlib

from groundswell.demo.story.projects import LONG, PROJECTS, SHORT

# What the five told at length, then the others in the order in which they began, say of when and what they are.
ORDER = "dfc86ca938ccbf54"


def test_each_project_of_the_story_is_told_once():
    assert len({told.title for told in PROJECTS}) == len(PROJECTS) == 40
    assert len({told.month for told in SHORT}) == len(
        SHORT
    )  # so their order cannot depend on the files


def test_the_order_of_the_story_is_the_one_the_demo_was_built_in():
    spoken = "\n".join(f"{told.month} {told.kind} {told.title}" for told in (*LONG, *SHORT))
    assert hashlib.sha256(spoken.encode()).hexdigest()[:16] == ORDER
