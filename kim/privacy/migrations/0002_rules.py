from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql"
FILES = (
    "scope_and_audit", "vault",
)  # fmt: skip


class Migration(migrations.Migration):

    replaces = [
        ('privacy', '0002_scope_and_audit'),
        ('privacy', '0003_vault'),
    ]

    dependencies = [
        ('privacy', '0001_tables'),
    ]

    operations = [migrations.RunSQL((SQL / f"{name}.sql").read_text(encoding="utf-8")) for name in FILES]
