"""Addresses of the notices."""

from django.urls import path

from kim.web.notices import views

app_name = "notices"
urlpatterns = [
    path("nachrichten/", views.inbox, name="inbox"),
    path("nachrichten/gelesen/", views.read_all, name="read_all"),
    path("nachrichten/<int:pk>/", views.follow, name="follow"),
    path("nachrichten/<int:pk>/gelesen/", views.read, name="read"),
    path("verwaltung/mail/", views.mail_state, name="mail"),
    path("verwaltung/mail/probe/", views.mail_trial, name="mail_trial"),
]
