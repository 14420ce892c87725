"""Addresses of the room, by noun."""

from django.urls import path

from groundswell.projects.views import change, people, project, steps

app_name = "projects"
PROJECTS = "n/<slug:slug>/projects/"
CHANGES = "n/<slug:slug>/changes/"

urlpatterns = [
    # projects
    path(PROJECTS, project.index, name="index"),
    path(f"{PROJECTS}new/", project.new, name="new"),
    path(f"{PROJECTS}<int:pk>/", project.page, name="project"),
    path(f"{PROJECTS}<int:pk>/edit/", project.edit, name="edit"),
    path(f"{PROJECTS}<int:pk>/move/", steps.move, name="move"),
    path(f"{PROJECTS}<int:pk>/adapt/", steps.adapt, name="adapt"),
    path(f"{PROJECTS}<int:pk>/alive/", steps.alive, name="alive"),
    path(f"{PROJECTS}<int:pk>/join/", people.join, name="join"),
    path(f"{PROJECTS}<int:pk>/leave/", people.leave, name="leave"),
    path(f"{PROJECTS}<int:pk>/people/", people.people, name="people"),
    path(f"{PROJECTS}<int:pk>/actions/new/", people.action_new, name="action_new"),
    path(f"{PROJECTS}<int:pk>/share/", people.share, name="share"),
    path(f"{PROJECTS}shares/<int:pk>/end/", people.unshare, name="unshare"),
    path(f"{PROJECTS}<int:pk>/blockers/new/", steps.blocker_new, name="blocker_new"),
    path(f"{PROJECTS}blockers/<int:pk>/moved/", steps.blocker_moved, name="blocker_moved"),
    path(f"{PROJECTS}<int:pk>/component/", steps.component_new, name="component_new"),
    path(f"{PROJECTS}components/<int:pk>/", steps.component_edit, name="component_edit"),
    path(f"{PROJECTS}<int:pk>/changes/new/", change.new_for_project, name="project_change_new"),
    path("n/<slug:slug>/sister-projects/<int:pk>/", project.sister, name="sister"),
    # changes
    path(CHANGES, change.index, name="changes"),
    path(f"{CHANGES}new/", change.new, name="change_new"),
    path(f"{CHANGES}<int:pk>/", change.page, name="change"),
    path(f"{CHANGES}<int:pk>/edit/", change.edit, name="change_edit"),
    path(f"{CHANGES}<int:pk>/review/", change.review, name="review"),
    path(f"{CHANGES}<int:pk>/show/", change.show, name="change_show"),
    path(f"{CHANGES}<int:pk>/hide/", change.hide, name="change_hide"),
    path(f"{CHANGES}<int:pk>/measured/", change.measured, name="change_measured"),
]
