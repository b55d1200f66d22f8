"""The settings of the person signed in, and the page about keys."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.i18n import set_language as library_set_language

from kim.organisation.public import User, own_settings
from kim.privacy.public import reading
from kim.web.appearance import keep_language, keep_theme
from kim.web.settings.forms import AppearanceForm, NoticesForm
from kim.web.settings.keys import keys_for
from kim.workbench.public import NoticePreference, notices


def tabs(here: str) -> list[dict[str, Any]]:
    """The pages of the settings."""
    pages = [
        ("settings:appearance", _("Appearance and use")),
        ("settings:notices", _("When KIM writes")),
        ("calendar:settings", _("Private calendar")),
    ]
    return [{"label": label, "url": reverse(name), "current": name == here} for name, label in pages]


@require_http_methods(["GET", "HEAD", "POST"])
def appearance(request: HttpRequest) -> HttpResponse:
    """Language, light or dark, text size, start page, keys: kept with the account, on every machine."""
    user: User = request.user  # type: ignore[assignment]
    stored = {
        "language": user.language or get_language(), "theme": user.theme, "text_size": user.text_size,
        "start_page": user.start_page, "shortcuts": user.shortcuts,
    }  # fmt: skip
    form = AppearanceForm(request.POST or None, user=user, initial=stored)
    if request.method == "POST" and form.is_valid():
        chosen = {name: form.cleaned_data[name] for name in stored}
        own_settings.choose(by=user, **chosen)
        with translation.override(chosen["language"]):
            messages.success(request, _("Your settings are saved."))
        response = redirect("settings:appearance")
        keep_theme(request, response, chosen["theme"])
        keep_language(request, response, chosen["language"])
        return response
    context = {"form": form, "tabs": tabs("settings:appearance")}
    return render(request, "settings/appearance.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def notice_settings(request: HttpRequest) -> HttpResponse:
    """When KIM writes, for each kind of notice."""
    user: User = request.user  # type: ignore[assignment]
    preference = NoticePreference.objects.filter(user=user).first()
    form = NoticesForm(request.POST or None, preference=preference)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        notices.prefer(
            by=user, channels=form.channels, digest_at=values["digest_at"], quiet_from=values["quiet_from"],
            quiet_to=values["quiet_to"], quiet_days_off=values["quiet_days_off"],
        )  # fmt: skip
        messages.success(request, _("Your settings are saved."))
        return redirect("settings:notices")
    context = {"form": form, "tabs": tabs("settings:notices"), "refused": bool(preference and preference.refused)}
    return render(request, "settings/notices.html", context, status=422 if form.errors else 200)


@require_safe
@reading
def keys(request: HttpRequest) -> HttpResponse:
    """Which keys do what, and how to switch them off."""
    user: User = request.user  # type: ignore[assignment]
    return render(request, "settings/keys.html", {"keys": keys_for(user), "shortcuts": user.shortcuts})


@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """The language of this browser, and of the person if somebody is signed in."""
    if request.user.is_authenticated and request.POST.get("language") in own_settings.LANGUAGES:
        own_settings.choose(by=request.user, language=request.POST["language"])
    return library_set_language(request)
