"""Addresses of the cases and of what is done with them."""

from django.urls import URLPattern, path

from kim.web.casework.views import (
    case_file,
    case_list,
    contacts,
    follow_up_list,
    follow_ups,
    handover,
    phases,
)

urlpatterns: list[URLPattern] = [
    path("faelle/", case_list.case_list, name="case_list"),
    path("faelle/uebergeben/", handover.case_hand_over_many, name="case_hand_over_many"),
    path("faelle/<int:pk>/", case_file.case_detail, name="case_detail"),
    path("faelle/<int:pk>/kontakte/", contacts.contact_new, name="contact_new"),
    path("faelle/<int:pk>/wiedervorlage/", follow_ups.follow_up_new, name="follow_up_new"),
    path("faelle/<int:pk>/phase/", phases.case_phase, name="case_phase"),
    path("faelle/<int:pk>/beratung/", phases.case_advice, name="case_advice"),
    path("faelle/<int:pk>/uebergabe/", handover.case_hand_over, name="case_hand_over"),
    path("wiedervorlagen/", follow_up_list.follow_up_list, name="follow_up_list"),
    path("wiedervorlagen/<int:pk>/erledigt/", follow_ups.follow_up_done, name="follow_up_done"),
]
