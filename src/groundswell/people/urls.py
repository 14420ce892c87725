from allauth.account.views import reauthenticate as by_password
from allauth.mfa.base.views import reauthenticate as by_code
from allauth.mfa.webauthn.views import reauthenticate_webauthn as by_passkey
from django.urls import URLPattern, URLResolver, include, path

from groundswell.people.views import doors, me

pages = [
    path("me/", me.me, name="me"),
    path("me/preferences/", me.preferences, name="preferences"),
    path("me/data/", me.export, name="export"),
    path("me/data/file/", me.export_file, name="export_file"),
    path("me/devices/", me.sessions, name="sessions"),
    path("me/devices/<int:pk>/end/", me.end_session, name="end_session"),
    path("me/devices/end-others/", me.end_other_sessions, name="end_other_sessions"),
    path("me/leave/", me.leave, name="leave"),
    path("me/leave/now/", me.leave_now, name="leave_now"),
    path("left/", me.left, name="left"),
    path("l/enter/<str:token>/", doors.enter, name="enter"),
    path("l/fewer/<str:token>/", doors.fewer, name="fewer"),
    path("demo/", doors.demo, name="demo"),
    path("demo/enter/<uuid:public_id>/", doors.demo_enter, name="demo_enter"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    # Before allauth's own, which refuse whoever has nothing to show.
    path("accounts/reauthenticate/", doors.with_something_to_show(by_password)),
    path("accounts/2fa/reauthenticate/", doors.with_something_to_show(by_code)),
    path("accounts/2fa/webauthn/reauthenticate/", doors.with_something_to_show(by_passkey)),
    # allauth's own names (account_login, mfa_index, …) are global.
    path("accounts/", include("allauth.urls")),
    path("", include((pages, "people"))),
]
