"""Addresses of reporting observations and of one's own."""

from django.urls import URLPattern, path

from kim.web.steering.views import reports

urlpatterns: list[URLPattern] = [
    path("hinweise/", reports.own_observations, name="own_observations"),
    path("hinweise/neu/", reports.observation_new, name="observation_new"),
    path("hinweise/gelesen/", reports.observations_seen, name="observations_seen"),
    path("hinweise/fall/<int:pk>/", reports.observation_from_case, name="observation_from_case"),
    path("hinweise/<uuid:pk>/zuruecknehmen/", reports.observation_withdraw, name="observation_withdraw"),
]
