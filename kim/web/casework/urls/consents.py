"""Addresses of who may read a case: consents and grants."""

from django.urls import URLPattern, path

from kim.web.casework.consent_drafts import register_all
from kim.web.casework.views import access_list, consents, disclosure, referrals, scans

register_all()
_ACCESS = "faelle/<int:pk>/freigaben/"
_CONSENTS = f"{_ACCESS}einwilligungen/"
_GRANTS = f"{_ACCESS}zugriffe/"

urlpatterns: list[URLPattern] = [
    path(_ACCESS, access_list.access_list, name="access_list"),
    path("faelle/<int:pk>/auskunft/", disclosure.case_disclosure, name="case_disclosure"),
    path(f"{_CONSENTS}neu/", consents.consent_new, name="consent_new"),
    path(f"{_CONSENTS}<int:consent_pk>/", consents.consent_detail, name="consent_detail"),
    path(f"{_CONSENTS}<int:consent_pk>/scan/", scans.consent_scan, name="consent_scan"),
    path(f"{_CONSENTS}<int:consent_pk>/widerruf/", consents.consent_withdraw, name="consent_withdraw"),
    path(f"{_CONSENTS}<int:consent_pk>.pdf", consents.consent_pdf, name="consent_pdf"),
    path(f"{_GRANTS}neu/", access_list.grant_new, name="grant_new"),
    path(f"{_GRANTS}<int:grant_pk>/beenden/", access_list.grant_end, name="grant_end"),
    path("faelle/<int:pk>/vermittlungen/<int:referral_pk>/brief/", referrals.referral_letter, name="referral_letter"),
]
