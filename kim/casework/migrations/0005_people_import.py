from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    """Importing people past one's own sight: named acts with the permission inside."""

    dependencies = [("casework", "0004_deployment"), ("workbench", "0005_imports")]
    operations = [migrations.RunSQL((SQL / "people_import.sql").read_text(encoding="utf-8"))]
