import uuid
from pathlib import Path

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

SQL = Path(__file__).parents[1] / "sql" / "papers.sql"


class Migration(migrations.Migration):

    dependencies = [
        ('staffing', '0002_rules'),
        ('privacy', '0002_rules'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='GrantPaper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('application', 'Application'), ('concept', 'Concept'), ('query', 'Query, or answer to one'), ('approval', 'Approval'), ('amendment', 'Amending approval'), ('agreement', 'Agreement, or change of one'), ('drawdown', 'Call for money'), ('proof', 'Proof of use'), ('resolution', 'Resolution or session paper'), ('letter', 'Letter'), ('other', 'Other')], default='other', max_length=12, verbose_name='kind')),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('dated_on', models.DateField(blank=True, null=True, verbose_name='day of the paper')),
                ('synthetic', models.BooleanField(default=False)),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('removed_at', models.DateTimeField(editable=False, null=True)),
                ('removal_reason', models.CharField(blank=True, max_length=300)),
                ('version', models.PositiveIntegerField(default=1)),
                ('submission', models.UUIDField(editable=False, null=True, unique=True)),
                ('agreement', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='papers', to='staffing.forwardingagreement')),
                ('grant', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='papers', to='staffing.fundinggrant')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('removed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('step', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='papers', to='staffing.grantstep')),
            ],
            options={
                'ordering': ['-recorded_at', '-id'],
            },
        ),
        migrations.AddField(
            model_name='grantamount',
            name='document',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='amounts', to='staffing.grantpaper'),
        ),
        migrations.CreateModel(
            name='GrantPaperVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('original_name', models.CharField(blank=True, max_length=200)),
                ('media_type', models.CharField(max_length=100)),
                ('size', models.PositiveIntegerField()),
                ('sha256', models.CharField(max_length=64)),
                ('stored', models.UUIDField(default=uuid.uuid4, help_text='Its name in the store of sealed files.', unique=True)),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('submission', models.UUIDField(editable=False, null=True, unique=True)),
                ('grant', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='staffing.fundinggrant')),
                ('paper', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='staffing.grantpaper')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-number'],
            },
        ),
        migrations.AddConstraint(
            model_name='grantpaper',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('removal_reason', ''), ('removed_at', None)), models.Q(('removed_at__isnull', False), models.Q(('removal_reason', ''), _negated=True)), _connector='OR'), name='grant_paper_removed_with_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='grantpaperversion',
            constraint=models.UniqueConstraint(fields=('paper', 'number'), name='grant_paper_version_once'),
        ),
        migrations.AddConstraint(
            model_name='grantpaperversion',
            constraint=models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='grant_paper_version_from_one'),
        ),
        migrations.RunSQL(SQL.read_text(encoding="utf-8")),
    ]
