"""What a leaver holds in projects, and how it is passed on."""

from django.urls import reverse

from groundswell.kernel.actors import Actor
from groundswell.kernel.registries import Responsibilities, Responsibility, responsibilities
from groundswell.projects.queries.held import open_leads
from groundswell.projects.services import pass_on_part


def held(person_id: int, network_id: int) -> list[Responsibility]:
    """Projects somebody leads or supports that are not over."""
    return [
        Responsibility(
            key=f"projects.projectpart:{part.pk}",
            kind=part.get_role_display(),
            title=part.project.title,
            url=reverse("projects:project", args=[part.project.network.slug, part.project_id]),
        )
        for part in open_leads(person_id, network_id)
    ]


def pass_on(*, by: Actor, key: str, to_person_id: int) -> None:
    """Somebody else carries it from today."""
    pass_on_part(by=by, part_id=int(key.rpartition(":")[2]), to_person_id=to_person_id)


responsibilities.append(Responsibilities(room="projects", held=held, pass_on=pass_on))
