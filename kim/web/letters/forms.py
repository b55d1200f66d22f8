"""Forms around letters: which one, what it says, the county's templates."""

from pathlib import PurePath
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kim.casework.public import Case, client_texts, letters, paper_texts
from kim.documents.word import MAX_BYTES
from kim.organisation.public import Agency
from kim.web.forms import LONG_TEXT, CleanCharField, DayField, KimForm, language_name
from kim.web.letters.words import KINDS
from kim.workbench.public import LetterTemplate, Purpose

OWN = "vorlage-"


class ChoiceForm(KimForm):
    """Which letter, in which language, to whom; for appointments also when and where."""

    kind = forms.ChoiceField(label=_("Which letter"))
    language = forms.ChoiceField(
        label=_("Language beside German"), required=False,
        help_text=_("The letter then says the same in this language below the German text; the German text applies."),
    )  # fmt: skip
    agency = forms.ModelChoiceField(
        label=_("To an agency instead of the person"), queryset=Agency.objects.none(), required=False, empty_label="",
        help_text=_("Letters to agencies are in German."),
    )  # fmt: skip
    day = DayField(label=pgettext_lazy("letter", "Day"), required=False)
    time = CleanCharField(label=_("Time of day"), required=False, max_length=20)
    place = CleanCharField(label=_("Where"), required=False, max_length=200)

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.templates = {f"{OWN}{t.pk}": t for t in LetterTemplate.objects.in_force(timezone.localdate()).for_list()}
        ready = [(kind, KINDS[kind]) for kind in letters.KINDS]
        groups: list[Any] = [("", ""), (_("Letters of KIM"), ready)]
        if self.templates:
            groups.append((_("Templates of the county"), [(key, t.name) for key, t in self.templates.items()]))
        self.fields["kind"].choices = groups  # type: ignore[attr-defined]
        self.fields["language"].choices = [  # type: ignore[attr-defined]
            ("", _("German only")),
            *((code, language_name(code)) for code in client_texts.languages_of(letters.PAPER)),
        ]
        self.fields["agency"].queryset = Agency.objects.on(timezone.localdate()).select_related("municipality")  # type: ignore[attr-defined]
        self.initial.setdefault("language", paper_texts.own_language(case, letters.PAPER))

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        for name in letters.NEEDS.get(values.get("kind", ""), ()):
            if not values.get(name) and name not in self.errors:
                self.add_error(name, _("This letter names it. Fill it in."))
        if values.get("agency"):
            values["language"] = ""
        return values

    @property
    def template(self) -> LetterTemplate | None:
        """The county's template that was chosen, if one was."""
        return self.templates.get(self.cleaned_data.get("kind", ""))


class WriteForm(KimForm):
    """What stands on the letter, to be edited before it is printed."""

    recipient = CleanCharField(
        label=_("Address"), max_length=500, widget=forms.Textarea(attrs={"rows": 4}), help_text=_("At most six lines."),
    )  # fmt: skip
    sent_on = DayField(label=_("Day of the letter"), past=True)
    subject = CleanCharField(label=_("Subject"), max_length=200)
    greeting = CleanCharField(label=_("Salutation"), max_length=300, required=False)
    body = CleanCharField(
        label=_("Text"), max_length=LONG_TEXT, widget=forms.Textarea(attrs={"rows": 14, "lang": "de"}),
        help_text=_("An empty line begins a paragraph, a dash at the beginning of a line makes a list."),
    )  # fmt: skip
    closing = CleanCharField(label=_("Closing words"), max_length=200, required=False)
    other_subject = CleanCharField(label=_("Subject"), max_length=200, required=False)
    other_greeting = CleanCharField(label=_("Salutation"), max_length=300, required=False)
    other_body = CleanCharField(
        label=_("Text"), max_length=LONG_TEXT, required=False, widget=forms.Textarea(attrs={"rows": 14}),
    )  # fmt: skip
    other_closing = CleanCharField(label=_("Closing words"), max_length=200, required=False)
    consent = forms.BooleanField(
        label=_("The person agrees that this agency learns of the advice, or a law requires the letter"),
        error_messages={"required": _("Without consent nothing goes to other agencies. Ask the person first.")},
    )  # fmt: skip

    def __init__(
        self, *args: Any, language: str, to_agency: bool, template: LetterTemplate | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.language = language
        if not to_agency:
            del self.fields["consent"]
        if not language:
            for name in [name for name in self.fields if name.startswith("other_")]:
                del self.fields[name]
        for name in [name for name in self.fields if name.startswith("other_")]:
            self.fields[name].widget.attrs |= {"lang": language, "dir": "auto"}
        if template is not None:
            self._only_what_the_template_uses(set(template.fields))

    def _only_what_the_template_uses(self, used: set[str]) -> None:
        """A subject names the letter in the case; of the rest only what the template asks for."""
        asks = {
            "recipient": "empfaenger", "greeting": "anrede", "body": "text", "closing": "gruss",
            "other_body": "text_uebersetzung", "other_subject": "", "other_greeting": "", "other_closing": "",
        }  # fmt: skip
        for name, field in asks.items():
            if name in self.fields and field not in used:
                del self.fields[name]

    def clean_recipient(self) -> str:
        lines = [line for line in self.cleaned_data["recipient"].split("\n") if line.strip()]
        if len(lines) > 6:
            raise forms.ValidationError(_("An address has at most six lines; these are more. Shorten it."))
        return "\n".join(lines)

    def clean_body(self) -> str:
        body: str = self.cleaned_data["body"]
        if any(line.strip() in ("-", "–") for line in body.split("\n")):
            raise forms.ValidationError(
                _("A point of the list is still empty. Write what is needed, or delete the dash.")
            )
        return body

    def words(self, prefix: str = "") -> letters.Words:
        """The edited letter in one language."""
        said = {
            name: self.cleaned_data.get(f"{prefix}{name}", "") for name in ("subject", "greeting", "body", "closing")
        }
        return letters.Words(**said)


class UploadForm(KimForm):
    """A Word file under a name."""

    purpose = forms.ChoiceField(
        label=pgettext_lazy("template", "What it is for"), choices=Purpose.choices, initial=Purpose.LETTER, required=False,
        help_text=_("Letters and papers of bodies have different fields."),
    )  # fmt: skip
    name = CleanCharField(label=_("Name"), max_length=120, help_text=_("Under this name it is offered."))
    file = forms.FileField(
        label=_("Word file"), help_text=_("DOCX, at most 5 MB, without macros."),
        error_messages={"empty": _("This file is empty. Choose another one."), "required": _("Choose a file.")},
    )  # fmt: skip

    def clean_purpose(self) -> str:
        return self.cleaned_data["purpose"] or Purpose.LETTER

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:  # before it is read into memory
            raise forms.ValidationError(
                _("This file is larger than 5 MB. Make its pictures smaller and save it again.")
            )
        file.name = PurePath(file.name.replace("\\", "/")).name[-160:]
        return file


class ActivateForm(KimForm):
    """From when to when a template is offered."""

    first_day = DayField(label=_("First day"))
    last_day = DayField(label=_("Last day"), required=False, help_text=_("Empty means: until further notice."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("first_day", timezone.localdate())


class RetireForm(KimForm):
    """Until when a template is still offered."""

    last_day = DayField(label=_("Last day"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("last_day", timezone.localdate())
