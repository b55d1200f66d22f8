"""The day of the database is KIM's: in Berlin it is already today when a session in UTC still has yesterday."""

import re

import pytest
from django.db import connection
from django.utils import timezone

OF_THE_SESSION = re.compile(r"current_date|localtimestamp|now\(\)::(date|timestamp)\b|_at::date", re.IGNORECASE)


def all_rows(sql: str, *values) -> list:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


@pytest.mark.django_db
def test_nothing_in_the_database_asks_for_the_day_of_the_session():
    spoken = all_rows(
        """
        select proname, prosrc from pg_proc where pronamespace = 'public'::regnamespace and proname like 'kim%%'
        union all select policyname, coalesce(qual, '') || coalesce(with_check, '') from pg_policies
        union all select conname, pg_get_constraintdef(oid) from pg_constraint where connamespace = 'public'::regnamespace
        union all select adrelid::regclass::text, pg_get_expr(adbin, adrelid) from pg_attrdef
        union all select viewname, definition from pg_views where schemaname = 'public'
        """
    )

    assert len(spoken) > 300
    assert [name for name, text in spoken if OF_THE_SESSION.search(text)] == []


@pytest.mark.django_db
@pytest.mark.parametrize("zone", ["UTC", "Pacific/Kiritimati", "Etc/GMT+12"])
def test_today_is_the_day_in_berlin_whatever_the_session_says(zone):
    for role in ("none", "kim_app"):
        all_rows("select set_config('role', %s, true), set_config('timezone', %s, true)", role, zone)

        assert all_rows("select kim_today()") == [(timezone.localdate(),)]
