from pathlib import Path

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    """Staged imports, seen by whoever uploaded them."""

    dependencies = [
        ('workbench', '0004_saved_views'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ImportRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('target', models.SlugField(max_length=40)),
                ('file_name', models.CharField(max_length=200)),
                ('digest', models.CharField(max_length=64)),
                ('state', models.CharField(choices=[('uploaded', 'columns to be chosen'), ('checking', 'is being checked'), ('checked', 'checked, not confirmed'), ('applying', 'is being carried out'), ('applied', 'carried out'), ('undoing', 'is being undone'), ('undone', 'undone'), ('discarded', 'discarded')], default='uploaded', max_length=12)),
                ('uploaded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('sheet', models.CharField(blank=True, max_length=200)),
                ('head_line', models.PositiveIntegerField(default=1)),
                ('mapping', models.JSONField(default=dict, help_text='Column of the file by column of KIM.')),
                ('unmapped', models.JSONField(default=list, help_text='Headings of columns that were not taken.')),
                ('done', models.PositiveIntegerField(default=0, help_text='Rows checked so far.')),
                ('total', models.PositiveIntegerField(default=0)),
                ('trouble', models.CharField(blank=True, help_text='Why the last step did not come to its end.', max_length=300)),
                ('applied_at', models.DateTimeField(blank=True, null=True)),
                ('undo_until', models.DateField(blank=True, null=True)),
                ('undone_at', models.DateTimeField(blank=True, null=True)),
                ('result', models.JSONField(default=dict, help_text='What was made and what was taken back: figures and row numbers.')),
                ('erased_at', models.DateTimeField(blank=True, null=True)),
                ('uploaded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='ImportRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(help_text='The line in the file.')),
                ('cells', models.JSONField(default=dict, help_text='What was written, by column of KIM.')),
                ('values', models.JSONField(default=dict, help_text='What it means.')),
                ('state', models.CharField(choices=[('new', 'new'), ('change', 'changes an existing one'), ('same', 'is there already'), ('look', 'needs a look'), ('faulty', 'faulty')], default='new', max_length=8)),
                ('act', models.CharField(choices=[('create', 'creates'), ('update', 'changes'), ('nothing', 'does nothing')], default='create', max_length=8)),
                ('findings', models.JSONField(default=list, help_text='[{column, text}]: what stands against the row, or should be looked at.')),
                ('summary', models.CharField(blank=True, help_text='What the row becomes, in a few words.', max_length=300)),
                ('accepted', models.BooleanField(default=False)),
                ('left_out', models.BooleanField(default=False)),
                ('made_id', models.BigIntegerField(blank=True, help_text='What the row has made or changed.', null=True)),
                ('before', models.JSONField(blank=True, help_text='The values that the row has overwritten.', null=True)),
                ('after', models.JSONField(blank=True, help_text='The values that it has written.', null=True)),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='workbench.importrun')),
            ],
            options={
                'ordering': ['number'],
            },
        ),
        migrations.CreateModel(
            name='ImportFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('content', models.BinaryField()),
                ('preview', models.JSONField(default=list, help_text='The first rows of each sheet, to choose columns by.')),
                ('run', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='file', to='workbench.importrun')),
            ],
        ),
        migrations.CreateModel(
            name='ImportMapping',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('target', models.SlugField(max_length=40)),
                ('headings', models.JSONField(default=dict, help_text='Column of KIM by heading of the file.')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('user', 'target'), name='import_mapping_once')],
            },
        ),
        migrations.AddConstraint(
            model_name='importrun',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['applied', 'undoing', 'undone']), _negated=True), models.Q(('applied_at__isnull', False), ('undo_until__isnull', False)), _connector='OR'), name='import_applied_has_its_days'),
        ),
        migrations.AddIndex(
            model_name='importrow',
            index=models.Index(fields=['run', 'state', 'number'], name='import_row_by_state'),
        ),
        migrations.AddConstraint(
            model_name='importrow',
            constraint=models.UniqueConstraint(fields=('run', 'number'), name='import_row_once'),
        ),
        migrations.RunSQL((SQL / "imports.sql").read_text(encoding="utf-8")),
    ]
