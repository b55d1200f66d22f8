from django.db import migrations


class Migration(migrations.Migration):
    """The table in which all web processes count failed sign-ins."""

    operations = [
        migrations.RunSQL(
            """
            create table kim_cache (cache_key varchar(255) primary key, value text not null, expires timestamptz not null);
            create index kim_cache_expires on kim_cache (expires);
            """,
            "drop table kim_cache",
        )
    ]
