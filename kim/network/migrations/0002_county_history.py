from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    """Offers write their history too."""

    dependencies = [("network", "0001_initial"), ("organisation", "0004_county_history")]
    operations = [migrations.RunSQL((SQL / "0001_changes.sql").read_text(encoding="utf-8"))]
