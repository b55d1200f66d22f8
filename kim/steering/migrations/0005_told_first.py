from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    """Feedback on decisions that belong to no topic; nothing is closed before it."""

    dependencies = [("steering", "0004_similar")]
    operations = [
        migrations.AlterField(
            model_name="feedback",
            name="topic",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="feedbacks",
                to="steering.topic",
            ),
        ),
        migrations.AddConstraint(
            model_name="feedback",
            constraint=models.CheckConstraint(
                condition=models.Q(("topic__isnull", False), ("decision__isnull", False), _connector="OR"),
                name="feedback_answers_something",
            ),
        ),
        migrations.RunSQL((SQL / "closing.sql").read_text(encoding="utf-8")),
    ]
