from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    """What somebody typed or sent is seen by them alone; the daily tidying goes past that and reads nothing."""

    dependencies = [("workbench", "0001_drafts"), ("privacy", "0002_scope_and_audit")]
    operations = [migrations.RunSQL((SQL / "drafts.sql").read_text(encoding="utf-8"))]
