"""The only file that names every room."""

from django.urls import include, path

handler400 = "groundswell.kernel.pages.bad_request"
handler404 = "groundswell.kernel.pages.not_found"

urlpatterns = [
    # rooms: top of the house first
    path("", include("groundswell.home.urls")),
    path("", include("groundswell.wall.urls")),
    path("", include("groundswell.suggestions.urls")),
    path("", include("groundswell.projects.urls")),
    path("", include("groundswell.meetings.urls")),
    path("", include("groundswell.networks.urls")),
    path("", include("groundswell.people.urls")),
    path("", include("groundswell.mail.urls")),
    path("", include("groundswell.ui.urls")),
    path("", include("groundswell.kernel.urls")),
    path("", include("groundswell.concerns.urls")),
    # end of rooms
]
