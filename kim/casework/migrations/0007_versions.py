from pathlib import Path

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

SQL = Path(__file__).parents[1] / "sql"
EDITED = ("person", "clientprofile", "enquiry", "assessment", "goal", "measure", "referral")


def _noted(model: str) -> list:
    """Its version with a default of the database, and who saved the last one when."""
    version = models.PositiveIntegerField(db_default=1, default=1)
    by = models.ForeignKey(
        editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+",
        to=settings.AUTH_USER_MODEL,
    )  # fmt: skip
    return [
        (migrations.AddField if model == "measure" else migrations.AlterField)(model, "version", version),
        migrations.AddField(model, "changed_at", models.DateTimeField(editable=False, null=True)),
        migrations.AddField(model, "changed_by", by),
    ]


class Migration(migrations.Migration):
    """Whatever several people edit counts its versions and says who saved the last one; steps of goals count theirs now."""

    dependencies = [("casework", "0006_letters"), ("organisation", "0006_versions")]
    operations = [
        *(operation for model in EDITED for operation in _noted(model)),
        migrations.RunSQL((SQL / "0007_versions.sql").read_text(encoding="utf-8")),
    ]
