from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    """Row-level security on observations: steering reads and sorts them, nobody rewrites one."""

    dependencies = [("steering", "0001_initial"), ("privacy", "0003_vault")]
    operations = [migrations.RunSQL((SQL / "0001_policies.sql").read_text(encoding="utf-8"))]
