"""Two groups and a yes/no outcome: the four counts, checked, from counts or from columns."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from groundswell.analysis._inputs import InputError, Missing, coded, kept, same_length
from groundswell.analysis.compare._comparison import whole


@dataclass(frozen=True)
class Arms:
    """``events`` of ``n`` in the group, ``reference_events`` of ``reference_n`` in the one it is compared with."""

    events: int
    n: int
    reference_events: int
    reference_n: int

    @property
    def total(self) -> int:
        """How many people there are in both."""
        return self.n + self.reference_n

    @property
    def share(self) -> float:
        """The proportion in the group."""
        return self.events / self.n

    @property
    def reference_share(self) -> float:
        """The proportion in the reference group."""
        return self.reference_events / self.reference_n

    @property
    def cells(self) -> tuple[int, int, int, int]:
        """Yes and no in the group, yes and no in the reference."""
        return (
            self.events,
            self.n - self.events,
            self.reference_events,
            self.reference_n - self.reference_events,
        )

    @property
    def least_expected(self) -> float:
        """The smallest count expected were the proportion the same in both."""
        yes = self.events + self.reference_events
        return min(self.n, self.reference_n) * min(yes, self.total - yes) / self.total


def arms_of(events: Any, n: Any, reference_events: Any, reference_n: Any) -> Arms:
    """Check the four counts: whole, no more events than people, nobody's group empty."""
    made = Arms(
        whole(events, "events"),
        whole(n, "n", at_least=1),
        whole(reference_events, "reference_events"),
        whole(reference_n, "reference_n", at_least=1),
    )
    for count, of, what in (
        (made.events, made.n, "events"),
        (made.reference_events, made.reference_n, "reference_events"),
    ):
        if count > of:
            raise InputError(
                f"{what} should be at most the number of people, {of:,}; it is {count:,}."
            )
    return made


def two_groups(group: Any, reference: object) -> tuple[np.ndarray[Any, Any], object]:
    """Code a column of two groups: 1 for the group, 0 for the reference, -1 missing; and the group's label."""
    quick = _two_numbers(group, reference)
    if quick is not None:
        return quick
    made = coded(group, "group")
    if reference not in made.labels:
        raise InputError(
            f"reference= should be one of the groups, {list(made.labels)}; it is {reference!r}."
        )
    if len(made.labels) != 2:
        raise InputError(
            f"group should hold two groups; it holds {len(made.labels)}: {list(made.labels)[:6]}. "
            "Compare two at a time."
        )
    is_reference = made.codes == made.labels.index(reference)
    codes = np.where(made.codes < 0, -1, np.where(is_reference, 0, 1))
    label = next(one for one in made.labels if one != reference)
    return codes, label


def _two_numbers(group: Any, reference: object) -> tuple[np.ndarray[Any, Any], object] | None:
    """Part an array of whole numbers or booleans without a loop; None where it is anything else."""
    if not isinstance(group, np.ndarray) or group.dtype.kind not in "iub" or group.ndim != 1:
        return None
    mine = group != reference
    others = group[mine]
    if not others.size or others.size == group.size or (others != others[0]).any():
        return None
    return mine.astype(np.int64), others[0].item()


def arms_from(
    outcome: Any, group: Any, *, event: object, reference: object, missing: Missing
) -> tuple[Arms, object, int]:
    """Count two columns; give the counts, the label of the group, and how many were left out."""
    codes, label = two_groups(group, reference)
    answers = coded(outcome, "outcome")
    same_length(("outcome", answers.codes), ("group", codes))
    if event not in answers.labels:
        raise InputError(
            f"event= should be one of the outcomes, {list(answers.labels)[:6]}; it is {event!r}."
        )
    happened = answers.codes == answers.labels.index(event)
    present = (answers.codes >= 0) & (codes >= 0)
    n_missing = kept(present, missing)
    counts = [
        int(np.count_nonzero(present & (codes == one) & which))
        for one in (1, 0)
        for which in (happened, True)
    ]
    return arms_of(*counts), label, n_missing
