"""Pictures of results: one accessible SVG each, with title, description and the table behind it; no browser needed.

Give the picture to a notebook and it shows itself; ``chart.to_html()`` is for a page, ``chart.svg`` for a file.
"""

from groundswell.analysis.charts._frame import STYLE, Chart
from groundswell.analysis.charts.arms import raincloud
from groundswell.analysis.charts.enough import saturation_curve
from groundswell.analysis.charts.flow import flow
from groundswell.analysis.charts.forest import forest
from groundswell.analysis.charts.growth import growth_area
from groundswell.analysis.charts.heat import agreement_heat
from groundswell.analysis.charts.likert import likert

__all__ = [
    "STYLE",
    "Chart",
    "agreement_heat",
    "flow",
    "forest",
    "growth_area",
    "likert",
    "raincloud",
    "saturation_curve",
]
