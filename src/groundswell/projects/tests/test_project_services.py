"""What may be done to a project, by whom, and what it leaves behind."""

import pytest

from groundswell.audit.queries import acts_about
from groundswell.kernel.errors import EditConflict, NotAllowed
from groundswell.kernel.models import News
from groundswell.projects import services
from groundswell.projects.errors import ProjectError
from groundswell.projects.models import Project, ProjectPart, Stage
from groundswell.projects.queries import has_student_lead, leads, open_parts, thread_of
from groundswell.projects.tests.factories import ProjectFactory, ProjectPartFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def hats(cast):
    """A project Bob leads and Femi supports."""
    project = ProjectFactory(network=cast.network, title="Theatre hats that fit")
    ProjectPartFactory(project=project, person=cast.bob)
    ProjectPartFactory(project=project, person=cast.femi, role=ProjectPart.Role.SUPPORTER)
    return project


def start(cast, by, **more):
    return services.start_project(
        by=by, network=cast.network, title="Hats", kind="placement", **more
    )


def test_a_student_starts_and_leads(cast):
    project = start(cast, cast.bob, lead=cast.bob, origin_text="A member raised it.")
    assert has_student_lead(project)
    assert project.stage == Stage.RAISED
    assert project.moves.get().why == "A member raised it."
    assert acts_about(project).filter(action="project.started").exists()
    assert News.objects.filter(name="projects.ProjectStarted").exists()


def test_staff_may_start_one_but_then_it_has_no_lead(cast):
    project = start(cast, cast.femi, supporter=cast.femi)
    assert not has_student_lead(project)
    assert [part.role for part in open_parts(project)] == ["supporter"]


def test_staff_cannot_be_the_lead(cast):
    with pytest.raises(ProjectError, match="A student leads"):
        start(cast, cast.femi, lead=cast.femi)
    assert not Project.objects.exists()


def test_somebody_from_outside_cannot_take_part(cast, hats):
    with pytest.raises(ProjectError, match="not a member"):
        services.join(by=cast.bob, project=hats, person=cast.charlie)


@pytest.mark.parametrize("permission", ["project.start", "project.lead", "project.join"])
def test_members_hold_what_projects_need(cast, permission):
    assert cast.bob.holds(permission, cast.network, None)
    assert not cast.charlie.holds(permission, cast.network, None)


def test_a_stranger_starts_nothing(cast):
    with pytest.raises(NotAllowed):
        start(cast, cast.charlie)


def test_a_graduate_no_longer_counts_as_student_lead(cast, hats):
    ProjectPartFactory(project=hats, person=cast.dalia)
    services.leave(by=cast.bob, project=hats, person=cast.bob)
    assert not has_student_lead(hats)


def test_only_the_old_plan_gives_way_and_both_are_kept(cast, hats):
    old = hats.plan
    adaptation = services.adapt(
        by=cast.bob, project=hats, new_plan="Buy them ourselves.", why="Laundry said no.", version=1
    )
    assert (adaptation.old_plan, adaptation.new_plan) == (old, "Buy them ourselves.")
    hats.refresh_from_db()
    assert (hats.plan, hats.version) == ("Buy them ourselves.", 2)
    assert News.objects.filter(name="projects.ProjectAdapted").exists()


def test_the_second_of_two_editors_gets_the_first_ones_words(cast, hats):
    services.adapt(by=cast.bob, project=hats, new_plan="Plan B", why="Because.", version=1)
    with pytest.raises(EditConflict) as conflict:
        services.adapt(by=cast.femi, project=hats, new_plan="Plan C", why="Since.", version=1)
    assert conflict.value.theirs == {"plan": "Plan B"}
    with pytest.raises(EditConflict):
        services.edit_project(by=cast.femi, project=hats, version=1, title="Hats")


def test_adapting_to_the_same_plan_is_refused(cast, hats):
    with pytest.raises(ProjectError, match="as it stands"):
        services.adapt(by=cast.bob, project=hats, new_plan=hats.plan, why="No.", version=1)


def test_a_plan_people_work_to_is_adapted_not_edited(cast, hats):
    services.edit_project(by=cast.bob, project=hats, version=1, plan="Still free")
    services.move_stage(by=cast.bob, project=hats, to="doing")
    with pytest.raises(ProjectError, match="Adapt it"):
        services.edit_project(by=cast.bob, project=hats, version=2, plan="Other")
    with pytest.raises(TypeError, match="stage"):
        services.edit_project(by=cast.bob, project=hats, version=2, stage="changed")


def test_a_member_without_a_part_changes_nothing(cast, hats):
    with pytest.raises(NotAllowed, match="Join it first"):
        services.adapt(by=cast.priya, project=hats, new_plan="X", why="Y", version=1)
    services.join(by=cast.priya, project=hats, person=cast.priya)
    services.note_blocker(by=cast.priya, project=hats, what_resisted="Nobody knew whom to ask.")
    assert hats.blockers.get().by == cast.priya


def test_joining_twice_is_one_part_and_a_new_role_replaces_the_old(cast, hats):
    for role in ("member", "member", "supporter"):
        services.join(by=cast.sade, project=hats, person=cast.sade, role=role)
    assert hats.parts.filter(person=cast.sade, ended_on=None).get().role == "supporter"
    assert hats.parts.filter(person=cast.sade).count() == 2


def test_a_lead_is_shared_by_the_lead_not_taken(cast, hats):
    services.leave(by=cast.bob, project=hats, person=cast.bob)
    services.join(by=cast.bob, project=hats, person=cast.bob, role="lead")
    ProjectPartFactory(project=hats, person=cast.dalia, role="member")
    with pytest.raises(NotAllowed, match="has a lead"):
        services.join(by=cast.dalia, project=hats, person=cast.dalia, role="lead")
    services.join(by=cast.bob, project=hats, person=cast.alice, role="lead")
    assert leads(cast.alice, hats)


def test_a_member_neither_brings_in_nor_ends_anybody_else(cast, hats):
    with pytest.raises(NotAllowed):
        services.join(by=cast.priya, project=hats, person=cast.dalia)
    with pytest.raises(NotAllowed):
        services.leave(by=cast.priya, project=hats, person=cast.bob)


def test_leaving_twice_changes_nothing(cast, hats):
    for _time in range(2):
        services.leave(by=cast.femi, project=hats, person=cast.femi)
    assert acts_about(hats).filter(action="project.left").count() == 1


def test_saying_it_is_alive_counts_as_a_touch(cast, hats):
    before = hats.touched_at
    services.say_alive(by=cast.femi, project=hats)
    hats.refresh_from_db()
    assert hats.touched_at > before


def test_a_blocker_keeps_what_moved_it(cast, hats):
    blocker = services.note_blocker(
        by=cast.bob, project=hats, what_resisted="Infection control", kind="people"
    )
    services.move_blocker(by=cast.bob, blocker=blocker, what_moved_it="A trial on one ward")
    blocker.refresh_from_db()
    assert blocker.moved_on
    with pytest.raises(ProjectError, match="already"):
        services.move_blocker(by=cast.bob, blocker=blocker, what_moved_it="Again")


def test_a_blocker_cannot_move_before_it_was_noted(cast, hats):
    blocker = services.note_blocker(by=cast.bob, project=hats, what_resisted="Money")
    with pytest.raises(ProjectError, match="later"):
        services.move_blocker(
            by=cast.bob, blocker=blocker, what_moved_it="A grant", on=hats.started_on
        )


def test_a_component_is_offered_and_its_output_written_down(cast, hats):
    component = services.offer_component(by=cast.bob, project=hats, brief="Ask thirty", weeks=3)
    services.edit_component(
        by=cast.bob, component=component, version=1, brief="Ask thirty", weeks=3, output="A toolkit"
    )
    component.refresh_from_db()
    assert component.output == "A toolkit"
    with pytest.raises(EditConflict) as conflict:
        services.edit_component(by=cast.femi, component=component, version=1, brief="B", weeks=4)
    assert conflict.value.theirs["output"] == "A toolkit"


def test_the_thread_says_only_what_is_on_record(cast, hats):
    services.move_stage(by=cast.bob, project=hats, to="doing")
    reached = [step["label"] for step in thread_of(hats) if step["reached"]]
    assert reached == ["raised", "heard", "doing"]


def test_the_thread_of_a_project_made_from_a_matter_says_it_was_heard(cast):
    by_hand = {"network": cast.network, "title": "Prayer rooms", "kind": "placement"}
    project = services.start_project(by=cast.alice, **by_hand)
    assert [step["label"] for step in thread_of(project) if step["reached"]] == ["raised", "heard"]
