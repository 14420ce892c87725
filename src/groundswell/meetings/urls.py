from django.urls import URLPattern, URLResolver, path

from groundswell.meetings.views import plan, planning

app_name = "meetings"
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
]
