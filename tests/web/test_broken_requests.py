"""What arrives too large or half: a page that says so in our words and leads back to the form."""

import pytest
from django.test import Client

from kim.casework.models import Contact
from tests import factories

BROKEN = b'--grenze\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\nContent-Transfer-Encoding: base64\r\n\r\n@'


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def assert_page(response, status: int, words: str, back: str) -> None:
    assert response.status_code == status
    assert words in text_of(response)
    assert "kim-brand" in text_of(response) or "kim-bar" in text_of(response)
    assert f'href="{back}"' in text_of(response)
    assert "Zurück zum Formular" in text_of(response)


def test_a_note_larger_than_any_form(world, browser_for):
    case, client = factories.case(world.anna), browser_for(world.anna)
    back = f"/faelle/{case.pk}/"

    answer = client.generic(
        "POST", f"{back}kontakte/", "text=" + "x" * 2_700_000, content_type="application/x-www-form-urlencoded",
        headers={"Referer": f"http://testserver{back}"},
    )  # fmt: skip

    assert_page(answer, 413, "Was Sie gesendet haben, ist zu groß", back)
    assert not Contact.objects.exists()


def test_a_form_with_more_fields_than_any_of_ours(world, browser_for):
    body = "&".join(f"f{number}=1" for number in range(3000))
    answer = browser_for(world.anna).generic(
        "POST", "/anfragen/neu/", body, content_type="application/x-www-form-urlencoded",
        headers={"Referer": "http://testserver/anfragen/neu/"},
    )  # fmt: skip
    assert_page(answer, 413, "zu groß", "/anfragen/neu/")


@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=grenze", "multipart/form-data"])
def test_an_upload_that_broke_off(world, browser_for, kind):
    answer = browser_for(world.admin).generic(
        "POST", "/verwaltung/kreis/profil/laden/", BROKEN, content_type=kind,
        headers={"Referer": "http://testserver/verwaltung/kreis/profil/"},
    )  # fmt: skip

    assert answer.status_code in (400, 422)
    if answer.status_code == 400:
        assert_page(answer, 400, "kam unvollständig an", "/verwaltung/kreis/profil/")


def test_with_the_token_asked_for_it_is_the_same_page(world):
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.anna)
    client.get("/anfragen/neu/")  # brings the cookie
    answer = client.generic(
        "POST", "/anfragen/neu/", "text=" + "x" * 2_700_000, content_type="application/x-www-form-urlencoded"
    )
    assert answer.status_code == 413
    assert "zu groß" in text_of(answer)
    assert "Zur Startseite" in text_of(answer)
