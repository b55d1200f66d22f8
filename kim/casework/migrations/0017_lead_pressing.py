from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    """What presses among the cases of a team, as figures for its lead."""

    dependencies = [("casework", "0016_sealed_notes")]

    operations = [migrations.RunSQL((SQL / "lead_pressing.sql").read_text(encoding="utf-8"))]
