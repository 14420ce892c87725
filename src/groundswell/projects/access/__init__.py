"""The doors of this room, by noun."""

from groundswell.projects.access.change import get_change_for, visible_changes
from groundswell.projects.access.project import (
    get_blocker_for,
    get_component_for,
    get_project_for,
    get_share_for,
    get_shared_project_for,
    visible_projects,
)

__all__ = [
    "get_blocker_for",
    "get_change_for",
    "get_component_for",
    "get_project_for",
    "get_share_for",
    "get_shared_project_for",
    "visible_changes",
    "visible_projects",
]
