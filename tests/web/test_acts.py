"""An address that only takes a form, opened from the address bar."""

from tests import factories


def test_an_act_opened_as_a_page_says_what_to_do_and_changes_nothing(world, browser_for):
    case = factories.case(world.anna)

    answer = browser_for(world.anna).get(f"/faelle/{case.pk}/kontakte/")

    assert answer.status_code == 405
    assert "nimmt nur ein Formular an" in answer.content.decode()
