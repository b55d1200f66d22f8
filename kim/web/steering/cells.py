"""What the lists of steering draw in a cell themselves: a template for each of some two hundred cells took longer than the rows."""

from typing import Any

from django.db.models import Choices
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from kim.steering.public import Observation, Topic


def linked(name: str, pk: Any, words: str) -> SafeString:
    """What names the row, leading to its page."""
    return format_html('<a class="kim-q" href="{}">{}</a>', reverse(f"steering:{name}", args=[pk]), words)


def tagged(words: Any, label: Any, tone: str) -> SafeString:
    """Words with a state behind them, as `<c-state-tag>` shows it."""
    return format_html('{} <span class="kim-tag kim-tag--{}">{}</span>', words, tone, label)


def label_of(choices: type[Choices], value: Any) -> str:
    """The words of a value; nothing for nothing."""
    return str(choices(value).label) if value not in (None, "") else ""


def spheres_of(item: Observation | Topic) -> str:
    """From which legal sphere to which; the one that is known alone says on which side it stands."""
    start, end = item.sphere_from, item.sphere_to
    if start and end:
        return f"{start} → {end}"
    if start:
        return gettext("out of %(sphere)s") % {"sphere": start}
    return gettext("into %(sphere)s") % {"sphere": end} if end else ""
