from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    """What resembles an observation, and how many observations a topic has."""

    dependencies = [("steering", "0003_intake")]
    operations = [migrations.RunSQL((SQL / "similar.sql").read_text(encoding="utf-8"))]
