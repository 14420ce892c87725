"""Published ratings, each with where it is from."""

from groundswell.analysis.agree import crosstab, ratings

N = None

# Krippendorff K. Computing Krippendorff's alpha-reliability. 2011, section C: 4 observers, 12 units.
KRIPPENDORFF = [
    [1, 1, N, 1], [2, 2, 3, 2], [3, 3, 3, 3], [3, 3, 3, 3], [2, 2, 2, 2], [1, 2, 3, 4],
    [4, 4, 4, 4], [1, 1, 2, 1], [2, 2, 2, 2], [N, 5, 5, 5], [N, N, 1, 1], [N, 3, N, N],
]  # fmt: skip
FIVE = [1, 2, 3, 4, 5]

# Gwet KL. Handbook of Inter-Rater Reliability. 4th ed. 2014 (irrCAC: raw_4raters): the same, but the last unit's only
# rating is the third rater's.
GWET = [*KRIPPENDORFF[:-1], [N, N, 3, N]]

# Krippendorff 2011, sections A and B.
MEG_OWEN = {"Meg": [0, 1, 0, 0, 0, 0, 0, 0, 1, 0], "Owen": [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]}
BEN_GERRY = {"Ben": list("aabbdcccedda"), "Gerry": list("babbbccceddd")}

# Wikipedia, "Krippendorff's alpha": 3 coders, 15 units.
WIKIPEDIA = {
    "A": [N, N, N, N, N, 3, 4, 1, 2, 1, 1, 3, 3, N, 3],
    "B": [1, N, 2, 1, 3, 3, 4, 3, N, N, N, N, N, N, N],
    "C": [N, N, 2, 1, 3, 4, 4, N, 2, 1, 1, 3, 3, N, 4],
}

# Fleiss JL. Psychological Bulletin 1971; 76: 378-382: 30 patients, 6 psychiatrists; sorted, as in R's irr (diagnoses).
PATIENTS = """
444444 222555 233335 555555 222444 113333 333355 113334 114444 555555
144444 124444 222333 144444 224445 333335 111455 111112 224444 133555
555555 244444 224555 114444 144445 222224 111155 224444 133333 555555
"""
FLEISS = [[int(one) for one in patient] for patient in PATIENTS.split()]

# Cohen J. 1960, and the weights of Cohen J. 1968.
COHEN = crosstab([[88, 14, 18], [10, 40, 10], [2, 6, 12]])
COHEN_WEIGHTS = [[0, 1, 3], [1, 0, 6], [3, 6, 0]]

# The SAS manual's 3 x 3, in the tests of statsmodels.
SAS = crosstab([[0, 4, 1], [0, 8, 0], [0, 1, 5]])

# Gwet 2014: 100 pregnancies by two abstractors; 223 patients by two methods; 15 units by five observers (irrCAC).
ABSTRACTORS = crosstab([[13, 0, 0], [0, 20, 7], [0, 4, 56]])
DIAGNOSIS = crosstab([[40, 4, 4, 17], [6, 25, 2, 13], [4, 1, 21, 12], [15, 5, 9, 45]])
OBSERVERS = ratings(
    {
        "1": [1, 1, 2, N, 0, 0, 1, 1, 2, 2, N, 0, 1, 3, 1],
        "2": [1, 1, 3, 0, 0, 0, 0, N, 2, 1, 1, 0, 2, 3, 1],
        "3": [2, 0, 3, 0, 0, 0, 2, 2, 2, 1, 0, 0, 2, 2, 1],
        "4": [N, 1, 3, N, N, N, N, 0, N, 1, 0, 0, 2, 2, N],
        "5": [2, N, N, 0, 0, 0, 1, N, 2, N, N, N, N, 3, 1],
    },
    categories=[0, 1, 2, 3],
)
