from django.urls import path

from groundswell.roomname import views

app_name = "roomname"
urlpatterns = [
    path("n/<slug:slug>/roomname/", views.index, name="index"),
]
