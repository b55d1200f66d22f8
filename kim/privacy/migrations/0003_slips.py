from pathlib import Path

import django.contrib.postgres.fields
from django.db import migrations, models

SQL = Path(__file__).parents[1] / "sql" / "slips.sql"


class Migration(migrations.Migration):
    dependencies = [
        ("privacy", "0002_rules"),
    ]

    operations = [
        migrations.CreateModel(
            name="Slip",
            fields=[
                ("token", models.UUIDField(primary_key=True, serialize=False)),
                ("office_id", models.BigIntegerField()),
                ("data", django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=12), size=None)),
                ("people", models.PositiveSmallIntegerField()),
            ],
        ),
        migrations.RunSQL(SQL.read_text(encoding="utf-8")),
    ]
