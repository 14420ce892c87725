"""What a leaver holds in projects, and how it is passed on."""

from collections.abc import Collection

from django.urls import reverse

from groundswell.kernel.actors import Actor
from groundswell.kernel.registries import Responsibilities, Responsibility, responsibilities
from groundswell.projects.queries.held import open_leads
from groundswell.projects.services import pass_on_part


def held_by_many(person_ids: Collection[int], network_id: int) -> dict[int, list[Responsibility]]:
    """Projects these people lead or support that are not over. One query."""
    found: dict[int, list[Responsibility]] = {}
    for part in open_leads(person_ids, network_id):
        url = reverse("projects:project", args=[part.project.network.slug, part.project_id])
        found.setdefault(part.person_id, []).append(
            Responsibility(
                key=f"projects.projectpart:{part.pk}",
                kind=part.get_role_display(),
                title=part.project.title,
                url=url,
            )
        )
    return found


def held(person_id: int, network_id: int) -> list[Responsibility]:
    """The same for one person."""
    return held_by_many([person_id], network_id).get(person_id, [])


def pass_on(*, by: Actor, key: str, to_person_id: int) -> None:
    """Somebody else carries it from today."""
    pass_on_part(by=by, part_id=int(key.rpartition(":")[2]), to_person_id=to_person_id)


responsibilities.append(
    Responsibilities(room="projects", held=held, pass_on=pass_on, held_by_many=held_by_many)
)
