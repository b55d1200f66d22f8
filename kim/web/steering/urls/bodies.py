"""Addresses of the bodies."""

from django.urls import URLPattern, path

from kim.web.steering.views import bodies, body_life, points, standing

urlpatterns: list[URLPattern] = [
    path("gremien/", bodies.body_list, name="body_list"),
    path("gremien/neu/", body_life.body_new, name="body_new"),
    path("gremien/<int:pk>/", bodies.body_detail, name="body_detail"),
    path("gremien/<int:pk>/regeln/", bodies.body_rules, name="body_rules"),
    path("gremien/<int:pk>/beenden/", body_life.body_end, name="body_end"),
    path("gremien/<int:pk>/sitz/", bodies.seat_new, name="body_seat_new"),
    path("gremien/<int:pk>/feste-punkte/", standing.standing_new, name="standing_new"),
    path("gremien/<int:pk>/offene-punkte/", points.point_new, name="point_new"),
    path("gremien/sitze/<int:pk>/", bodies.seat_edit, name="body_seat_edit"),
    path("gremien/sitze/<int:pk>/besetzen/", bodies.seat_take, name="body_seat_take"),
    path("gremien/sitze/<int:pk>/beenden/", body_life.seat_end, name="body_seat_end"),
    path("gremien/sitze/besetzung/<int:pk>/beenden/", body_life.seat_leave, name="body_seat_leave"),
    path("gremien/sitze/besetzung/<int:pk>/alle-beenden/", body_life.leave_everywhere, name="body_leave_everywhere"),
    path("gremien/feste-punkte/<int:pk>/", standing.standing_edit, name="standing_edit"),
    path("gremien/feste-punkte/<int:pk>/beenden/", standing.standing_end, name="standing_end"),
    path("gremien/feste-punkte/<int:pk>/ruecken/<str:way_to>/", standing.standing_move, name="standing_move"),
    path("gremien/offene-punkte/<int:pk>/", points.point_detail, name="point_detail"),
    path("gremien/offene-punkte/<int:pk>/bearbeiten/", points.point_edit, name="point_edit"),
    path("gremien/offene-punkte/<int:pk>/thema/", points.point_topic, name="point_topic"),
    path("gremien/offene-punkte/<int:pk>/<str:act>/", points.point_act, name="point_act"),
]
