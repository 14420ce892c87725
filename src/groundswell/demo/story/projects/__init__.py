"""Forty projects in our own words: five told at length, the others as a network would note them.

Months count from the first meeting (month 0 is March 2020).
"""

from groundswell.demo.story.projects.atrium import ATRIUM
from groundswell.demo.story.projects.bangle import BANGLE
from groundswell.demo.story.projects.counting import COUNTING
from groundswell.demo.story.projects.everyday import EVERYDAY
from groundswell.demo.story.projects.hats import HATS
from groundswell.demo.story.projects.jaundice import JAUNDICE
from groundswell.demo.story.projects.neighbours import NEIGHBOURS
from groundswell.demo.story.projects.panels import PANELS
from groundswell.demo.story.projects.placements import PLACEMENTS
from groundswell.demo.story.projects.rules import RULES
from groundswell.demo.story.projects.shapes import Asked, Changed, Told
from groundswell.demo.story.projects.teaching import TEACHING

__all__ = ["PROJECTS", "Asked", "Changed", "Told"]

LONG = (HATS, BANGLE, JAUNDICE, PANELS, ATRIUM)
# In the order in which they began.
SHORT = sorted(
    (*TEACHING, *RULES, *PLACEMENTS, *EVERYDAY, *COUNTING, *NEIGHBOURS), key=lambda told: told.month
)
PROJECTS = (*LONG, *SHORT)
