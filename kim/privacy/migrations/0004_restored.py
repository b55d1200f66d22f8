from pathlib import Path

from django.db import migrations, models

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    """The trail goes on after a restore into a cluster whose transaction numbers are smaller."""

    dependencies = [("privacy", "0003_summary")]
    operations = [
        migrations.CreateModel(
            name="TransactionShift",
            fields=[
                ("id", models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("shift", models.BigIntegerField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("id", 1)), name="transaction_shift_is_one_row"),
                ],
            },
        ),
        migrations.RunSQL((SQL / "0003_restored.sql").read_text(encoding="utf-8")),
    ]
