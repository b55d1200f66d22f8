import re
from pathlib import Path

from django.db import migrations, models

SQL = Path(__file__).parents[1] / "sql" / "receipts.sql"
FORGET = """
set constraints all immediate;
update casework_observationreceipt set case_id = null where parcel is null and case_id is not null;
set constraints all deferred;
"""


def handing_on() -> str:
    """The function as the file has it now, for databases that have the earlier one."""
    (found,) = re.findall(r"create function casework_hand_on.*?\$\$;\n", SQL.read_text(encoding="utf-8"), re.DOTALL)
    return str(found).replace("create function", "create or replace function", 1)


class Migration(migrations.Migration):
    """An observation that is handed on leaves no trace of the case it came from."""

    dependencies = [("casework", "0032_day_of_the_county")]
    operations = [
        migrations.RunSQL(FORGET, migrations.RunSQL.noop),
        migrations.RunSQL(handing_on(), migrations.RunSQL.noop),
        migrations.AddConstraint(
            "observationreceipt",
            models.CheckConstraint(
                name="receipt_handed_on_names_no_case",
                condition=models.Q(("parcel__isnull", False), ("case", None), _connector="OR"),
            ),
        ),
    ]
