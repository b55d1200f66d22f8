"""Who may open the letters of a case and the county's letter templates."""

from django.urls import reverse

from tests import factories

CONTENT = {"case_manager": 200, "colleague": 404, "foreign": 404, "lead": 404, "administrator": 404, "stranger": 404}
EVERYBODY_ELSE = ("case_manager", "colleague", "foreign", "lead", "stranger")
OFFICE = dict.fromkeys(EVERYBODY_ELSE, 403) | {"administrator": 200}
ACT = OFFICE | {"administrator": 302}


def _of_case(name):
    return lambda world: reverse(f"letters:{name}", args=[factories.case(world.anna).pk])


def _letter(world):
    letter = factories.letter(factories.case(world.anna))
    return reverse("letters:case_letter_file", args=[letter.case_id, letter.pk])


def _page(name):
    return lambda world: reverse(f"letters:{name}")


def _template(name, **values):
    return lambda world: reverse(f"letters:{name}", args=[factories.letter_template(world.admin, **values).pk])


WHO_MAY = {
    "letters:case_letters": ("get", _of_case("case_letters"), CONTENT),
    "letters:case_letter_new": ("get", _of_case("case_letter_new"), CONTENT),
    "letters:case_letter_file": ("get", _letter, CONTENT),
    "letters:template_list": ("get", _page("template_list"), OFFICE),
    "letters:template_new": ("get", _page("template_new"), OFFICE),
    "letters:field_list": ("get", _page("field_list"), OFFICE),
    "letters:template_detail": ("get", _template("template_detail"), OFFICE),
    "letters:template_preview": ("get", _template("template_preview"), OFFICE),
    "letters:template_file": ("get", _template("template_file"), OFFICE),
    "letters:template_retire": ("post", _template("template_retire"), ACT),
    "letters:template_discard": ("post", _template("template_discard"), ACT),
}
