"""Which stage may follow which, and what each move needs. One page; the documentation repeats it."""

from django.utils.translation import gettext_lazy as _

from groundswell.projects.models import Stage

S = Stage

# From a stage to those that may follow it. Out of ``paused`` there is one more: the stage before it.
NEXT: dict[str, tuple[Stage, ...]] = {
    S.RAISED: (S.EXPLORING, S.CONSULTING, S.DOING, S.PAUSED, S.STOPPED),
    S.EXPLORING: (S.CONSULTING, S.DOING, S.PAUSED, S.STOPPED),
    S.CONSULTING: (S.DOING, S.EXPLORING, S.PAUSED, S.STOPPED),
    S.DOING: (S.CHANGED, S.CONSULTING, S.PAUSED, S.STOPPED),
    S.CHANGED: (S.EMBEDDED, S.DOING),
    S.EMBEDDED: (S.DOING,),
    S.PAUSED: (S.STOPPED,),
    S.STOPPED: (S.EXPLORING,),
}
# Stages that end something: they need words on what came of it.
CLOSING = frozenset({S.CHANGED, S.EMBEDDED, S.STOPPED})
LINE = (S.RAISED, S.EXPLORING, S.CONSULTING, S.DOING, S.CHANGED, S.EMBEDDED)
UNDER_WAY = frozenset({S.RAISED, S.EXPLORING, S.CONSULTING, S.DOING})

MEANING = {
    S.RAISED: _("Somebody said it matters. Nobody has looked into it yet."),
    S.EXPLORING: _("Finding out what is so, and who decides."),
    S.CONSULTING: _("Asking those affected what they want, before anything is done."),
    S.DOING: _("Under way, led by students."),
    S.CHANGED: _("Something is different now. Say what came of it."),
    S.EMBEDDED: _("It holds without us. Say how you know."),
    S.PAUSED: _("Resting, with a reason. It can come back to where it was."),
    S.STOPPED: _("Not going on. Say why, and what came of it."),
}


def needs_reason(from_stage: str, to_stage: str) -> bool:
    """Resting, ending and going back need words; going on does not."""
    if to_stage in CLOSING or to_stage == S.PAUSED:
        return True
    line = list(LINE)
    return (
        from_stage in line
        and to_stage in line
        and line.index(S(to_stage)) < line.index(S(from_stage))
    )
