"""Addresses of the pages of the naturalisation offices."""

from django.urls import URLPattern, path

from kim.web.applicants import acts, capacity_urls, keeping, offices, people, table, views

app_name = "applicants"
urlpatterns: list[URLPattern] = [
    path("", table.application_list, name="application_list"),
    path("neu/", acts.application_new, name="application_new"),
    path("zustaendig/", views.responsible, name="responsible"),
    path("zustaendig/neu/", acts.area_new, name="area_new"),
    path("<int:pk>/", views.application_detail, name="application_detail"),
    path("<int:pk>/person/", acts.applicant_add, name="applicant_add"),
    path("<int:pk>/person/<int:person>/", people.applicant_edit, name="applicant_edit"),
    path("<int:pk>/person/<int:person>/austragen/", people.applicant_leave, name="applicant_leave"),
    path("aufbewahrung/", keeping.keeping_list, name="keeping"),
    path("<int:pk>/aufbewahrung/", keeping.application_hold, name="application_hold"),
    path("<int:pk>/aufbewahrung/aufheben/", keeping.application_release, name="application_release"),
    path("behoerde/", offices.office_choose, name="office_choose"),
    path("<int:pk>/schritt/", acts.application_move, name="application_move"),
    path("<int:pk>/uebernehmen/", acts.application_take_up, name="application_take_up"),
    path("<int:pk>/unterlage/", acts.document_ask, name="document_ask"),
    path("<int:pk>/unterlage/<int:document>/erledigt/", acts.document_settle, name="document_settle"),
    path("<int:pk>/anfrage/", acts.authority_ask, name="authority_ask"),
    path("<int:pk>/anfrage/<int:enquiry>/erinnert/", acts.authority_remind, name="authority_remind"),
    path("<int:pk>/anfrage/<int:enquiry>/beantwortet/", acts.authority_answered, name="authority_answered"),
    *capacity_urls.urlpatterns,
]
