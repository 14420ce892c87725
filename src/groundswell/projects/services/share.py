"""Letting a sister network read one chosen project."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from groundswell.audit.services import record
from groundswell.kernel.actors import Actor, require
from groundswell.kernel.clock import now
from groundswell.kernel.permissions import Permission
from groundswell.networks.queries import sisters
from groundswell.projects.errors import ProjectError
from groundswell.projects.models import Project, ProjectShare

if TYPE_CHECKING:
    from groundswell.networks.models import Network


@transaction.atomic
def share_project(*, by: Actor, project: Project, sister: "Network") -> ProjectShare:
    """Let members of a sister network read this project. A second time changes nothing."""
    require(by, Permission.PROJECT_SHARE, project.network)
    if not sisters(project.network).filter(pk=sister.pk).exists():
        raise ProjectError(
            _("%(name)s is not a sister network. Both sides agree to that first.")
            % {"name": sister}
        )
    share, is_new = ProjectShare.objects.get_or_create(
        project=project, network=sister, ended_at=None, defaults={"by_id": by.person_id}
    )
    if is_new:
        record(by, "project.shared", project, project.network, sister=sister.pk)
    return share


@transaction.atomic
def unshare_project(*, by: Actor, share: ProjectShare) -> None:
    """Take a shared project back. It is gone from the sister's pages at once."""
    require(by, Permission.PROJECT_SHARE, share.project.network)
    if ProjectShare.objects.filter(pk=share.pk, ended_at=None).update(ended_at=now()):
        record(
            by, "project.unshared", share.project, share.project.network, sister=share.network_id
        )
