from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    """The contact finder being open to everybody is kept in the history of the county."""

    dependencies = [("organisation", "0006_versions")]
    operations = [migrations.RunSQL((SQL / "0002_finder.sql").read_text(encoding="utf-8"))]
