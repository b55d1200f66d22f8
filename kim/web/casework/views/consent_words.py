"""Consents and grants put into words: what they are worth today, what they name, whom they reach."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from kim.casework.public import Consent, ConsentState, DataCategory, HowGiven, Referral
from kim.web.forms import language_name
from kim.web.templatetags.kim import day

TONES = {
    ConsentState.TO_COME: "plain",
    ConsentState.VALID: "good",
    ConsentState.ENDING: "warn",
    ConsentState.EXPIRED: "none",
    ConsentState.WITHDRAWN: "none",
}

_SHORT = {
    HowGiven.PAPER: pgettext_lazy("consent", "paper"),
    HowGiven.ELECTRONIC: pgettext_lazy("consent", "electronic"),
    HowGiven.ORAL: pgettext_lazy("consent", "spoken"),
}


def data_words(names: Iterable[str]) -> str:
    """name and date of birth, languages and level of German."""
    known = dict(DataCategory.choices)
    return ", ".join(str(known.get(name, name)) for name in names)


def consent_choice(consent: Consent) -> str:
    """Of 28.10.2026, valid until 27.10.2027: what it names; as one line to choose."""
    words = _("%(recipient)s, of %(given)s, valid until %(until)s: %(data)s")
    return words % {
        "recipient": consent.recipient, "given": day(consent.given_on), "until": day(consent.valid_until),
        "data": data_words(consent.data),
    }  # fmt: skip


def referral_choice(referral: Referral) -> str:
    """The offer, its agency and the day of sending."""
    return f"{referral.offer.title}, {referral.offer.agency}, {day(referral.sent_on)}"


def consent_words(consent: Consent) -> dict[str, Any]:
    """What a row or a page shows of a consent."""
    state = consent.state(timezone.localdate())
    return {
        "consent": consent,
        "state": state,
        "tone": TONES[state],
        "label": _label(consent, state),
        "is_valid": state in (ConsentState.VALID, ConsentState.ENDING),
        "language": language_name(consent.language),
        "form": _SHORT[HowGiven(consent.form)],
        "data": data_words(consent.data_categories),
        "special": data_words(consent.special_categories),
    }


def _label(consent: Consent, state: ConsentState) -> str:
    words = {
        ConsentState.TO_COME: _("valid from %(given)s"),
        ConsentState.VALID: _("valid until %(until)s"),
        ConsentState.ENDING: _("ends on %(until)s"),
        ConsentState.EXPIRED: _("expired on %(until)s"),
        ConsentState.WITHDRAWN: _("withdrawn on %(withdrawn)s"),
    }[state]
    withdrawn = day(consent.withdrawn_on) if consent.withdrawn_on else ""
    return words % {"given": day(consent.given_on), "until": day(consent.valid_until), "withdrawn": withdrawn}
