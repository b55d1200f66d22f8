"""The county's own words for terms of the field."""

from django.utils.translation import get_language

from kim.organisation.models import Term


def county_words() -> dict[str, str]:
    """The words the county has named, by key, in the language of the screen; one query."""
    field = "name_en" if (get_language() or "de").startswith("en") else "name_de"
    return {key: word for key, word in Term.objects.values_list("key", field) if word}
