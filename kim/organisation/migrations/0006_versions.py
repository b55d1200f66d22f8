from pathlib import Path

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    """Accounts count their versions; the database notes who saved the last one, for every record that counts them."""

    dependencies = [("organisation", "0005_public_finder"), ("privacy", "0002_scope_and_audit")]
    operations = [
        migrations.AddField(
            model_name="user", name="version", field=models.PositiveIntegerField(db_default=1, default=1)
        ),
        migrations.AddField(
            model_name="user", name="changed_at", field=models.DateTimeField(editable=False, null=True)
        ),
        migrations.AddField(
            model_name="user",
            name="changed_by",
            field=models.ForeignKey(
                editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.RunSQL((SQL / "0006_versions.sql").read_text(encoding="utf-8")),
    ]  # fmt: skip
