from django.urls import path

from groundswell.wall import views

app_name = "wall"
urlpatterns = [
    path("n/<slug:slug>/", views.wall, name="wall"),
    path("n/<slug:slug>/about/", views.about, name="about"),
    path("n/<slug:slug>/changed/", views.changes, name="changes"),
    path("n/<slug:slug>/changed/<int:pk>/", views.change, name="change"),
    path("n/<slug:slug>/commitments/", views.commitments_kept, name="commitments"),
    path("n/<slug:slug>/stories/", views.stories, name="stories"),
    path("n/<slug:slug>/stories/mine/", views.my_stories, name="my_stories"),
    path("n/<slug:slug>/stories/give/", views.give, name="give"),
    path("n/<slug:slug>/stories/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("n/<slug:slug>/wall/desk/", views.desk, name="desk"),
    path("n/<slug:slug>/wall/desk/story/<int:pk>/", views.read_story, name="read_story"),
    path("n/<slug:slug>/wall/desk/change/<int:pk>/", views.show, name="show"),
]
