from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    """Nobody tells somebody else what is not so."""

    dependencies = [("workbench", "0006_letter_templates")]
    operations = [migrations.RunSQL((SQL / "telling.sql").read_text(encoding="utf-8"))]
