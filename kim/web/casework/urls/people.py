"""Addresses of the person and the household."""

from django.urls import URLPattern, path

from kim.web.casework.views import households, people, person_rows, protection, residence_list

# The German word of each part in the address, and its key in `person_rows.PARTS`.
_ROWS = {"wege": "way", "adressen": "address", "papiere": "paper", "rechtskreise": "sphere"}

urlpatterns: list[URLPattern] = [
    path("aufenthaltspapiere/", residence_list.residence_list, name="residence_list"),
    path("faelle/<int:pk>/person/", people.case_person, name="case_person"),
    path("faelle/<int:pk>/person/aendern/", people.case_person_edit, name="case_person_edit"),
    path("faelle/<int:pk>/person/sprachen/", people.case_languages_edit, name="case_languages_edit"),
    path("faelle/<int:pk>/person/verlauf/", people.case_person_changes, name="case_person_changes"),
    path("faelle/<int:pk>/person/schutz/", protection.protection_new, name="protection_new"),
    path("faelle/<int:pk>/person/schutz/<int:need>/", protection.protection_edit, name="protection_edit"),
    path("faelle/<int:pk>/person/schutz/aufheben/", protection.protection_lift, name="protection_lift"),
    path("faelle/<int:pk>/haushalt/", households.household_new, name="household_new"),
    path("faelle/<int:pk>/haushalt/fall/", households.household_link, name="household_link"),
    path("faelle/<int:pk>/haushalt/<int:member>/", households.household_edit, name="household_edit"),
    path("faelle/<int:pk>/haushalt/<int:member>/eigener-fall/", households.household_case, name="household_case"),
    path("faelle/<int:pk>/haushalt/<int:member>/entfernen/", households.household_remove, name="household_remove"),
]
for _word, _key in _ROWS.items():
    _of = {"part": _key}
    urlpatterns += [
        path(f"faelle/<int:pk>/person/{_word}/", person_rows.row_new, _of, name=f"{_key}_new"),
        path(f"faelle/<int:pk>/person/{_word}/<int:row>/", person_rows.row_edit, _of, name=f"{_key}_edit"),
        path(f"faelle/<int:pk>/person/{_word}/<int:row>/entfernen/", person_rows.row_drop, _of, name=f"{_key}_drop"),
    ]
