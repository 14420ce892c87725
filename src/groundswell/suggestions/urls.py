from django.urls import path

from groundswell.suggestions.views import following, handling, raising

app_name = "suggestions"
urlpatterns = [
    path("n/<slug:slug>/raise/", raising.raise_page, name="raise"),
    path("n/<slug:slug>/raised/", following.mine, name="mine"),
    path("n/<slug:slug>/raised/group/", following.with_the_group, name="group"),
    path("n/<slug:slug>/raised/board/", handling.board, name="board"),
    path("n/<slug:slug>/raised/board/<int:pk>/", handling.handle, name="handle"),
    path("n/<slug:slug>/raised/board/<int:pk>/take/", handling.take_it, name="take"),
    path("n/<slug:slug>/raised/board/<int:pk>/pass/", handling.pass_it_on, name="pass"),
    path("n/<slug:slug>/raised/board/<int:pk>/agenda/", handling.to_meeting, name="agenda"),
    path("n/<slug:slug>/raised/board/<int:pk>/project/", handling.start, name="project"),
    path("n/<slug:slug>/raised/board/<int:pk>/close/", handling.close_it, name="close"),
    path("n/<slug:slug>/raised/<int:pk>/", following.own, name="own"),
    path("l/raised/<str:token>/", following.by_private_link, name="link"),
    path("l/did-it-work/<str:token>/", following.did_it_work, name="rate"),
]
