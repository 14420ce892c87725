from django.urls import path

from groundswell.concerns.views import (
    concern,
    desk,
    desk_files,
    figures,
    files,
    heard,
    keeping,
    kept,
    keys,
    listeners,
    own,
    raising,
)

app_name = "concerns"
urlpatterns = [
    path("n/<slug:slug>/q/", raising.before, name="before"),
    path("n/<slug:slug>/q/write/", raising.write, name="write"),
    path("n/<slug:slug>/q/send/", raising.send, name="send"),
    path("n/<slug:slug>/q/back/", raising.back, name="back"),
    path("n/<slug:slug>/q/files/", files.files, name="files"),
    path("n/<slug:slug>/q/leave/", raising.leave, name="leave"),
    path("n/<slug:slug>/desk/", desk.desk, name="desk"),
    path("n/<slug:slug>/heard/", heard.heard, name="heard"),
    path("n/<slug:slug>/listeners/kept/", kept.kept, name="kept"),
    path("n/<slug:slug>/desk/figures/", figures.figures, name="figures"),
    path("n/<slug:slug>/desk/own/", own.own, name="own"),
    path("n/<slug:slug>/desk/lock/", desk.lock_desk, name="lock"),
    path("n/<slug:slug>/desk/<uuid:pk>/", concern.concern, name="concern"),
    path("n/<slug:slug>/desk/<uuid:pk>/files/<uuid:file_pk>/", desk_files.copy, name="copy"),
    path(
        "n/<slug:slug>/desk/<uuid:pk>/files/<uuid:file_pk>/original/",
        desk_files.original,
        name="original",
    ),
    path("n/<slug:slug>/listeners/", listeners.listeners, name="listeners"),
    path("n/<slug:slug>/listeners/<uuid:pk>/", listeners.listener, name="listener"),
    path("n/<slug:slug>/desk/keys/", keys.keys, name="keys"),
    path("n/<slug:slug>/desk/keys/shares/", keys.share, name="share"),
    path("n/<slug:slug>/desk/keys/again/", keys.again, name="again"),
    path("n/<slug:slug>/desk/keeping/", keeping.keeping, name="keeping"),
    path("n/<slug:slug>/desk/keeping/<uuid:pk>/", keeping.kept_share, name="kept_share"),
]
