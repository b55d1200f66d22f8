from pathlib import Path

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

SQL = Path(__file__).parents[1] / "sql"


def _sql(name: str) -> migrations.RunSQL:
    return migrations.RunSQL((SQL / name).read_text(encoding="utf-8"))


class Migration(migrations.Migration):
    """A handover sheet knows whom it was written for and that they have read it; time spent counts all of one's contacts."""

    dependencies = [
        ("casework", "0023_reviewed_again"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField("handoversheet", "read_at", models.DateTimeField(editable=False, null=True)),
        migrations.AddField(
            "handoversheet",
            "written_for",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex(
            "handoversheet",
            models.Index(
                condition=models.Q(("read_at", None), ("written_for__isnull", False)),
                fields=["written_for"],
                name="handover_sheet_unread",
            ),
        ),
        _sql("sheets_read.sql"),
        _sql("own_time.sql"),
    ]
