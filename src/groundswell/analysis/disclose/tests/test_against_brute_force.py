"""The audit says what trying every table says, and no published table gives a small count away."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from groundswell.analysis.disclose import (
    FORMAL,
    NETWORK,
    Figures,
    Period,
    Policy,
    one_way,
    protect,
    two_way,
)

from .brute import everything_that_fits, groups_of_table

ZEROS = Policy(name="zeros", show_zero=True)
POLICIES = [NETWORK, FORMAL, ZEROS]
KINDS = ["a", "b", "c", "d"]
MOST = 30

counts = st.integers(0, 9)
# A few in the suite; a tenth of what a profile asks for with `--hypothesis-profile=thorough`.
profile = settings.get_profile(settings.get_current_profile_name())
quick = settings(max_examples=max(6, profile.max_examples // 20), derandomize=True)


def lines(rows, columns):
    return st.lists(
        st.lists(counts, min_size=columns, max_size=columns), min_size=rows, max_size=rows
    )


@st.composite
def tables(draw):
    rows, columns = draw(st.sampled_from([(2, 0), (3, 0), (4, 0), (1, 2), (2, 2), (2, 3), (3, 2)]))
    if not columns:
        return one_way(draw(st.lists(counts, min_size=rows, max_size=rows)), ("kind", KINDS[:rows]))
    return two_way(draw(lines(rows, columns)), ("kind", KINDS[:rows]), ("sex", KINDS[:columns]))


def policy_of(figures, policy):
    """A table with a whole class in one cell hides its noughts, whatever the policy says of them."""
    return NETWORK if any(note.key == "class" for note in figures.notes) else policy


def assert_not_given_away(fitting, groups, policy, *, may_be_nought=False):
    """Anyone who knows what fits still sees enough numbers that this sum could be."""
    sums = fitting[groups].sum(axis=0)
    low, high = int(sums.min()), int(sums.max())
    if low < policy.minimum and not (may_be_nought and high == 0):
        assert high - low >= policy.width
    elif policy.base > 1:
        assert high > low


@pytest.mark.parametrize("policy", POLICIES, ids=lambda p: p.name)
@quick
@given(table=tables(), whole=st.sampled_from([None, "row", "all"]))
def test_the_audit_says_what_trying_every_table_says_and_no_small_count_is_given_away(
    policy, table, whole
):
    made = protect(table, policy, percentages=whole)
    figures, used = made.figures, policy_of(made.figures, policy)
    columns = len(figures.shape.columns.labels) if figures.shape.columns else 0
    groups = groups_of_table(len(figures.shape.rows.labels), columns)
    fitting = everything_that_fits([(figures, groups, used)], max(groups[None, None]) + 1, MOST)
    assume(fitting is not None)
    assert fitting.size
    assert made.audit.is_safe
    assert made.audit.is_exact
    for position, cell in figures.cells:
        if not (cell.low == cell.high == cell.value):
            assert_not_given_away(fitting, groups[position], used)
    for finding in made.audit.findings:
        sums = fitting[groups[finding.key[1]]].sum(axis=0)
        assert finding.range.low == sums.min()
        if finding.range.high is not None and finding.range.high <= MOST:
            assert finding.range.high == sums.max()


@pytest.mark.parametrize("policy", POLICIES, ids=lambda p: p.name)
@quick
@given(micro=st.integers(2, 3).flatmap(lambda k: lines(k, 2)), data=st.data())
def test_a_pair_of_filters_gives_no_small_count_away(policy, micro, data):
    """ "Female" and "all": whoever takes one from the other must not find the rest."""
    by = ("kind", KINDS[: len(micro)])
    everyone = one_way([sum(line) for line in micro], by)
    women = one_way([line[0] for line in micro], by, filters={"sex": "female"})
    first, second = data.draw(st.sampled_from([(everyone, women), (women, everyone)]))
    one = protect(first, policy)
    two = protect(second, policy, beside=[one.figures])
    check_joint(
        policy, [(one.figures, columns_of(one)), (two.figures, columns_of(two))], len(micro)
    )


@pytest.mark.parametrize("policy", POLICIES, ids=lambda p: p.name)
@quick
@given(micro=st.integers(2, 3).flatmap(lambda k: lines(k, 2)))
def test_a_table_after_its_own_total_by_one_attribute_gives_nothing_away(policy, micro):
    by = ("kind", KINDS[: len(micro)])
    one = protect(one_way([sum(line) for line in micro], by), policy)
    two = protect(two_way(micro, by, ("sex", ["female", "male"])), policy, beside=[one.figures])
    check_joint(policy, [(one.figures, [0, 1]), (two.figures, [0, 1])], len(micro))


def columns_of(made):
    return [0] if made.figures.shape.filters else [0, 1]


SPRING, SUMMER = Period.of("2026-01-01", "2026-06-30"), Period.of("2026-07-01", "2026-12-31")
YEAR = Period(SPRING.first, SUMMER.last)


@pytest.mark.parametrize("policy", POLICIES, ids=lambda p: p.name)
@quick
@given(micro=st.integers(2, 3).flatmap(lambda k: lines(k, 2)), data=st.data())
def test_a_succession_of_releases_gives_no_small_count_away(policy, micro, data):
    """Half a year, the other half and the whole, in any order and also with one of them missing."""
    by = ("kind", KINDS[: len(micro)])
    orders = st.permutations([(SPRING, [0]), (SUMMER, [1]), (YEAR, [0, 1])])
    published: list[tuple[Figures, list[int]]] = []
    for period, columns in data.draw(orders)[: data.draw(st.integers(2, 3))]:
        table = one_way([sum(line[c] for c in columns) for line in micro], by, period=period)
        made = protect(table, policy, beside=[figures for figures, _ in published])
        published.append((made.figures, columns))
    check_joint(policy, published, len(micro))


def check_joint(policy, published, kinds):
    """Groups are kind by two columns (women and others, or two halves); each table adds some of them up."""
    told = []
    for figures, columns in published:
        if figures.withheld:
            continue
        if figures.shape.columns:
            groups = groups_of_table(kinds, 2)
        else:
            groups = {(k, None): [2 * k + c for c in columns] for k in range(kinds)}
            groups[None, None] = [2 * k + c for k in range(kinds) for c in columns]
        told.append((figures, groups, policy_of(figures, policy)))
    fitting = everything_that_fits(told, 2 * kinds, MOST)
    assume(fitting is not None)
    assert fitting.size
    exact = {
        frozenset(groups[p])
        for figures, groups, _ in told
        for p, cell in figures.cells
        if cell.mark == "exact"
    }
    for figures, groups, used in told:
        for position, _ in figures.cells:
            if frozenset(groups[position]) not in exact:
                assert_not_given_away(fitting, groups[position], used)
    if len(told) > 1:
        for group in {g for _, groups, _ in told for g in groups[None, None]}:
            if frozenset([group]) not in exact:
                assert_not_given_away(fitting, [group], policy, may_be_nought=policy.show_zero)
