from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    """The audit trail in figures, for those who check it on screen."""

    dependencies = [("privacy", "0002_scope_and_audit")]
    operations = [migrations.RunSQL((SQL / "0002_summary.sql").read_text(encoding="utf-8"))]
