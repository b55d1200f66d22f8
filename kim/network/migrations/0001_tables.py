import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from kim.privacy.tables import CreateTables


class Migration(migrations.Migration):

    replaces = [('network', '0001_initial')]

    initial = True

    dependencies = [
        ('organisation', '0001_tables'),
    ]

    operations = [
        CreateTables([
            migrations.CreateModel(
                name='Offer',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('valid_from', models.DateField(blank=True, null=True)),
                    ('valid_to', models.DateField(blank=True, null=True)),
                    ('source', models.TextField(blank=True)),
                    ('note', models.TextField(blank=True, db_default='', default='')),
                    ('synthetic', models.BooleanField(default=False)),
                    ('key', models.SlugField(max_length=80, unique=True)),
                    ('title', models.CharField(max_length=200)),
                    ('description', models.TextField(blank=True)),
                    ('spheres', django.contrib.postgres.fields.ArrayField(base_field=models.SlugField(max_length=60), default=list, help_text='Keys of legal spheres.', size=None)),
                    ('life_areas', django.contrib.postgres.fields.ArrayField(base_field=models.SlugField(max_length=60), default=list, help_text='Keys of life areas.', size=None)),
                    ('municipalities', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=8), default=list, help_text='AGS; empty means county-wide.', size=None)),
                    ('languages', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=3), default=list, help_text='ISO 639 codes.', size=None)),
                    ('answer_days', models.PositiveSmallIntegerField(default=14, help_text='Days within which an answer is agreed.')),
                    ('usual_wait_days', models.PositiveSmallIntegerField(help_text='Days people usually wait for a place.', null=True)),
                    ('target_groups', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=12), db_default=[], default=list, help_text='TargetGroup.', size=None)),
                    ('is_free', models.BooleanField(help_text='Whether it costs nothing; empty where nobody knows.', null=True)),
                    ('cost', models.CharField(blank=True, db_default='', default='', max_length=120)),
                    ('seats', models.PositiveSmallIntegerField(help_text='Places altogether.', null=True)),
                    ('seats_free', models.PositiveSmallIntegerField(help_text='Places free on `seats_on`.', null=True)),
                    ('seats_on', models.DateField(help_text='On which day the agency said so.', null=True)),
                    ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='offers', to='organisation.agency')),
                ],
                options={
                    'ordering': ['title'],
                    'abstract': False,
                    'constraints': [models.CheckConstraint(condition=models.Q(('valid_from', None), ('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='network_offer_ends_after_start')],
                },
            ),
        ]),
    ]
