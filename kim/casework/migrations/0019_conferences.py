from pathlib import Path

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    """Case conferences with who takes part, on which basis, and the steps that came of them."""

    dependencies = [
        ("casework", "0018_closing_confirmed"),
        ("organisation", "0010_second_person"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CaseConference",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(db_default=1, default=1)),
                ("changed_at", models.DateTimeField(editable=False, null=True)),
                ("topics", models.TextField(verbose_name="topics")),
                (
                    "person_takes_part",
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
                        verbose_name="the person takes part",
                    ),
                ),
                ("minutes", models.TextField(blank=True, verbose_name="minutes")),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                ("submission", models.UUIDField(editable=False, null=True, unique=True)),
                (
                    "appointment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="conference",
                        to="casework.appointment",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="conferences", to="casework.case"
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
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="ConferenceStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="casework.case"
                    ),
                ),
                (
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="steps", to="casework.caseconference"
                    ),
                ),
                (
                    "measure",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="casework.measure"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="ConferenceParticipant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("who", models.CharField(blank=True, max_length=120, verbose_name="who comes")),
                (
                    "basis",
                    models.CharField(
                        blank=True,
                        choices=[("consent", "consent of the person"), ("law", "another legal basis")],
                        max_length=8,
                        verbose_name="basis",
                    ),
                ),
                ("consent_on", models.DateField(blank=True, null=True, verbose_name="consent of")),
                ("legal_basis", models.CharField(blank=True, max_length=200, verbose_name="legal basis")),
                ("attended", models.BooleanField(null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.agency",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="casework.case"
                    ),
                ),
                (
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="participants",
                        to="casework.caseconference",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("agency", None), ("user__isnull", False)),
                            models.Q(("agency__isnull", False), ("user", None)),
                            _connector="OR",
                        ),
                        name="conference_participant_is_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("basis", ""), ("consent_on", None), ("legal_basis", "")),
                            models.Q(("basis", "consent"), ("consent_on__isnull", False), ("legal_basis", "")),
                            models.Q(
                                ("basis", "law"), ("consent_on", None), models.Q(("legal_basis", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="conference_basis_is_cited",
                    ),
                    models.UniqueConstraint(fields=("conference", "user"), name="conference_colleague_once"),
                    models.UniqueConstraint(fields=("conference", "agency"), name="conference_agency_once"),
                ],
            },
        ),
        migrations.RunSQL((SQL / "conferences.sql").read_text(encoding="utf-8")),
    ]
