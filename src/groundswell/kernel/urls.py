from django.urls import path

from groundswell.kernel import views

app_name = "kernel"
urlpatterns = [path("healthz", views.health, name="health")]
