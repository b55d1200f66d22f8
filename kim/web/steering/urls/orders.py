"""Addresses of work orders, of feedback and of closing."""

from django.urls import URLPattern, path

from kim.web.steering.views import closing, order_list, orders, standing_list

urlpatterns: list[URLPattern] = [
    path("auftraege/", order_list.order_list, name="order_list"),
    path("auftraege/nicht-umgesetzt/", standing_list.order_standing, name="order_standing"),
    path("auftraege/nicht-umgesetzt/pdf/", standing_list.order_standing_pdf, name="order_standing_pdf"),
    path(
        "auftraege/nicht-umgesetzt/<int:pk>/tagesordnung/",
        standing_list.order_standing_agenda,
        name="order_standing_agenda",
    ),
    path("auftraege/<int:pk>/", orders.order_detail, name="order_detail"),
    path("auftraege/<int:pk>/<slug:act>/", orders.order_act, name="order_act"),
    path("beschluesse/<int:pk>/auftrag/", orders.order_new, name="order_new"),
    path("beschluesse/<int:pk>/rueckmeldung/", closing.feedback_new, name="feedback_new"),
    path("themen/<int:pk>/rueckmeldung/", closing.topic_feedback, name="topic_feedback"),
    path("beschluesse/<int:pk>/abschliessen/", closing.decision_close, name="decision_close"),
]
