from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    """Places, cost and target groups belong to the history of an offer."""

    dependencies = [("network", "0003_places_cost_and_target_groups")]
    operations = [migrations.RunSQL((SQL / "0004_changes.sql").read_text(encoding="utf-8"))]
