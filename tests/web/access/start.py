"""Who may what on the start page and in the frame."""

from django.urls import reverse

EVERYBODY_SIGNED_IN = dict.fromkeys(("case_manager", "colleague", "foreign", "lead", "administrator", "stranger"), 200)


def _all(answer: int) -> dict[str, int]:
    return dict.fromkeys((*EVERYBODY_SIGNED_IN, "nobody"), answer)


WHO_MAY = {
    "start": ("get", lambda w: reverse("start"), EVERYBODY_SIGNED_IN),
    "search": ("get", lambda w: reverse("search") + "?q=Haddad", EVERYBODY_SIGNED_IN),
    "gallery": ("get", lambda w: reverse("gallery"), EVERYBODY_SIGNED_IN),
    "brand_css": ("get", lambda w: reverse("brand_css"), _all(200)),
    "brand_logo": ("get", lambda w: reverse("brand_logo"), _all(404)),
    "alive": ("get", lambda w: reverse("alive"), _all(200)),
    "set_theme": ("post", lambda w: reverse("set_theme"), _all(302)),
    # Without a demo database there are no personas, whoever asks.
    "personas": ("get", lambda w: reverse("personas"), _all(404)),
    "persona": ("post", lambda w: reverse("persona", args=["brandes"]), _all(404)),
}
