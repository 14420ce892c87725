"""Pictures drawn on the server: plain data in, one accessible SVG and its table out.

Nothing here imports Django; words come in from the caller, already translated. The same
data always gives the same bytes. Show a chart with `{% chart_frame chart %}`.
"""

from .bars import bars_horizontal, dots, strip
from .frame import Chart, Svg
from .growth import area_growth, slope
from .heat import heat_week, retention
from .people import Leaver, timeline
from .published import bars_published
from .waves import swell, swell_mark

__all__ = [
    "Chart",
    "Leaver",
    "Svg",
    "area_growth",
    "bars_horizontal",
    "bars_published",
    "dots",
    "heat_week",
    "retention",
    "slope",
    "strip",
    "swell",
    "swell_mark",
    "timeline",
]
