"""What somebody sets for themselves: language, appearance, where to start, keys. Nothing of it concerns anybody else."""

from django.db import transaction

from kim.organisation.models import User
from kim.privacy.public import audit

LANGUAGES = ("de", "en")
THEMES = ("light", "dark")
TEXT_SIZES = ("large", "huge")


@transaction.atomic
def choose(*, by: User, **values: str | bool) -> None:
    """Store what was chosen of language, theme, text_size, start_page and shortcuts; what is not known means: as usual."""
    known = {"language": LANGUAGES, "theme": THEMES, "text_size": TEXT_SIZES}
    before = by.language
    for name, value in values.items():
        setattr(by, name, value if name not in known or value in known[name] else "")
    by.save(update_fields=list(values))
    if by.language != before:  # mails are written in it
        audit.record("settings.language_changed", target=by, before=before, after=by.language)
