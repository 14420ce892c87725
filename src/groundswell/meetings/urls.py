from django.urls import URLPattern, URLResolver, path

from groundswell.meetings.views import (
    actions,
    agenda,
    feeds,
    history,
    minutes,
    plan,
    planning,
    polls,
    timetables,
)

app_name = "meetings"
MEETINGS = "n/<slug:slug>/meetings/"
ONE = f"{MEETINGS}<int:pk>/"
urlpatterns: list[URLPattern | URLResolver] = [
    # planning and availability
    path("n/<slug:slug>/meetings/", planning.index, name="index"),
    path("n/<slug:slug>/meetings/plan/", plan.plan, name="plan"),
    path("n/<slug:slug>/meetings/timetables/", timetables.timetables, name="timetables"),
    path("n/<slug:slug>/meetings/my-week/", timetables.my_week, name="my_week"),
    path("n/<slug:slug>/meetings/feed/", feeds.feed, name="feed"),
    path("feeds/<str:token>.ics", feeds.calendar_feed, name="calendar_feed"),
    path("n/<slug:slug>/meetings/<int:pk>/", planning.meeting, name="meeting"),
    path("n/<slug:slug>/meetings/<int:pk>/plan/", plan.plan_again, name="plan_again"),
    path("n/<slug:slug>/meetings/<int:pk>/move/", planning.move, name="move"),
    path("n/<slug:slug>/meetings/<int:pk>/cancel/", planning.cancel, name="cancel"),
    path("n/<slug:slug>/meetings/<int:pk>/share/", planning.share, name="share"),
    path("n/<slug:slug>/meetings/<int:pk>/meeting.ics", planning.ics, name="ics"),
    path("n/<slug:slug>/meetings/<int:pk>/times/", polls.poll, name="poll"),
    path("n/<slug:slug>/meetings/<int:pk>/times/results/", polls.results, name="results"),
    path("n/<slug:slug>/meetings/<int:pk>/fix/", polls.fix, name="fix"),
    path("l/times/<str:token>/", polls.poll_link, name="poll_link"),
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
