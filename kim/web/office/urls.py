"""Addresses of the administration."""

from django.urls import path

from kim.web.office.drafts import register_all
from kim.web.office.views import (
    accounts,
    audit,
    county,
    county_edit,
    county_history,
    county_profile,
    county_rule,
    staff,
)

app_name = "office"
register_all()
urlpatterns = [
    path("kreis/", county.county, name="county"),
    path("kreis/bearbeiten/", county_edit.kinds, name="county_edit"),
    path("kreis/bearbeiten/<slug:kind>/", county_edit.entries, name="county_entries"),
    path("kreis/bearbeiten/<slug:kind>/neu/", county_edit.entry_new, name="county_entry_new"),
    path("kreis/bearbeiten/<slug:kind>/<int:pk>/", county_edit.entry_edit, name="county_entry"),
    path("kreis/bearbeiten/<slug:kind>/<int:pk>/beenden/", county_edit.entry_end, name="county_entry_end"),
    path("kreis/bearbeiten/<slug:kind>/<int:pk>/entfernen/", county_edit.entry_remove, name="county_entry_remove"),
    path("kreis/bearbeiten/<slug:kind>/<int:pk>/verlauf/", county_history.entry, name="county_entry_history"),
    path("kreis/verlauf/", county_history.everything, name="county_history"),
    path("kreis/regel/", county_rule.rule, name="county_rule"),
    path("kreis/regel/text/", county_rule.rule_text, name="county_rule_text"),
    path("kreis/profil/", county_profile.profile_page, name="county_profile"),
    path("kreis/profil/laden/", county_profile.load, name="county_profile_load"),
    path("kreis/profil/logo/", county_profile.logo, name="county_logo"),
    path("kreis/profil/herunterladen/", county_profile.download, name="county_profile_download"),
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
