from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    """Where the county wants a second person, no case is closed without one."""

    dependencies = [("casework", "0017_lead_pressing"), ("organisation", "0010_second_person")]
    operations = [migrations.RunSQL((SQL / "closing_confirmed.sql").read_text(encoding="utf-8"))]
