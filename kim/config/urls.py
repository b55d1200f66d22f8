"""All addresses of KIM. Nobody registers or resets alone: only these pages of the account library exist."""

from allauth.account import views as account
from django.urls import include, path

from kim.web.fields.views import holidays
from kim.web.settings.views import set_language

urlpatterns = [
    path("", include("kim.web.start.urls")),
    path("", include("kim.web.casework.urls")),
    path("", include("kim.web.drafts.urls")),
    path("", include("kim.web.letters.urls")),
    path("", include("kim.web.areas.urls")),
    path("", include("kim.web.naturalisation.urls")),
    path("", include("kim.web.organigram.urls")),
    path("felder/feiertage/", holidays, name="holidays"),
    path("", include("kim.web.notices.urls")),
    path("", include("kim.web.settings.urls")),
    path("", include("kim.web.calendar.urls")),
    path("listen/", include("kim.web.tables.urls")),
    path("leitung/", include("kim.web.lead.urls")),
    path("steuerung/", include("kim.web.steering.urls")),
    path("koordination/", include("kim.web.coordination.urls")),
    path("stellen/", include("kim.web.staffing.urls")),
    path("einbuergerungsbehoerde/", include("kim.web.applicants.urls")),
    path("foerderung/", include("kim.web.staffing.grants_urls")),
    path("foerderung/", include("kim.web.staffing.money_urls")),
    path("verwaltung/", include("kim.web.office.urls")),
    path("einlesen/", include("kim.web.imports.urls")),
    path("konto/anmelden/", account.login, name="account_login"),
    path("konto/abmelden/", account.logout, name="account_logout"),
    path("konto/passwort/", account.password_change, name="account_change_password"),
    path("konto/gesperrt/", account.account_inactive, name="account_inactive"),
    path("konto/bestaetigen/", account.reauthenticate, name="account_reauthenticate"),
    path("sprache/", set_language, name="set_language"),
]
handler400 = "kim.web.errors.bad_request"
handler403 = "kim.web.errors.forbidden"
handler404 = "kim.web.errors.not_found"
handler500 = "kim.web.errors.server_error"
