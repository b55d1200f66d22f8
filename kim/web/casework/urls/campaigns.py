"""Addresses of campaigns."""

from django.urls import URLPattern, path

from kim.web.casework.views import campaigns

_ALL, _ONE = "kampagnen/", "kampagnen/<int:pk>/"

urlpatterns: list[URLPattern] = [
    path(_ALL, campaigns.campaign_list, name="campaign_list"),
    path(f"{_ALL}neu/", campaigns.campaign_new, name="campaign_new"),
    path(_ONE, campaigns.campaign_detail, name="campaign_detail"),
    path(f"{_ONE}liste/", campaigns.campaign_make_list, name="campaign_make_list"),
    path(f"{_ONE}einladen/", campaigns.campaign_invite, name="campaign_invite"),
    path(f"{_ONE}antwort/<int:candidate_pk>/", campaigns.campaign_answer, name="campaign_answer"),
    path(f"{_ONE}termine/", campaigns.campaign_date_new, name="campaign_date_new"),
    path(f"{_ONE}termine/<int:date_pk>/streichen/", campaigns.campaign_date_drop, name="campaign_date_drop"),
]
