"""Addresses of the planner of legal spheres."""

from django.urls import URLPattern, path

from kim.web.casework.views import transitions

_PLAN = "faelle/<int:pk>/rechtskreise/"

urlpatterns: list[URLPattern] = [
    path(_PLAN, transitions.case_transitions, name="case_transitions"),
    path(f"{_PLAN}plan.pdf", transitions.case_transitions_pdf, name="case_transitions_pdf"),
    path(f"{_PLAN}uebernehmen/", transitions.case_transitions_take, name="case_transitions_take"),
]
