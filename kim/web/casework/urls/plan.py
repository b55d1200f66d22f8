"""Addresses of assessment, goals, agreement, referrals and the directory of offers."""

from django.urls import URLPattern, path

from kim.web.casework.views import (
    agreements,
    assessments,
    first_advice,
    goals,
    network,
    offer_list,
    offers,
    open_referral_list,
    referrals,
    scans,
    signing,
)

_ASSESSMENT = "faelle/<int:pk>/bestandsaufnahme/"
_GOALS = "faelle/<int:pk>/ziele/"
_REFERRALS = "faelle/<int:pk>/vermittlungen/"

urlpatterns: list[URLPattern] = [
    path(_ASSESSMENT, assessments.assessment_list, name="assessment_list"),
    path(f"{_ASSESSMENT}neu/", assessments.assessment_new, name="assessment_new"),
    path(f"{_ASSESSMENT}vergleich/", assessments.assessment_compare, name="assessment_compare"),
    path(f"{_ASSESSMENT}<int:assessment_pk>/", assessments.assessment_detail, name="assessment_detail"),
    path(f"{_ASSESSMENT}<int:assessment_pk>/bearbeiten/", assessments.assessment_edit, name="assessment_edit"),
    path(
        f"{_ASSESSMENT}<int:assessment_pk>/abschliessen/", assessments.assessment_complete, name="assessment_complete"
    ),
    path(f"{_ASSESSMENT}<int:assessment_pk>/wieder-oeffnen/", assessments.assessment_reopen, name="assessment_reopen"),
    path(f"{_ASSESSMENT}netzwerk/", network.network, name="network"),
    path(f"{_ASSESSMENT}netzwerk/neu/", network.helper_new, name="helper_new"),
    path(f"{_ASSESSMENT}netzwerk/<int:helper_pk>/", network.helper_edit, name="helper_edit"),
    path(f"{_ASSESSMENT}netzwerk/<int:helper_pk>/stand/", network.helper_end, name="helper_end"),
    path("faelle/<int:pk>/erstberatung/", first_advice.first_advice, name="first_advice"),
    path("faelle/<int:pk>/erstberatung/bearbeiten/", first_advice.first_advice_edit, name="first_advice_edit"),
    path(_GOALS, goals.goal_list, name="goal_list"),
    path(f"{_GOALS}neu/", goals.goal_new, name="goal_new"),
    path(f"{_GOALS}<int:goal_pk>/", goals.goal_edit, name="goal_edit"),
    path(f"{_GOALS}<int:goal_pk>/ausgang/", goals.goal_end, name="goal_end"),
    path(f"{_GOALS}<int:goal_pk>/schritte/neu/", goals.measure_new, name="measure_new"),
    path(f"{_GOALS}<int:goal_pk>/schritte/<int:measure_pk>/", goals.measure_end, name="measure_end"),
    path(f"{_GOALS}<int:goal_pk>/schritte/<int:measure_pk>/bearbeiten/", goals.measure_edit, name="measure_edit"),
    path(f"{_GOALS}vereinbarung/neu/", agreements.agreement_new, name="agreement_new"),
    path(f"{_GOALS}vereinbarung/<int:agreement_pk>.pdf", agreements.agreement_pdf, name="agreement_pdf"),
    path(f"{_GOALS}vereinbarung/<int:agreement_pk>/unterschreiben/", signing.agreement_sign, name="agreement_sign"),
    path(f"{_GOALS}vereinbarung/<int:agreement_pk>/scan/", scans.agreement_scan, name="agreement_scan"),
    path(_REFERRALS, referrals.referral_list, name="referral_list"),
    path(f"{_REFERRALS}angebote/", referrals.referral_find, name="referral_find"),
    path(f"{_REFERRALS}angebote/<int:offer_pk>/", referrals.referral_new, name="referral_new"),
    path(f"{_REFERRALS}<int:referral_pk>/", referrals.referral_detail, name="referral_detail"),
    path(f"{_REFERRALS}<int:referral_pk>/stand/", referrals.referral_change, name="referral_change"),
    path("vermittlungen/", open_referral_list.open_referral_list, name="open_referral_list"),
    path("angebote/", offer_list.offer_list, name="offer_list"),
    path("angebote/<int:pk>/", offers.offer_detail, name="offer_detail"),
]
