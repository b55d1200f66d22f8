from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

SQL = Path(__file__).parents[1] / "sql"
_DAYS = {
    "remind_days": (7, "reminds of a work order … days before its day"),
    "escalate_days": (14, "the chair hears of a work order … days after its day"),
}
_KINDS = [
    ("soon", "reminder before the day"),
    ("today", "reminder on the day"),
    ("late", "reminder after the day"),
    ("chair", "told to the chair"),
]


class Migration(migrations.Migration):
    """Work orders remind and escalate; the time until feedback is told with its ninth tenth as well."""

    dependencies = [("steering", "0006_bodies_live")]
    operations = [
        *(
            migrations.AddField(
                model_name="bodyrules",
                name=name,
                field=models.PositiveSmallIntegerField(db_default=days, default=days, verbose_name=label),
            )
            for name, (days, label) in _DAYS.items()
        ),
        migrations.CreateModel(
            name="OrderReminder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=_KINDS, max_length=6)),
                ("due_on", models.DateField(help_text="The day the order was due when this went out.")),
                ("sent_on", models.DateField()),
                (
                    "told",
                    models.PositiveSmallIntegerField(
                        help_text="To how many people; 0: nobody responsible has an account."
                    ),
                ),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reminders",
                        to="steering.workorder",
                    ),
                ),
            ],
            options={
                "ordering": ["sent_on", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("order", "kind", "due_on"), name="reminded_once"),
                ],
            },
        ),
        migrations.RunSQL((SQL / "reminders.sql").read_text(encoding="utf-8")),
    ]
