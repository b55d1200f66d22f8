from pathlib import Path

from django.db import migrations, models

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    """Drafts lie sealed with a key of their author. Those in clear go: no migration can seal them, and none was released."""

    dependencies = [("workbench", "0007_telling"), ("privacy", "0003_vault")]
    operations = [
        migrations.RunSQL("delete from workbench_draft"),
        migrations.AddField("draft", "text_sealed", models.BinaryField(editable=False, null=True)),
        migrations.AddField("draft", "base_sealed", models.BinaryField(editable=False, null=True)),
        migrations.AddConstraint(
            "draft", models.CheckConstraint(name="draft_is_sealed", condition=models.Q(text="", base=""))
        ),
        migrations.RunSQL((SQL / "sealed_drafts.sql").read_text(encoding="utf-8")),
    ]
