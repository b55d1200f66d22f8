from pathlib import Path

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    """What goes out to members, personal links one a mail, pages of papers; all three are kept close by PostgreSQL."""

    dependencies = [
        ("steering", "0007_reminders"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Delivery",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=160)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("with_account", models.BooleanField(default=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "on its way"),
                            ("sent", "sent"),
                            ("refused", "the mailbox refuses it"),
                            ("no_address", "no address"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["sending_id", "id"],
            },
        ),
        migrations.CreateModel(
            name="Sending",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("invitation", "invitation"),
                            ("change", "change of the meeting"),
                            ("cancellation", "cancellation"),
                            ("papers", "new or changed papers"),
                            ("minutes", "approved minutes"),
                            ("link", "new personal link"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "sequence",
                    models.PositiveSmallIntegerField(default=0, help_text="Of the calendar entry that went along."),
                ),
                ("text", models.TextField(blank=True, verbose_name="text")),
                ("late_reason", models.CharField(blank=True, max_length=300, verbose_name="why it is short notice")),
                ("made_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                (
                    "due_at",
                    models.DateTimeField(
                        help_text="Before this nothing goes out; papers handed in shortly after each other go together."
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.AlterModelOptions(
            name="personallink",
            options={"ordering": ["-id"]},
        ),
        migrations.RemoveConstraint(
            model_name="personallink",
            name="one_link_a_meeting_and_holder",
        ),
        migrations.AddField(
            model_name="meetingseries",
            name="every_weeks",
            field=models.PositiveSmallIntegerField(
                blank=True, help_text="Instead of months.", null=True, verbose_name="every … weeks"
            ),
        ),
        migrations.AddField(
            model_name="paperversion",
            name="pages",
            field=models.PositiveIntegerField(blank=True, help_text="Of a PDF.", null=True),
        ),
        migrations.AddField(
            model_name="personallink",
            name="made_at",
            field=models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
        ),
        migrations.AddField(
            model_name="personallink",
            name="opened",
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
        migrations.AddIndex(
            model_name="personallink",
            index=models.Index(fields=["meeting", "holder"], name="link_of_meeting"),
        ),
        migrations.AddField(
            model_name="delivery",
            name="holder",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="steering.seatholder"
            ),
        ),
        migrations.AddField(
            model_name="sending",
            name="meeting",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="sendings", to="steering.meeting"
            ),
        ),
        migrations.AddField(
            model_name="sending",
            name="sent_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="delivery",
            name="sending",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="deliveries", to="steering.sending"
            ),
        ),
        migrations.AddIndex(
            model_name="sending",
            index=models.Index(fields=["meeting", "-id"], name="sending_of_meeting"),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(condition=models.Q(("state", "waiting")), fields=["sending"], name="delivery_waits"),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.UniqueConstraint(fields=("sending", "holder"), name="delivered_once_to_a_holder"),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(("state", "no_address"), models.Q(("email", ""), _negated=True), _connector="OR"),
                name="no_mail_without_address",
            ),
        ),
        migrations.RunSQL((SQL / "invitations.sql").read_text(encoding="utf-8")),
    ]
