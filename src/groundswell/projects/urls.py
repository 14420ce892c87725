"""Addresses of the room, by noun."""

from django.urls import path

from groundswell.projects.views import ask, change, office, people, project, steps, verdict

app_name = "projects"
PROJECTS = "n/<slug:slug>/projects/"
CHANGES = "n/<slug:slug>/changes/"
ASKS = "n/<slug:slug>/asks/"

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
    # asks
    path(ASKS, ask.index, name="asks"),
    path(f"{ASKS}new/", ask.new, name="ask_new"),
    path(f"{ASKS}<int:pk>/", ask.ask, name="ask"),
    path(f"{ASKS}<int:pk>/edit/", ask.edit, name="ask_edit"),
    path(f"{ASKS}<int:pk>/send/", ask.send, name="ask_send"),
    path(f"{ASKS}<int:pk>/say/", ask.rejoin, name="ask_say"),
    path(f"{ASKS}<int:pk>/agenda/", ask.to_agenda, name="ask_to_agenda"),
    path(f"{ASKS}<int:pk>/answered/", ask.record, name="ask_record"),
    path(f"{ASKS}<int:pk>/delivered/", ask.deliver, name="ask_deliver"),
    path(f"{ASKS}<int:pk>/verdict/", verdict.verdict, name="ask_verdict"),
    path(f"{ASKS}<int:pk>/judge/", verdict.judge, name="ask_judge"),
    path(f"{ASKS}<int:pk>/close/", ask.close, name="ask_close"),
    path(f"{ASKS}offices/<int:pk>/", ask.office_record, name="office_record"),
    path("l/ask/<str:token>/", office.ask_by_link, name="ask_by_link"),
    path("l/reply/<str:token>/", office.reply_by_link, name="reply_by_link"),
    path("l/verdict/<str:token>/", verdict.verdict_by_link, name="verdict_by_link"),
]
