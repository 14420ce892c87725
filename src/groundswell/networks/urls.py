from django.urls import path

from groundswell.networks.views import (
    cohorts,
    founding,
    growth,
    handover,
    importing,
    institution,
    joining,
    people,
    protection,
    routes,
)

app_name = "networks"
urlpatterns = [
    # from an empty installation
    path("begin/", founding.begin, name="begin"),
    path("begin/<str:step>/", founding.begin, name="begin_step"),
    # coming in
    path("join/<str:token>/", joining.accept, name="accept"),
    path("n/<slug:slug>/join/", joining.join, name="join"),
    path("n/<slug:slug>/join/asked/", joining.join_asked, name="join_asked"),
    path("n/<slug:slug>/join/look-in-your-mail/", joining.look_in_mail, name="look_in_mail"),
    path("n/<slug:slug>/people/invite/", joining.invite, name="invite"),
    path("n/<slug:slug>/people/joining/", joining.joining, name="joining"),
    path("n/<slug:slug>/people/joining/<int:pk>/", joining.answer, name="answer"),
    path("n/<slug:slug>/people/links/<int:pk>/", joining.poster, name="poster"),
    path("n/<slug:slug>/people/links/<int:pk>/revoke/", joining.revoke, name="revoke"),
    # from a spreadsheet
    path("n/<slug:slug>/people/import/", importing.upload, name="import"),
    path("n/<slug:slug>/people/import/<int:pk>/", importing.match, name="import_match"),
    path("n/<slug:slug>/people/import/<int:pk>/check/", importing.check, name="import_check"),
    path("n/<slug:slug>/people/import/<int:pk>/settle/", importing.settle, name="import_settle"),
    path("n/<slug:slug>/people/import/<int:pk>/drop/", importing.drop, name="import_drop"),
    # who belongs
    path("n/<slug:slug>/people/", people.people, name="people"),
    path("n/<slug:slug>/people/growth/", growth.growth, name="growth"),
    path("n/<slug:slug>/people/cohorts/", cohorts.cohorts, name="cohorts"),
    path("n/<slug:slug>/people/cohorts/<int:pk>/graduate/", cohorts.graduate, name="graduate"),
    path("n/<slug:slug>/people/<int:pk>/", people.member, name="member"),
    path("n/<slug:slug>/people/<int:pk>/edit/", people.edit, name="edit"),
    path("n/<slug:slug>/people/<int:pk>/end/", people.end, name="end"),
    path("n/<slug:slug>/people/<int:pk>/term/", people.term, name="term"),
    path("n/<slug:slug>/people/terms/<int:pk>/end/", people.term_end, name="term_end"),
    # handing over
    path("n/<slug:slug>/people/handover/", handover.handover, name="handover"),
    path("n/<slug:slug>/people/handover/<int:pk>/", handover.pack, name="pack"),
    path("n/<slug:slug>/people/handover/if/<int:pk>/", handover.rehearsal, name="rehearsal"),
    # the institution
    path("n/<slug:slug>/directory/", institution.directory, name="directory"),
    path("n/<slug:slug>/directory/office/", institution.office, name="office_new"),
    path("n/<slug:slug>/directory/office/<int:pk>/", institution.office, name="office"),
    path("n/<slug:slug>/directory/remove/<str:what>/<int:pk>/", institution.remove, name="remove"),
    path("n/<slug:slug>/placements/", routes.routes, name="routes"),
    path("n/<slug:slug>/placements/<int:pk>/", routes.route, name="route"),
    path("n/<slug:slug>/placements/<int:pk>/edit/", routes.edit, name="route_edit"),
    path("n/<slug:slug>/placements/<int:pk>/ask/", routes.ask, name="route_ask"),
    path("n/<slug:slug>/placements/asked/<int:pk>/", routes.answer, name="route_answer"),
    path("l/route/<str:token>/", routes.answer_by_link, name="route_link"),
    path("n/<slug:slug>/calendar/", institution.calendar, name="calendar"),
    path("n/<slug:slug>/settings/", institution.settings, name="settings"),
    path("n/<slug:slug>/privacy/", protection.privacy, name="privacy"),
    path("n/<slug:slug>/settings/data-protection/", protection.protection, name="protection"),
    path("n/<slug:slug>/sisters/", institution.sisters, name="sisters"),
    path("n/<slug:slug>/found/", founding.found, name="found"),
    path("n/<slug:slug>/setup/<str:step>/", founding.setup, name="setup"),
]
