"""Addresses of meetings before they begin."""

from django.urls import URLPattern, path

from kim.web.steering.views import meeting_list, meetings

urlpatterns: list[URLPattern] = [
    path("sitzungen/", meeting_list.meeting_list, name="meeting_list"),
    path("sitzungen/neu/", meetings.meeting_new, name="meeting_new"),
    path("sitzungen/<int:pk>/", meetings.meeting_detail, name="meeting_detail"),
    path("sitzungen/<int:pk>/bearbeiten/", meetings.meeting_edit, name="meeting_edit"),
    path("sitzungen/<int:pk>/absagen/", meetings.meeting_cancel, name="meeting_cancel"),
    path("sitzungen/<int:pk>/eingeladen/", meetings.meeting_invited, name="meeting_invited"),
    path("sitzungen/<int:pk>/kalender.ics", meetings.meeting_calendar, name="meeting_calendar"),
    path("sitzungen/<int:pk>/was-ansteht/", meetings.meeting_take_up, name="meeting_take_up"),
    path("sitzungen/<int:pk>/punkt/neu/", meetings.item_new, name="meeting_item_new"),
    path("sitzungen/punkte/<int:pk>/bearbeiten/", meetings.item_edit, name="meeting_item_edit"),
    path("sitzungen/punkte/<int:pk>/verschieben/<slug:way_to>/", meetings.item_move, name="meeting_item_move"),
    path("sitzungen/punkte/<int:pk>/streichen/", meetings.item_remove, name="meeting_item_remove"),
]
