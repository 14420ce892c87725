"""Our side of each workload."""

import _made_up as made_up
from _measuring import Compute, Side, main

AGREE = ("groundswell.analysis.agree", "scipy.special")
COMPARE = ("groundswell.analysis.compare", "scipy.special")
SCALES = ("groundswell.analysis.scales", "scipy.special")


def alpha(scale: str, *, coded: bool) -> Side:
    """(a) From codes, or from the table of floats that krippendorff takes, turned as ours takes it."""

    def prepare() -> Compute:
        from groundswell.analysis import agree

        given = made_up.ratings(100_000, 10, 20, 0.2)
        if coded:
            return lambda: agree.alpha(
                agree.codes(given, categories=range(1, 21)), scale=scale, interval=None
            )
        table = made_up.as_floats(given)
        return lambda: agree.alpha(table, scale=scale, categories=range(1, 21), interval=None)

    return Side(AGREE, prepare)


def bootstrap(units: int) -> Side:
    """(b) Alpha of two coders with a bootstrap interval."""

    def prepare() -> Compute:
        from groundswell.analysis import agree

        given = made_up.ratings(units, 2, 5, 0)
        how = agree.Bootstrap(rng=1, replicates=1000)
        return lambda: agree.alpha(
            agree.codes(given, categories=range(5)), scale="nominal", interval=how
        )

    return Side(AGREE, prepare)


def per_code(how: str) -> Side:
    """(c) Two coders' flags: with the conversion, or packed before or within what is measured."""

    def prepare() -> Compute:
        from groundswell.analysis import agree

        first, second = made_up.flags()
        if how == "dense":
            return lambda: agree.per_code(first, second)
        if how == "packing":
            return lambda: (agree.pack(first), agree.pack(second))
        one, other = agree.pack(first), agree.pack(second)
        return lambda: agree.per_code(one, other)

    return Side(AGREE, prepare)


def gwet() -> Compute:
    from groundswell.analysis import agree

    table = made_up.as_floats(made_up.ratings(5_000, 4, 5, 0.1))
    return lambda: agree.gwet(table, categories=range(1, 6), missing="use")


def table_one(form: str) -> Side:
    """(e) From a pandas frame, or from columns coded before."""

    def prepare() -> Compute:
        from groundswell.analysis import compare
        from groundswell.analysis._inputs import Coded

        data = made_up.survey()
        if form == "frame":
            import pandas as pd

            frame = pd.DataFrame(data)
            return lambda: compare.table_one(frame, by="arm", test=True)
        import numpy as np

        coded = {}
        for name, column in data.items():
            if column.dtype.kind == "f":
                coded[name] = column
                continue
            labels, codes = np.unique(column, return_inverse=True)
            coded[name] = Coded(codes.astype(np.int8), tuple(labels.tolist()))
        return lambda: compare.table_one(coded, by="arm", test=True)

    return Side((*COMPARE, *(("pandas",) if form == "frame" else ())), prepare)


def cronbach(kind: type, *, by_item: bool) -> Side:
    """(f) Alpha alone, or with every item's line from the covariances."""

    def prepare() -> Compute:
        from groundswell.analysis import scales

        items = made_up.answers(kind)
        return lambda: scales.cronbach_alpha(items, by_item=by_item)

    return Side(SCALES, prepare)


def permutation(kind: str, each: int) -> Side:
    """(g) Exact where it can be, 9,999 draws otherwise."""

    def prepare() -> Compute:
        from groundswell.analysis import compare

        outcome, group = made_up.arms(kind, each)
        return lambda: compare.permutation_test(
            outcome, group, reference="before", resamples=9_999, rng=1
        )

    return Side(COMPARE, prepare)


def many() -> Compute:
    from groundswell.analysis import compare

    columns = made_up.counts()
    return lambda: compare.many_proportions(*columns)


def newcombe() -> Compute:
    from groundswell.analysis.compare import _two_by_two

    columns = [column.astype(float) for column in made_up.counts()]
    return lambda: _two_by_two.newcombe(*columns, 1.959963984540054)


def together() -> Compute:
    from groundswell.analysis import qualitative

    columns = list(made_up.spans().values())
    return lambda: qualitative.cooccurrence(*columns, once=False)


def unitizing() -> Compute:
    from groundswell.analysis import agree

    spans, length = made_up.cuts()
    return lambda: agree.u_alpha(spans, length=length)


SIDES = {
    "alpha nominal, codes": alpha("nominal", coded=True),
    "alpha nominal, table": alpha("nominal", coded=False),
    "alpha interval, codes": alpha("interval", coded=True),
    "alpha interval, table": alpha("interval", coded=False),
    "alpha ordinal, codes": alpha("ordinal", coded=True),
    "bootstrap": bootstrap(10_000),
    "bootstrap, ten times the units": bootstrap(100_000),
    "per code, dense": per_code("dense"),
    "per code, packed": per_code("packed"),
    "per code, packing": per_code("packing"),
    "gwet": Side(AGREE, gwet),
    "table one, frame": table_one("frame"),
    "table one, coded": table_one("coded"),
    "cronbach": cronbach(int, by_item=False),
    "cronbach, by item": cronbach(int, by_item=True),
    "cronbach, floats": cronbach(float, by_item=False),
    **{
        f"permutation {kind} {each}": permutation(kind, each)
        for kind in ("binary", "likert", "numeric")
        for each in (100, 1000)
    },
    "many": Side(COMPARE, many),
    "newcombe": Side(COMPARE, newcombe),
    "together": Side(("groundswell.analysis.qualitative.together",), together),
    "unitizing": Side(AGREE, unitizing),
}

if __name__ == "__main__":
    main(SIDES)
