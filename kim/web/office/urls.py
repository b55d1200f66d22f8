"""Addresses of the administration."""

from django.urls import path

from kim.web.office.views import accounts, audit, county, staff

app_name = "office"
urlpatterns = [
    path("kreis/", county.county, name="county"),
    path("kreis/<slug:part>/", county.county, name="county_part"),
    path("mitarbeitende/", staff.staff, name="staff"),
    path("mitarbeitende/neu/", accounts.account_new, name="account_new"),
    path("mitarbeitende/<int:pk>/", accounts.account_edit, name="account_edit"),
    path("mitarbeitende/<int:pk>/kennwort/", accounts.account_password, name="account_password"),
    path("mitarbeitende/<int:pk>/schliessen/", accounts.account_close, name="account_close"),
    path("mitarbeitende/<int:pk>/rollen/", accounts.role_new, name="role_new"),
    path("mitarbeitende/<int:pk>/rollen/<int:membership_pk>/beenden/", accounts.role_end, name="role_end"),
    path("abwesenheiten/neu/", staff.absence_new, name="absence_new"),
    path("abwesenheiten/<int:pk>/beenden/", staff.absence_end, name="absence_end"),
    path("protokoll/", audit.audit_state, name="audit"),
]
