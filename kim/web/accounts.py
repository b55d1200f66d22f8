"""Local accounts: nobody registers themselves; administrators make accounts."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in and password only."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
