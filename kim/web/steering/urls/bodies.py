"""Addresses of the bodies."""

from django.urls import URLPattern, path

from kim.web.steering.views import bodies

urlpatterns: list[URLPattern] = [
    path("gremien/", bodies.body_list, name="body_list"),
    path("gremien/<int:pk>/", bodies.body_detail, name="body_detail"),
    path("gremien/<int:pk>/regeln/", bodies.body_rules, name="body_rules"),
    path("gremien/<int:pk>/sitz/", bodies.seat_new, name="body_seat_new"),
    path("gremien/sitze/<int:pk>/", bodies.seat_edit, name="body_seat_edit"),
    path("gremien/sitze/<int:pk>/besetzen/", bodies.seat_take, name="body_seat_take"),
    path("gremien/sitze/besetzung/<int:pk>/beenden/", bodies.seat_leave, name="body_seat_leave"),
]
