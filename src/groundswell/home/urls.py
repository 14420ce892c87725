from django.urls import path

from groundswell.home import views

app_name = "home"
urlpatterns = [
    path("", views.front, name="front"),
    path("today/", views.today, name="today"),
    path("n/<slug:slug>/today/", views.network_day, name="network"),
]
