"""The shape of a project that is told: how it began, went on, met resistance, and what it changed."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Changed:
    """What a project changed: said, did, worked; and, for rules and teaching, what a reader needs to check it."""

    title: str
    kind: str
    said: str
    did: str
    worked: str = ""
    clause: tuple[str, str, str, str] | None = None  # document, before, after, owner
    session: tuple[str, str, str, str] | None = None  # session, owner, gap, now
    held: tuple[str, str] | None = None  # review: yes/partly/no, words


@dataclass(frozen=True)
class Asked:
    """What was asked of an office, and how it went: kept, late, open, declined, waiting or unjudged."""

    office: str
    title: str
    text: str
    went: str
    commitment: str = ""
    verdict: str = ""
    reply: str = ""


@dataclass(frozen=True)
class Told:
    """One project, from the month it began."""

    month: int
    kind: str
    title: str
    why: str
    plan: str
    stages: tuple[tuple[int, str, str], ...]  # months later, stage, reason or outcome
    adapts: tuple[tuple[int, str, str], ...] = ()  # months later, new plan, why
    blockers: tuple[
        tuple[int, str, str, str, int], ...
    ] = ()  # months later, kind, resisted, moved, months until
    changes: tuple[tuple[int, Changed], ...] = ()
    asks: tuple[tuple[int, Asked], ...] = ()
    component: tuple[str, int, str] | None = None  # brief, weeks, output
    decisions: tuple[str, ...] = field(default=())
    actions: tuple[str, ...] = field(default=())


def brief(
    month: int,
    kind: str,
    title: str,
    why: str,
    *stages: tuple[int, str, str],
    change: tuple[int, Changed] | None = None,
    ask: tuple[int, Asked] | None = None,
    action: str = "",
) -> Told:
    """A project that is told in a line or two."""
    return Told(
        month,
        kind,
        title,
        why,
        "",
        stages,
        changes=(change,) if change else (),
        asks=(ask,) if ask else (),
        actions=(action,) if action else (),
    )
