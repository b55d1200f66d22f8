from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    """What a review of the policies found open is shut."""

    dependencies = [("casework", "0020_consents")]
    operations = [migrations.RunSQL((SQL / "reviewed.sql").read_text(encoding="utf-8"))]
