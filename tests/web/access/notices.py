"""Who may open the notices and the settings: everybody their own, administrators the page about mail."""

from django.urls import reverse
from django.utils import timezone

from kim.workbench.models import Notice

SIGNED_IN = dict.fromkeys(("case_manager", "colleague", "foreign", "lead", "administrator", "stranger"), 200)
ACT = dict.fromkeys(SIGNED_IN, 302)
OFFICE = dict.fromkeys(SIGNED_IN, 403) | {"administrator": 200}


def _page(name):
    return lambda world: reverse(name)


def _of_anna(name):
    def address(world):
        row = Notice.objects.create(recipient=world.anna, kind="mail_down", created_at=timezone.now())
        return reverse(f"notices:{name}", args=[row.pk])

    return address


WHO_MAY = {
    "notices:inbox": ("get", _page("notices:inbox"), SIGNED_IN),
    "notices:read_all": ("post", _page("notices:read_all"), ACT),
    "notices:follow": ("get", _of_anna("follow"), dict.fromkeys(SIGNED_IN, 404) | {"case_manager": 302}),
    "notices:read": ("post", _of_anna("read"), dict.fromkeys(SIGNED_IN, 404) | {"case_manager": 302}),
    "notices:mail": ("get", _page("notices:mail"), OFFICE),
    "notices:mail_trial": ("post", _page("notices:mail_trial"), OFFICE | {"administrator": 302}),
    "settings:appearance": ("get", _page("settings:appearance"), SIGNED_IN),
    "settings:notices": ("get", _page("settings:notices"), SIGNED_IN),
    "settings:keys": ("get", _page("settings:keys"), SIGNED_IN),
}
