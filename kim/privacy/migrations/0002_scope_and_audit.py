from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    """The functions policies read their scope from, and the audit trail's only way in."""

    dependencies = [("privacy", "0001_initial")]
    operations = [migrations.RunSQL((SQL / "0001_scope_and_audit.sql").read_text(encoding="utf-8"))]
