from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql"
FILES = (
    "drafts", "notices", "saved_views", "imports", "telling", "sealed_drafts",
)  # fmt: skip


class Migration(migrations.Migration):

    replaces = [
        ('workbench', '0002_drafts_policies'),
        ('workbench', '0003_notices'),
        ('workbench', '0004_saved_views'),
        ('workbench', '0005_imports'),
        ('workbench', '0006_letter_templates'),
        ('workbench', '0007_telling'),
        ('workbench', '0008_sealed_drafts'),
        ('workbench', '0009_template_purpose'),
    ]

    dependencies = [
        ('workbench', '0001_tables'),
        ('organisation', '0002_rules'),
    ]

    operations = [migrations.RunSQL((SQL / f"{name}.sql").read_text(encoding="utf-8")) for name in FILES]
