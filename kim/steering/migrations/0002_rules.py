from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql"
FILES = (
    "policies", "intake", "similar", "closing", "reminders", "invitations", "mail_figures",
)  # fmt: skip


class Migration(migrations.Migration):

    replaces = [
        ('steering', '0002_policies'),
        ('steering', '0003_intake'),
        ('steering', '0004_similar'),
        ('steering', '0005_told_first'),
        ('steering', '0006_bodies_live'),
        ('steering', '0007_reminders'),
        ('steering', '0008_invitations'),
        ('steering', '0009_reasons_and_reminders'),
        ('steering', '0010_deliveries_tried_again'),
        ('steering', '0011_words_of_a_family'),
    ]

    dependencies = [
        ('steering', '0001_tables'),
        ('network', '0002_rules'),
        ('workbench', '0002_rules'),
    ]

    operations = [migrations.RunSQL((SQL / f"{name}.sql").read_text(encoding="utf-8")) for name in FILES]
