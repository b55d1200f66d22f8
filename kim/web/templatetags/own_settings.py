"""What the frame of a page takes from the settings of whoever is signed in."""

from django import template
from django.template.context import Context
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from kim.web.settings.keys import addresses_for
from kim.web.templatetags.kim import chosen_theme

register = template.Library()


@register.simple_tag(takes_context=True)
def own_look(context: Context) -> SafeString:
    """Attributes of the root: light or dark, the size of the text."""
    size = getattr(context.get("user"), "text_size", "")
    chosen = [("data-kern-theme", chosen_theme(context)), ("data-kim-text", size if size in {"large", "huge"} else "")]
    return format_html_join("", ' {}="{}"', [pair for pair in chosen if pair[1]])


@register.simple_tag(takes_context=True)
def own_keys(context: Context) -> SafeString:
    """For the script: where keys lead; nothing where nobody is signed in or keys are switched off."""
    user = context.get("user")
    listening = getattr(user, "is_authenticated", False) and getattr(user, "shortcuts", False)
    return format_html_join("", ' data-kim-keys="{}"', [(addresses_for(user),)] if listening else [])  # type: ignore[arg-type]
