from django.urls import URLPattern, URLResolver, path

from groundswell.meetings.views import actions, agenda, history, minutes, plan, planning

app_name = "meetings"
MEETINGS = "n/<slug:slug>/meetings/"
ONE = f"{MEETINGS}<int:pk>/"
urlpatterns: list[URLPattern | URLResolver] = [
    # planning and availability
    path("n/<slug:slug>/meetings/", planning.index, name="index"),
    path("n/<slug:slug>/meetings/plan/", plan.plan, name="plan"),
    path("n/<slug:slug>/meetings/<int:pk>/", planning.meeting, name="meeting"),
    path("n/<slug:slug>/meetings/<int:pk>/plan/", plan.plan_again, name="plan_again"),
    path("n/<slug:slug>/meetings/<int:pk>/move/", planning.move, name="move"),
    path("n/<slug:slug>/meetings/<int:pk>/cancel/", planning.cancel, name="cancel"),
    path("n/<slug:slug>/meetings/<int:pk>/share/", planning.share, name="share"),
    # agenda, minutes, actions
    path(f"{MEETINGS}agenda/", agenda.agenda, name="agenda"),
    path(f"{MEETINGS}agenda/<int:pk>/", agenda.item, name="item"),
    path(f"{MEETINGS}agenda/<int:pk>/drop/", agenda.drop, name="drop_item"),
    path(f"{MEETINGS}history/", history.bring_in, name="history"),
    path(f"{ONE}order/", agenda.order, name="order"),
    path(f"{ONE}attendance/", minutes.attendance, name="attendance"),
    path(f"{ONE}minutes/", minutes.minutes, name="minutes"),
    path(f"{ONE}minutes/lines/", minutes.lines, name="lines"),
    path(f"{ONE}minutes/settle/", minutes.settle, name="settle"),
    path(f"{ONE}minutes/send/", minutes.send, name="send"),
    path(f"{ONE}minutes/item/<int:key>/", minutes.section, name="minutes_section"),
    path(f"{ONE}minutes/line/<int:line>/", minutes.line, name="line"),
    path("n/<slug:slug>/actions/", actions.actions, name="actions"),
    path("n/<slug:slug>/actions/<int:pk>/", actions.action, name="action"),
    path("n/<slug:slug>/actions/<int:pk>/answer/", actions.answer, name="answer_action"),
    path("l/action/<str:token>/", actions.action_link, name="action_link"),
]
