import uuid
from pathlib import Path

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

SQL = Path(__file__).parents[1] / "sql"
LEADS_TOO = "m.role = any(array['case_manager', 'lead'])"


def rarity_for_leads() -> str:
    """Leads report observations as well, so they ask whether enough households fit."""
    text = (SQL / "rarity.sql").read_text(encoding="utf-8")
    return text.replace("create function", "create or replace function", 1).replace(
        "m.role = 'case_manager'", LEADS_TOO
    )


class Migration(migrations.Migration):
    """Receipts of observations, read by their authors alone; how they are handed on and how feedback reaches them."""

    dependencies = [
        ("casework", "0030_own_answers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("workbench", "0008_sealed_drafts"),
    ]

    operations = [
        migrations.CreateModel(
            name="ObservationReceipt",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "written_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                ("parcel", models.JSONField(help_text="What was written, until it is handed on.", null=True)),
                ("observation", models.UUIDField(editable=False, null=True, unique=True)),
                ("told_at", models.DateTimeField(help_text="When feedback came last.", null=True)),
                ("seen_at", models.DateTimeField(help_text="When the author last looked at the feedback.", null=True)),
                ("submission", models.UUIDField(editable=False, null=True, unique=True)),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="casework.case",
                    ),
                ),
            ],
            options={
                "ordering": ["-written_at", "id"],
                "indexes": [
                    models.Index(fields=["author", "-written_at"], name="receipt_of_author"),
                    models.Index(condition=models.Q(("case__isnull", False)), fields=["case"], name="receipt_of_case"),
                    models.Index(
                        condition=models.Q(("parcel__isnull", False)), fields=["author"], name="receipt_waiting"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("observation", None), ("parcel__isnull", False)),
                            models.Q(("observation__isnull", False), ("parcel__isnull", True)),
                            _connector="OR",
                        ),
                        name="receipt_waits_or_is_handed_on",
                    )
                ],
            },
        ),
        migrations.RunSQL((SQL / "receipts.sql").read_text(encoding="utf-8")),
        migrations.RunSQL(rarity_for_leads()),
    ]
