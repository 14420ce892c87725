"""Addresses of the room."""

from django.urls import path

from groundswell.ui import views

app_name = "ui"
urlpatterns = [path("style/", views.gallery, name="gallery")]
