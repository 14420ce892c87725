"""The other side of each workload: what somebody would write today with the package they would pick.

Where a whole run would take minutes a part of it is run and multiplied, as its ``scale`` says.
"""

import _made_up as made_up
from _measuring import Compute, Side, main

FEWER_REPLICATES = 20
FEWER_CODES = 20
FEWER_TABLES = 400


def krippendorff(level: str) -> Side:
    def prepare() -> Compute:
        import krippendorff as peer

        table = made_up.as_floats(made_up.ratings(100_000, 10, 20, 0.2)).T.copy()
        return lambda: peer.alpha(
            reliability_data=table, value_domain=range(1, 21), level_of_measurement=level
        )

    return Side(("krippendorff",), prepare)


def interrater() -> Compute:
    import interrater as peer

    semantics = peer.RatingsSemantics(2, peer.UnorderedCategories(list("abcde")))
    given = peer.Ratings(made_up.ratings(10_000, 2, 5, 0).astype("int64"), semantics)
    config = peer.KrippendorffAlphaConfig(n_resamples=1000, random_state=1)
    return lambda: peer.KrippendorffAlphaAnalyzer(given, config).estimate()


def krippendorff_loop() -> Compute:
    import krippendorff as peer
    import numpy as np

    table = made_up.as_floats(made_up.ratings(10_000, 2, 5, 0)).T.copy()
    rng = np.random.default_rng(1)

    def loop() -> None:
        for _ in range(FEWER_REPLICATES):
            drawn = table[:, rng.integers(0, 10_000, 10_000)]
            peer.alpha(
                reliability_data=drawn, value_domain=range(1, 6), level_of_measurement="nominal"
            )

    return loop


def kappas() -> Compute:
    from sklearn.metrics import cohen_kappa_score

    first, second = (one[:, :FEWER_CODES].copy() for one in made_up.flags())
    return lambda: [cohen_kappa_score(a, b) for a, b in zip(first.T, second.T, strict=True)]


def gwet() -> Compute:
    import pandas as pd
    from irrCAC.raw import CAC

    frame = pd.DataFrame(made_up.as_floats(made_up.ratings(5_000, 4, 5, 0.1)))
    return lambda: CAC(frame, categories=[1, 2, 3, 4, 5]).gwet()


def table_one() -> Compute:
    import pandas as pd
    import tableone as peer

    frame = pd.DataFrame(made_up.survey())
    names = [name for name in frame if name != "arm"]
    words = [name for name in names if name.startswith("category")]
    return lambda: peer.TableOne(
        frame, columns=names, categorical=words, groupby="arm", smd=True, pval=True
    )


def cronbach(kind: type) -> Side:
    def prepare() -> Compute:
        import pandas as pd
        import pingouin as peer

        frame = pd.DataFrame(made_up.answers(kind))
        return lambda: peer.cronbach_alpha(data=frame)

    return Side(("pandas", "pingouin"), prepare)


def permutation(kind: str, each: int) -> Side:
    def prepare() -> Compute:
        from scipy import stats

        outcome, group = made_up.arms(kind, each)
        parts = (outcome[group == "after"], outcome[group == "before"])
        return lambda: stats.permutation_test(
            parts,
            lambda x, y, axis: x.mean(axis=axis) - y.mean(axis=axis),
            vectorized=True,
            n_resamples=9_999,
            rng=1,
        )

    return Side(("scipy.stats",), prepare)


def many() -> Compute:
    from scipy import stats

    x1, n1, x2, n2 = made_up.counts()[:, :FEWER_TABLES].tolist()
    tables = [[[a, b - a], [c, d - c]] for a, b, c, d in zip(x1, n1, x2, n2, strict=True)]

    def loop() -> None:
        for table in tables:
            stats.chi2_contingency(table, correction=False)
            stats.chi2_contingency(table)
            stats.fisher_exact(table)

    return loop


def newcombe() -> Compute:
    from statsmodels.stats.proportion import confint_proportions_2indep

    columns = made_up.counts()
    return lambda: confint_proportions_2indep(*columns, method="newcomb", compare="diff")


def together_polars() -> Compute:
    import polars as pl

    frame = pl.DataFrame(made_up.spans()).with_row_index("row")

    def count() -> object:
        pairs = frame.lazy().join(frame.lazy(), on="document", suffix="_2")
        meet = pairs.filter(
            (pl.col("row") < pl.col("row_2"))
            & (pl.col("start") < pl.col("end_2"))
            & (pl.col("start_2") < pl.col("end"))
        )
        return meet.group_by("code", "code_2").len().collect()

    return count


def together_pandas() -> Compute:
    import pandas as pd

    frame = pd.DataFrame(made_up.spans()).reset_index(names="row")

    def count() -> object:
        pairs = frame.merge(frame, on="document", suffixes=("", "_2"))
        meet = pairs[
            (pairs.row < pairs.row_2) & (pairs.start < pairs.end_2) & (pairs.start_2 < pairs.end)
        ]
        return meet.groupby(["code", "code_2"]).size()

    return count


def unitizing() -> Compute:
    from krippendorff_unitized_alpha import krippendorffs_unitized_alpha as peer

    spans, length = made_up.cuts()
    whole = {}
    for coder, own in spans.items():
        filled, at = [], 0
        for code, start, end in own:
            if at < start:
                filled.append(peer.Segment("_empty", at, start))
            filled.append(peer.Segment(code, start, end))
            at = end
        whole[coder] = [*filled, peer.Segment("_empty", at, length)]
    return lambda: peer.KrippendorffUnitizedAlpha(whole).result


SIDES = {
    "krippendorff nominal": krippendorff("nominal"),
    "krippendorff interval": krippendorff("interval"),
    "krippendorff ordinal": krippendorff("ordinal"),
    "interrater": Side(("interrater",), interrater),
    "krippendorff loop": Side(("krippendorff",), krippendorff_loop, 1000 / FEWER_REPLICATES),
    "scikit-learn": Side(("sklearn.metrics",), kappas, 200 / FEWER_CODES),
    "irrCAC": Side(("pandas", "irrCAC.raw"), gwet),
    "tableone": Side(("pandas", "tableone"), table_one),
    "pingouin": cronbach(int),
    "pingouin, floats": cronbach(float),
    **{
        f"scipy permutation {kind} {each}": permutation(kind, each)
        for kind in ("binary", "likert", "numeric")
        for each in (100, 1000)
    },
    "scipy loop": Side(("scipy.stats",), many, 20_000 / FEWER_TABLES),
    "statsmodels newcombe": Side(("statsmodels.stats.proportion",), newcombe),
    "polars": Side(("polars",), together_polars),
    "pandas": Side(("pandas",), together_pandas),
    "unitized": Side(("krippendorff_unitized_alpha",), unitizing),
}

if __name__ == "__main__":
    main(SIDES)
