from pathlib import Path

from django.db import migrations, models

SQL = Path(__file__).parents[1] / "sql" / "handover.sql"


class Migration(migrations.Migration):
    dependencies = [
        ("naturalisation", "0002_rules"),
        ("privacy", "0003_slips"),
    ]

    operations = [
        migrations.AddField(
            model_name="application",
            name="from_advice",
            field=models.BooleanField(
                db_default=False,
                default=False,
                editable=False,
                help_text="Whether the person had it begun by their counsellors; from which file, nobody here can tell.",
                verbose_name="handed over from advice",
            ),
        ),
        migrations.RunSQL(SQL.read_text(encoding="utf-8")),
    ]
