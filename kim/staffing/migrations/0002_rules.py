from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql"
FILES = (
    "forwarding", "money",
)  # fmt: skip


class Migration(migrations.Migration):

    replaces = [
        ('staffing', '0002_recruiting'),
        ('staffing', '0003_grants'),
        ('staffing', '0004_money'),
    ]

    dependencies = [
        ('staffing', '0001_tables'),
        ('network', '0002_rules'),
        ('workbench', '0002_rules'),
    ]

    operations = [migrations.RunSQL((SQL / f"{name}.sql").read_text(encoding="utf-8")) for name in FILES]
