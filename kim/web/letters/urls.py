"""Addresses of the letters of a case and of the county's letter templates."""

from django.urls import path

from kim.web.letters.drafts import register_all
from kim.web.letters.views import case_letters, templates

app_name = "letters"
register_all()
_CASE = "faelle/<int:pk>/briefe/"
_TEMPLATES = "verwaltung/briefvorlagen/"
urlpatterns = [
    path(_CASE, case_letters.case_letters, name="case_letters"),
    path(f"{_CASE}neu/", case_letters.case_letter_new, name="case_letter_new"),
    path(f"{_CASE}<int:letter_pk>/", case_letters.case_letter_file, name="case_letter_file"),
    path(_TEMPLATES, templates.template_list, name="template_list"),
    path(f"{_TEMPLATES}neu/", templates.template_new, name="template_new"),
    path(f"{_TEMPLATES}felder/", templates.field_list, name="field_list"),
    path(f"{_TEMPLATES}<int:pk>/", templates.template_detail, name="template_detail"),
    path(f"{_TEMPLATES}<int:pk>/vorschau/", templates.template_preview, name="template_preview"),
    path(f"{_TEMPLATES}<int:pk>/datei/", templates.template_file, name="template_file"),
    path(f"{_TEMPLATES}<int:pk>/beenden/", templates.template_retire, name="template_retire"),
    path(f"{_TEMPLATES}<int:pk>/loeschen/", templates.template_discard, name="template_discard"),
]
