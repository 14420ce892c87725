from django.urls import path

from groundswell.mail import views

app_name = "mail"
urlpatterns = [
    path("outbox/", views.outbox, name="outbox"),
    path("outbox/<int:pk>/", views.letter, name="letter"),
    path("outbox/files/<int:pk>/", views.enclosure, name="enclosure"),
]
