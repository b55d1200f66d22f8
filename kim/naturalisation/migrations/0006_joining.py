from pathlib import Path

from django.db import migrations, models

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):

    dependencies = [
        ('naturalisation', '0005_name_of_an_office_asked'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    "alter table naturalisation_applicant"
                    " alter column born_on type varchar(10) using coalesce(to_char(born_on, 'YYYY-MM-DD'), ''),"
                    " alter column born_on set default '', alter column born_on set not null"
                ),
            ],
            state_operations=[
                migrations.AlterField(
                    model_name='applicant',
                    name='born_on',
                    field=models.CharField(blank=True, db_default='', default='', help_text='ISO, as much as is known: 1985, 1985-03 or 1985-03-14.', max_length=10, verbose_name='date of birth'),
                ),
            ],
        ),
        migrations.AddField(
            model_name='applicant',
            name='receipt',
            field=models.UUIDField(db_index=True, editable=False, help_text='By which handover from advice somebody joined later.', null=True),
        ),
        migrations.AddConstraint(
            model_name='applicant',
            constraint=models.CheckConstraint(condition=models.Q(('born_on__regex', r'^(\d{4}(-\d{2}(-\d{2})?)?)?$')), name='applicant_born_as_known'),
        ),
        migrations.RunSQL((SQL / "joining.sql").read_text(encoding="utf-8")),
    ]
