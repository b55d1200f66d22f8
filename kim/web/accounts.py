"""Local accounts: nobody registers themselves; administrators make accounts."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import ChangePasswordForm
from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from kim.web.settings.start_pages import after_sign_in


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in and password only, in KIM's own words."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "enter_current_password": _("This is not your current password."),
        "incorrect_password": _("This is not your password."),
        "too_many_login_attempts": _(
            "Too many failed attempts. Wait five minutes and try again, or ask your administrator for a new password."
        ),
        "username_password_mismatch": _("Name or password is wrong. Mind capital letters."),
        "email_password_mismatch": _("Name or password is wrong. Mind capital letters."),
    }

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return after_sign_in(request)

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class PasswordForm(ChangePasswordForm):  # type: ignore[misc]
    """A new password: the same words on the fields and in what is said about them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {
            "oldpassword": _("Current password"),
            "password1": _("New password"),
            "password2": _("New password once more"),
        }
        for name, label in labels.items():
            self.fields[name].label = label
            self.fields[name].error_messages["required"] = _("This is still empty. Fill it in.")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = forms.Form.clean(self) or {}
        first, again = cleaned.get("password1"), cleaned.get("password2")
        if first and again and first != again:
            self.add_error("password2", _("This is not the same as the new password above."))
        return cleaned
