"""Gwet's coefficients with their standard errors, beside irrCAC, which lives in an environment of its own."""

# mypy: disable-error-code="union-attr,operator,assignment,arg-type,call-arg"

import json

import pytest

from groundswell.analysis.agree import (
    Ratings,
    alpha,
    brennan_prediger,
    conger,
    fleiss,
    gwet,
    ratings,
)
from groundswell.analysis.agree.tests import data
from tests.crosscheck import MARKS, apart, close

pytestmark = MARKS
ASK = """
import json, pandas as pd
from irrCAC.raw import CAC
given = json.loads({given!r})
found = {{}}
for weights in ("identity", "linear", "quadratic", "ordinal"):
    made = CAC(pd.DataFrame(given["rows"], dtype=float), weights=weights, categories=given["scale"], digits=14)
    for name in ("gwet", "fleiss", "conger", "bp", "krippendorff"):
        one = getattr(made, name)()["est"]
        found[name + " " + weights] = [one["coefficient_value"], one["se"]]
print(json.dumps(found))
"""
OURS = {"gwet": gwet, "fleiss": fleiss, "conger": conger, "bp": brennan_prediger}
WEIGHTS = {
    "identity": None,
    "linear": "linear",
    "quadratic": "quadratic",
    "ordinal": "gwet_ordinal",
}
SETS = {
    "four raters": ratings(data.GWET, categories=data.FIVE),
    "five observers": data.OBSERVERS,
}


@pytest.fixture(scope="module", params=SETS)
def asked(request):
    given: Ratings = SETS[request.param]
    scale = list(given.categories)
    rows = [[None if one < 0 else scale[one] for one in unit] for unit in given.codes.T.tolist()]
    return given, apart("irrcac", ASK.format(given=json.dumps({"rows": rows, "scale": scale})))


@pytest.mark.parametrize("weights", WEIGHTS)
@pytest.mark.parametrize("name", OURS)
def test_coefficient_and_standard_error_are_those_of_irrcac(asked, name, weights):
    given, theirs = asked
    value, error = theirs[f"{name} {weights}"]
    ours = OURS[name](given, agreement=WEIGHTS[weights], missing="use")
    assert ours.estimate == close(value)
    assert ours.standard_error == close(error)


def test_nominal_alpha_and_its_standard_error_are_those_of_irrcac(asked):
    given, theirs = asked
    ours = alpha(given, scale="nominal")
    assert (ours.estimate, ours.standard_error) == close(theirs["krippendorff identity"])


def test_ordinal_alpha_is_krippendorffs_where_irrcac_takes_gwets_weights(asked):
    given, theirs = asked
    ours = alpha(given, scale="ordinal").estimate
    assert ours != close(theirs["krippendorff ordinal"][0], 1e-3)
    if given is SETS["four raters"]:
        assert ours == close(0.815388, 1e-6)  # Krippendorff 2011, section C
