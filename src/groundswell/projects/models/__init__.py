"""The tables of this room, by noun."""

from groundswell.projects.models.ask import Ask, AskStep, AskVerdict
from groundswell.projects.models.change import Change, ChangeReview, CurriculumEdit, PolicyClause
from groundswell.projects.models.project import (
    Adaptation,
    Blocker,
    Project,
    ProjectPart,
    ProjectShare,
    Stage,
    StageMove,
    StudentComponent,
)

__all__ = [
    "Adaptation",
    "Ask",
    "AskStep",
    "AskVerdict",
    "Blocker",
    "Change",
    "ChangeReview",
    "CurriculumEdit",
    "PolicyClause",
    "Project",
    "ProjectPart",
    "ProjectShare",
    "Stage",
    "StageMove",
    "StudentComponent",
]
