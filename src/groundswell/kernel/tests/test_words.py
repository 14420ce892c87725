"""Names and titles that try to look like others."""

import pytest

from groundswell.kernel.words import one_line


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Ama \n Boateng\u2028", "Ama Boateng"),
        ("\u202eecilA", "ecilA"),
        ("Ali\u200bce", "Alice"),
        ("Al\u0007ice\ud800", "Alice"),
        ("\u200d\u200e \u2066", ""),
        ("حسن\u200cزاده", "حسن\u200cزاده"),
        ("Siân O’Brien", "Siân O’Brien"),
        ("👩🏾\u200d⚕️", "👩🏾\u200d⚕️"),
    ],
)
def test_a_line_keeps_every_script_and_nothing_that_deceives(typed, kept):
    assert one_line(typed) == kept
