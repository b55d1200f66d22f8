"""Addresses of the money of a grant and of its proofs of use, below the funding files."""

from django.urls import URLPattern, path

from kim.web.staffing import money_proofs, money_views, spending_lists, years
from kim.web.staffing.money_drafts import register_all

app_name = "money"
register_all()
GRANT, AGREEMENT = {"of": "grant"}, {"of": "agreement"}
urlpatterns: list[URLPattern] = [
    path("jahre/", years.over_years, name="years"),
    path("jahre/tabelle/", years.years_sheet, name="years_sheet"),
    path("<int:pk>/geld/", money_views.account, name="account"),
    path("<int:pk>/geld/betraege/", money_views.bookings, name="bookings"),
    path("<int:pk>/geld/neu/", money_views.book, name="book"),
    path("betrag/<int:pk>/zuruecknehmen/", money_views.take_back, name="take_back"),
    path("<int:pk>/geld/listen/", spending_lists.lists, name="lists"),
    path("<int:pk>/geld/listen/vorlage/", spending_lists.list_template, name="list_template"),
    path("<int:pk>/geld/listen/neu/", spending_lists.list_new, name="list_new"),
    path("geldliste/<int:pk>/", spending_lists.list_detail, name="list"),
    path("geldliste/<int:pk>/spalten/", spending_lists.list_columns, name="list_columns"),
    path("geldliste/<int:pk>/buchen/", spending_lists.list_book, name="list_book"),
    path("geldliste/<int:pk>/zuruecknehmen/", spending_lists.list_undo, name="list_undo"),
    path("<int:pk>/personenmonate/", money_views.months, name="months"),
    path("<int:pk>/personenmonate/uebernehmen/", money_views.months_take, name="months_take"),
    path("<int:pk>/personenmonate/<int:post>/<int:user>/entfernen/", money_views.months_release, name="months_release"),
    path("<int:pk>/nachweis/", money_proofs.proof, GRANT, name="proof_grant"),
    path("<int:pk>/nachweis/einreichen/", money_proofs.submit, GRANT, name="submit_grant"),
    path("<int:pk>/nachweis/druck/", money_proofs.pdf, GRANT, name="pdf_grant"),
    path("<int:pk>/nachweis/tabelle/", money_proofs.sheet, GRANT, name="sheet_grant"),
    path("vereinbarung/<int:pk>/nachweis/", money_proofs.proof, AGREEMENT, name="proof_agreement"),
    path("vereinbarung/<int:pk>/nachweis/einreichen/", money_proofs.submit, AGREEMENT, name="submit_agreement"),
    path("vereinbarung/<int:pk>/nachweis/druck/", money_proofs.pdf, AGREEMENT, name="pdf_agreement"),
    path("vereinbarung/<int:pk>/nachweis/tabelle/", money_proofs.sheet, AGREEMENT, name="sheet_agreement"),
    path("<int:pk>/nachweis/zurueck/", money_proofs.come_back, GRANT, name="come_back_grant"),
    path("vereinbarung/<int:pk>/nachweis/zurueck/", money_proofs.come_back, AGREEMENT, name="come_back_agreement"),
    path("vereinbarung/<int:pk>/nachweis/formular/", money_proofs.empty_form, name="form"),
    path("vereinbarung/<int:pk>/nachweis/einlesen/", money_proofs.form_back, name="form_back"),
]
