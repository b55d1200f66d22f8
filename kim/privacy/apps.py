from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PrivacyConfig(AppConfig):
    name = "kim.privacy"
    label = "privacy"

    def ready(self) -> None:
        from kim.privacy.rights import grant_application_rights  # noqa: PLC0415

        post_migrate.connect(grant_application_rights, sender=self, dispatch_uid="kim.privacy.rights")
