"""Alpha for unitizing, beside krippendorff-unitized-alpha, which lives in an environment of its own."""

# mypy: disable-error-code="union-attr,operator,assignment,arg-type,call-arg"

import json

import numpy as np
import pytest

from groundswell.analysis.agree import u_alpha
from tests.crosscheck import MARKS, apart, close

pytestmark = MARKS
ASK = """
import json
from krippendorff_unitized_alpha import krippendorffs_unitized_alpha as peer
given = json.loads({given!r})
data = {{coder: [peer.Segment(*one) for one in spans] for coder, spans in given.items()}}
print(json.dumps(float(peer.KrippendorffUnitizedAlpha(data).result)))
"""


def cut(seed, coders=3, segments=25, codes=4, shortest=1):
    """Spans of several coders of one text, none overlapping, with gaps between."""
    rng = np.random.default_rng(seed)
    made = {}
    for coder in range(coders):
        edges = np.cumsum(rng.integers(shortest, 12, 2 * segments)).tolist()
        names = rng.integers(0, codes, segments).tolist()
        made[f"coder {coder}"] = [
            (f"code {name}", start, end)
            for name, start, end in zip(names, edges[::2], edges[1::2], strict=True)
        ]
    return made


def with_gaps(spans, length):
    """The gaps as segments of their own, as the peer wants them, each as long as it is."""
    made, at = [], 0
    for code, start, end in spans:
        if at < start:
            made.append(("_empty", at, start))
        made.append((code, start, end))
        at = end
    return [*made, ("_empty", at, length)] if at < length else made


@pytest.mark.parametrize("seed", range(3))
def test_alpha_for_unitizing_is_the_peers_on_true_lengths(seed):
    spans = cut(seed)
    length = max(end for one in spans.values() for *_, end in one) + 10
    whole = {coder: with_gaps(one, length) for coder, one in spans.items()}
    theirs = apart("unitized", ASK.format(given=json.dumps(whole)))
    assert u_alpha(spans, length=length).estimate == close(theirs)


def test_the_peers_own_filling_of_gaps_makes_every_segment_a_character_short():
    spans = cut(9, shortest=3)
    length = max(end for one in spans.values() for *_, end in one) + 10
    # As in its own examples: the end of a segment is its last character, so its length is one too few.
    last = {coder: [(code, a, b - 1) for code, a, b in each] for coder, each in spans.items()}
    filled = ASK.replace(
        "[peer.Segment(*one) for one in spans]",
        f"peer.impute_empty_segments([peer.Segment(*one) for one in spans], {length})",
    )
    theirs = apart("unitized", filled.format(given=json.dumps(last)))
    assert u_alpha(spans, length=length).estimate != close(theirs, 1e-4)
