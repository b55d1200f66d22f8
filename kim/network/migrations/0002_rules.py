from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql"
FILES = (
    "changes",
)


class Migration(migrations.Migration):

    replaces = [
        ('network', '0002_county_history'),
        ('network', '0003_places_cost_and_target_groups'),
        ('network', '0004_history_of_places_and_cost'),
    ]

    dependencies = [
        ('network', '0001_tables'),
        ('organisation', '0002_rules'),
    ]

    operations = [migrations.RunSQL((SQL / f"{name}.sql").read_text(encoding="utf-8")) for name in FILES]
