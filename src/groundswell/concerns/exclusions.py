"""Who must not see a concern: chosen by its raiser, computed here, kept sealed."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import QuerySet

from groundswell.concerns.models import Listener


@dataclass(frozen=True)
class Exclusions:
    """People (ids of persons), departments and sites (their ids); ``others`` are names in the raiser's words."""

    people: frozenset[int] = frozenset()
    departments: frozenset[int] = frozenset()
    sites: frozenset[int] = frozenset()
    others: str = field(default="", repr=False)

    def __repr__(self) -> str:
        return "<Exclusions>"

    def __or__(self, more: "Exclusions") -> "Exclusions":
        return Exclusions(
            self.people | more.people,
            self.departments | more.departments,
            self.sites | more.sites,
            "\n".join(filter(None, [self.others, more.others])),
        )

    def keep_out(self, listener: Listener) -> bool:
        """Whether this listener must not hold a key."""
        return (
            listener.person_id in self.people
            or not self.departments.isdisjoint(listener.department_ids)
            or not self.sites.isdisjoint(listener.site_ids)
        )

    def by_name(self, listeners: QuerySet[Listener]) -> "Exclusions":
        """The same, with everybody it keeps out today named: who then changes department stays kept out."""
        if not (self.departments or self.sites):
            return self
        listeners = listeners.prefetch_related("departments", "sites")
        named = frozenset(one.person_id for one in listeners if self.keep_out(one))
        return replace(self, people=self.people | named)

    def as_content(self) -> dict[str, Any]:
        """As it stands in a sealed item."""
        return {
            "people": sorted(self.people),
            "departments": sorted(self.departments),
            "sites": sorted(self.sites),
            "others": self.others,
        }


def from_content(content: dict[str, Any]) -> Exclusions:
    """Back from a sealed item."""
    return Exclusions(
        frozenset(content.get("people", ())),
        frozenset(content.get("departments", ())),
        frozenset(content.get("sites", ())),
        str(content.get("others", "")),
    )


def all_of(contents: Iterable[dict[str, Any]]) -> Exclusions:
    """Every exclusion a raiser made so far, together."""
    whole = Exclusions()
    for content in contents:
        whole = whole | from_content(content)
    return whole


def eligible(listeners: Collection[Listener], exclusions: Exclusions) -> list[Listener]:
    """Who may be given a key: those who listen here; if none of them may, the alternate from outside."""
    may = [one for one in listeners if not exclusions.keep_out(one)]
    return [one for one in may if not one.is_alternate] or may
