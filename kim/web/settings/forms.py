"""Forms of the settings."""

from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kim.organisation.public import User
from kim.web.forms import CleanCharField, KimForm
from kim.web.settings.start_pages import choices_for
from kim.workbench.public import DIGEST_AT, KINDS, Kind, NoticePreference, notices

EARLIEST, LATEST = time(6, 0), time(20, 0)


class TimeField(CleanCharField):
    """A time of day as people write it: 7:30, 07.30, 7 Uhr, 730."""

    default_error_messages = {"no_time": _("This is no time of day. Enter it like this: 07:30")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            max_length=10, widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}), **kwargs
        )

    def clean(self, value: Any) -> Any:
        text = super().clean(value).lower().replace("uhr", "").replace(".", ":").strip()
        if not text:
            return None
        hours, _colon, minutes = text.partition(":") if ":" in text or len(text) < 3 else (text[:-2], ":", text[-2:])
        try:
            if not all(part.isascii() and part.isdigit() for part in (hours, minutes or "0")):
                raise ValueError
            return time(int(hours), int(minutes or "0"))
        except ValueError as error:
            raise forms.ValidationError(self.error_messages["no_time"], code="no_time") from error

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%H:%M}" if isinstance(value, time) else value


class AppearanceForm(KimForm):
    """Language, appearance, where to start, keys."""

    language = forms.ChoiceField(
        label=_("Language"), choices=[("de", "Deutsch"), ("en", "English")], widget=forms.RadioSelect
    )
    theme = forms.ChoiceField(
        label=_("Appearance"), required=False, widget=forms.RadioSelect,
        choices=[("", _("as my system")), ("light", _("Light")), ("dark", _("Dark"))],
    )  # fmt: skip
    text_size = forms.ChoiceField(
        label=_("Text size"), required=False, widget=forms.RadioSelect,
        choices=[("", pgettext_lazy("text size", "normal")), ("large", _("large")), ("huge", _("very large"))],
    )  # fmt: skip
    start_page = forms.ChoiceField(label=_("After signing in I begin with"), required=False)
    shortcuts = forms.BooleanField(label=_("Single keys work as shortcuts"), required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["start_page"].choices = choices_for(user)  # type: ignore[attr-defined]


class NoticesForm(KimForm):
    """When KIM writes: by kind, the hour of the digest, the quiet hours."""

    digest_at = TimeField(
        label=_("Time of the digest"),
        help_text=_("On working days, if there is something in it. Between 06:00 and 20:00."),
    )
    quiet_from = TimeField(label=_("No mail from"), required=False, help_text=_("For example 18:00"))
    quiet_to = TimeField(label=_("until"), required=False, help_text=_("For example 07:00"))
    quiet_days_off = forms.BooleanField(label=_("No mail on weekends and holidays"), required=False)

    def __init__(self, *args: Any, preference: NoticePreference | None, **kwargs: Any) -> None:
        stored = {
            "digest_at": preference.digest_at or DIGEST_AT, "quiet_from": preference.quiet_from,
            "quiet_to": preference.quiet_to, "quiet_days_off": preference.quiet_days_off,
        } if preference else {"digest_at": DIGEST_AT, "quiet_days_off": True}  # fmt: skip
        super().__init__(*args, initial=stored, **kwargs)
        self.kinds = [kind for kind in KINDS.values() if kind.by_mail]
        for kind in self.kinds:
            self.fields[f"kind_{kind.key}"] = self._field(kind, preference)

    def _field(self, kind: Kind, preference: NoticePreference | None) -> forms.ChoiceField:
        return forms.ChoiceField(
            label=kind.about, choices=[(channel.value, channel.label) for channel in kind.channels],
            initial=notices.channel_of(preference, kind.key).value, widget=forms.RadioSelect,
            help_text=_("important, cannot be switched off") if kind.important else "",
        )  # fmt: skip

    def rows(self) -> list[Any]:
        """The fields of the kinds, in their order."""
        return [self[f"kind_{kind.key}"] for kind in self.kinds]

    def clean_digest_at(self) -> time:
        at: time = self.cleaned_data["digest_at"]
        if not EARLIEST <= at <= LATEST:
            raise forms.ValidationError(_("Choose a time between 06:00 and 20:00."))
        return at

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        first, last = values.get("quiet_from"), values.get("quiet_to")
        if (first is None) is not (last is None) and not {"quiet_from", "quiet_to"} & set(self.errors):
            self.add_error(
                "quiet_to" if last is None else "quiet_from", _("Quiet hours need both: from when and until when.")
            )
        elif first is not None and first == last:
            self.add_error("quiet_to", _("Both times are the same. Leave both empty if you want no quiet hours."))
        return values

    @property
    def channels(self) -> dict[str, str]:
        """What was chosen for each kind."""
        return {kind.key: self.cleaned_data[f"kind_{kind.key}"] for kind in self.kinds}
