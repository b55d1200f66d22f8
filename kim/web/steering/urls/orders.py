"""Addresses of work orders, of feedback and of closing."""

from django.urls import URLPattern, path

from kim.web.steering.views import closing, order_list, orders

urlpatterns: list[URLPattern] = [
    path("auftraege/", order_list.order_list, name="order_list"),
    path("auftraege/<int:pk>/", orders.order_detail, name="order_detail"),
    path("auftraege/<int:pk>/<slug:act>/", orders.order_act, name="order_act"),
    path("beschluesse/<int:pk>/auftrag/", orders.order_new, name="order_new"),
    path("beschluesse/<int:pk>/rueckmeldung/", closing.feedback_new, name="feedback_new"),
    path("beschluesse/<int:pk>/abschliessen/", closing.decision_close, name="decision_close"),
]
