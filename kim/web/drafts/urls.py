"""Addresses of drafts and of staying signed in."""

from django.urls import path

from kim.web.drafts import session, views
from kim.web.drafts.casework import register_all

app_name = "drafts"
register_all()
urlpatterns = [
    path("entwuerfe/", views.draft_list, name="list"),
    path("entwuerfe/<str:page>/", views.page_drafts, name="page"),
    path("entwuerfe/<str:page>/aufheben/", views.draft_keep, name="keep"),
    path("entwuerfe/<str:page>/verwerfen/", views.draft_discard, name="discard"),
    path("konto/stand/", session.state, name="session"),
    path("konto/weiter/", session.sign_in_again, name="sign_in_again"),
]
