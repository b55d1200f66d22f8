from pathlib import Path

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    """First advice, resources and urgency by life area, helpers, what goals are noticed by, signatures, approval of texts."""

    dependencies = [
        ("casework", "0009_search_begins"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="assessment",
            name="reopened_on",
            field=models.DateField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="assessment",
            name="reopening_reason",
            field=models.CharField(blank=True, db_default="", max_length=500),
        ),
        migrations.AddField(
            model_name="assessmentitem",
            name="pressing",
            field=models.CharField(
                choices=[
                    ("now", "at once"),
                    ("soon", "in the next weeks"),
                    ("later", "can wait"),
                    ("not_asked", "not asked"),
                    ("not_known", "not known"),
                    ("refused", "refused"),
                ],
                db_default="not_asked",
                default="not_asked",
                max_length=10,
                verbose_name="urgency",
            ),
        ),
        migrations.AddField(
            model_name="assessmentitem",
            name="resources",
            field=models.TextField(blank=True, db_default="", verbose_name="resources"),
        ),
        migrations.AddField(
            model_name="clienttext",
            name="approved_for",
            field=models.PositiveIntegerField(
                blank=True, help_text="Version of the German text it renders.", null=True
            ),
        ),
        migrations.AddField(
            model_name="clienttext",
            name="approved_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="clienttext",
            name="recorded_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="clienttext",
            name="recorded_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="goal",
            name="indicator",
            field=models.CharField(blank=True, db_default="", max_length=300, verbose_name="how we will notice it"),
        ),
        migrations.AddField(
            model_name="goal",
            name="result",
            field=models.CharField(blank=True, db_default="", max_length=500, verbose_name="what became of it"),
        ),
        migrations.CreateModel(
            name="FirstAdvice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(db_default=1, default=1)),
                ("changed_at", models.DateTimeField(editable=False, null=True)),
                ("held_on", models.DateField(verbose_name="day of the conversation")),
                ("question", models.TextField(verbose_name="what was asked")),
                ("advice", models.TextField(blank=True, verbose_name="what was advised")),
                ("papers", models.TextField(blank=True, verbose_name="papers looked at")),
                ("next_steps", models.TextField(blank=True, verbose_name="what comes next")),
                (
                    "sheet_given",
                    models.CharField(
                        choices=[
                            ("yes", "yes"),
                            ("no", "no"),
                            ("not_asked", "not asked"),
                            ("not_known", "not known"),
                            ("refused", "refused"),
                        ],
                        default="not_asked",
                        max_length=10,
                        verbose_name="information sheet handed over",
                    ),
                ),
                ("sheet_language", models.CharField(blank=True, max_length=3, verbose_name="language of the sheet")),
                (
                    "agreed",
                    models.CharField(
                        choices=[
                            ("yes", "yes"),
                            ("no", "no"),
                            ("not_asked", "not asked"),
                            ("not_known", "not known"),
                            ("refused", "refused"),
                        ],
                        default="not_asked",
                        max_length=10,
                        verbose_name="agreed to the advice",
                    ),
                ),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="first_advice", to="casework.case"
                    ),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AgreementSignature",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "signatory",
                    models.CharField(
                        choices=[
                            ("client", "the person"),
                            ("case_manager", "case manager"),
                            ("interpreter", "interpreter"),
                            ("representative", "legal representative"),
                        ],
                        max_length=14,
                        verbose_name="who signed",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "form",
                    models.CharField(
                        choices=[("paper", "on paper"), ("device", "on the device")], max_length=6, verbose_name="how"
                    ),
                ),
                ("signed_on", models.DateField(verbose_name="signed on")),
                ("place", models.CharField(blank=True, max_length=80, verbose_name="place")),
                (
                    "strokes",
                    models.JSONField(
                        default=list, help_text="Lines as drawn: lists of x, y from 0 to 1000 by 0 to 400."
                    ),
                ),
                (
                    "document_id",
                    models.BigIntegerField(
                        editable=False, help_text="The scan among the documents of the case.", null=True
                    ),
                ),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="signatures",
                        to="casework.goalagreement",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="casework.case"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["signed_on", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("agreement", "signatory"), name="agreement_signed_once_by_each"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("form", "paper"), ("strokes", [])),
                            models.Q(("form", "device"), models.Q(("strokes", []), _negated=True)),
                            _connector="OR",
                        ),
                        name="signature_on_the_device_is_drawn",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Helper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(db_default=1, default=1)),
                ("changed_at", models.DateTimeField(editable=False, null=True)),
                ("name", models.CharField(max_length=120, verbose_name="who")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("person", "family, friends, neighbours"),
                            ("group", "group or association"),
                            ("agency", "agency"),
                        ],
                        default="person",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "life_areas",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="life areas",
                    ),
                ),
                (
                    "tie",
                    models.CharField(
                        choices=[
                            ("strong", "strong"),
                            ("weak", "weak"),
                            ("strained", "strained"),
                            ("receives", "one-way: they help the person"),
                            ("gives", "one-way: the person helps them"),
                            ("not_asked", "not asked"),
                        ],
                        default="not_asked",
                        max_length=10,
                        verbose_name="relation",
                    ),
                ),
                ("since", models.CharField(blank=True, max_length=40, verbose_name="since")),
                (
                    "contact_allowed",
                    models.CharField(
                        choices=[
                            ("yes", "yes"),
                            ("no", "no"),
                            ("not_asked", "not asked"),
                            ("not_known", "not known"),
                            ("refused", "refused"),
                        ],
                        default="not_asked",
                        max_length=10,
                        verbose_name="we may talk to them",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
                ("recorded_on", models.DateField()),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="last day")),
                ("submission", models.UUIDField(editable=False, null=True, unique=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="helpers", to="casework.case"
                    ),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [
                    models.Index(condition=models.Q(("ended_on", None)), fields=["case"], name="helper_of_case")
                ],
            },
        ),
        migrations.RunSQL((SQL / "plan_tools.sql").read_text(encoding="utf-8")),
    ]
