from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    """Row-level security on everything about people, and the named acts that reach across it."""

    dependencies = [
        ("casework", "0001_initial"),
        ("organisation", "0001_initial"),
        ("privacy", "0002_scope_and_audit"),
    ]
    operations = [migrations.RunSQL((SQL / "0001_policies.sql").read_text(encoding="utf-8"))]
