from pathlib import Path

from django.db import migrations, models

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    """Whether the naturalisation pre-check is open to everybody."""

    dependencies = [("organisation", "0012_body_member")]
    operations = [
        migrations.AddField(
            model_name="county",
            name="public_precheck",
            field=models.BooleanField(
                db_default=False,
                default=False,
                help_text="Whether the naturalisation pre-check is open without signing in.",
            ),
        ),
        migrations.RunSQL((SQL / "0013_public_precheck.sql").read_text(encoding="utf-8")),
    ]
