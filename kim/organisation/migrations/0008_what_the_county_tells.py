from pathlib import Path

from django.db import migrations, models

SQL = Path(__file__).parents[1] / "sql"

class Migration(migrations.Migration):
    """Goals, legal bases, milestones, blocks and kinds of figures become entries like all others, with their history."""

    dependencies = [
        ('organisation', '0007_finder_history'),
    ]

    operations = [
        migrations.CreateModel(
            name='Block',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.TextField(blank=True)),
                ('note', models.TextField(blank=True, db_default='', default='')),
                ('synthetic', models.BooleanField(default=False)),
                ('number', models.PositiveSmallIntegerField(unique=True)),
                ('name_de', models.CharField(max_length=200)),
                ('name_en', models.CharField(max_length=200)),
            ],
            options={
                'ordering': ['number'],
            },
        ),
        migrations.CreateModel(
            name='Milestone',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.TextField(blank=True)),
                ('note', models.TextField(blank=True, db_default='', default='')),
                ('synthetic', models.BooleanField(default=False)),
                ('happened_on', models.DateField()),
                ('name_de', models.CharField(max_length=2000)),
                ('name_en', models.CharField(max_length=2000)),
            ],
            options={
                'ordering': ['happened_on', 'id'],
            },
        ),
        migrations.CreateModel(
            name='CountyGoal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField(blank=True, null=True)),
                ('valid_to', models.DateField(blank=True, null=True)),
                ('source', models.TextField(blank=True)),
                ('note', models.TextField(blank=True, db_default='', default='')),
                ('synthetic', models.BooleanField(default=False)),
                ('key', models.SlugField(max_length=60, unique=True)),
                ('name_de', models.CharField(max_length=200)),
                ('name_en', models.CharField(max_length=200)),
                ('position', models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                'ordering': ['position', 'key'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_from', None), ('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='organisation_countygoal_ends_after_start')],
            },
        ),
        migrations.CreateModel(
            name='FigureKind',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField(blank=True, null=True)),
                ('valid_to', models.DateField(blank=True, null=True)),
                ('source', models.TextField(blank=True)),
                ('note', models.TextField(blank=True, db_default='', default='')),
                ('synthetic', models.BooleanField(default=False)),
                ('key', models.SlugField(max_length=60, unique=True)),
                ('name_de', models.CharField(max_length=200)),
                ('name_en', models.CharField(max_length=200)),
                ('unit', models.CharField(db_default='persons', default='persons', help_text='persons or percent', max_length=10)),
                ('position', models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                'ordering': ['position', 'key'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_from', None), ('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='organisation_figurekind_ends_after_start')],
            },
        ),
        migrations.CreateModel(
            name='LegalBasis',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField(blank=True, null=True)),
                ('valid_to', models.DateField(blank=True, null=True)),
                ('source', models.TextField(blank=True)),
                ('note', models.TextField(blank=True, db_default='', default='')),
                ('synthetic', models.BooleanField(default=False)),
                ('key', models.SlugField(max_length=60, unique=True)),
                ('name_de', models.CharField(max_length=200)),
                ('name_en', models.CharField(max_length=200)),
                ('law', models.CharField(blank=True, max_length=200)),
            ],
            options={
                'ordering': [models.F('valid_from').asc(nulls_first=True), 'key'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_from', None), ('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='organisation_legalbasis_ends_after_start')],
            },
        ),
        migrations.RunSQL((SQL / "0008_told.sql").read_text(encoding="utf-8")),
    ]
