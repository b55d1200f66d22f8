"""Addresses of outreach and of attempts to reach somebody."""

from django.urls import path

from kim.web.casework.views import attempts, outreach, outreach_list

urlpatterns = [
    path("aufsuchend/", outreach_list.outreach_list, name="outreach_list"),
    path("aufsuchend/neu/", outreach.outreach_new, name="outreach_new"),
    path("aufsuchend/<int:pk>/", outreach.outreach_detail, name="outreach_detail"),
    path("aufsuchend/<int:pk>/bearbeiten/", outreach.outreach_edit, name="outreach_edit"),
    path("aufsuchend/<int:pk>/erledigt/", outreach.outreach_step_done, name="outreach_step_done"),
    path("aufsuchend/<int:pk>/versuch/", attempts.outreach_attempt, name="outreach_attempt"),
    path("anfragen/<int:pk>/versuch/", attempts.enquiry_attempt, name="enquiry_attempt"),
    path("faelle/<int:pk>/versuche/", attempts.case_attempts, name="case_attempts"),
]
