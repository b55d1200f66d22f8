"""What kim_app may do with which table, granted after every migration; and the refusal of a user who may too much."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db import connection, connections, transaction

from kim.privacy.scope import APPLICATION_ROLE

# kim_app never writes these tables itself: events and numbers come through functions, the mark of the database from its owner.
READ_ONLY = (
    "privacy_auditevent",
    "privacy_auditblock",
    "privacy_transactionshift",
    "privacy_installation",
    "privacy_slip",
    "casework_referencecounter",
    "casework_accessgrant",
    "organisation_countychange",
    "django_migrations",
)

# Read column by column, so that what PostgreSQL itself notes of a row (xmin, ctid) stays out of reach: it would tell what was
# written together with what. Rows come through a function; of these columns only the named ones change.
COLUMN_BY_COLUMN = {
    "steering_observation": ("topic_id", "set_aside"),
    "casework_naturalisationhandover": (),
    "casework_handedoverperson": (),
    "casework_handovertoken": (),
}


def grant_application_rights(using: str = "default", **_: Any) -> None:
    """Give kim_app its rights on every table, then take back what it must not have."""
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        cursor.execute(f"grant usage on schema public to {APPLICATION_ROLE}")
        cursor.execute(f"grant select, insert, update, delete on all tables in schema public to {APPLICATION_ROLE}")
        cursor.execute(f"grant usage, select on all sequences in schema public to {APPLICATION_ROLE}")
        # PostgreSQL lets everybody execute a new function; ours run as owner, so only the application may.
        cursor.execute("revoke execute on all functions in schema public from public")
        cursor.execute(f"grant execute on all functions in schema public to {APPLICATION_ROLE}")
        cursor.execute("select tablename from pg_tables where schemaname = 'public'")
        present = {row[0] for row in cursor.fetchall()}
        for table in READ_ONLY:
            if table in present:
                cursor.execute(f"revoke insert, update, delete, truncate on {table} from {APPLICATION_ROLE}")
        for table, changing in COLUMN_BY_COLUMN.items():
            if table in present:
                _grant_columns(cursor, table, changing)


def _grant_columns(cursor: Any, table: str, changing: tuple[str, ...]) -> None:
    cursor.execute(
        "select string_agg(quote_ident(attname), ', ') from pg_attribute"
        " where attrelid = %s::regclass and attnum > 0 and not attisdropped",
        [table],
    )
    columns = cursor.fetchone()[0]
    cursor.execute(f"revoke all on {table} from {APPLICATION_ROLE}")
    cursor.execute(f"grant select ({columns}) on {table} to {APPLICATION_ROLE}")
    if changing:
        cursor.execute(f"grant update ({', '.join(changing)}) on {table} to {APPLICATION_ROLE}")


def refuse_unsafe_start() -> None:
    """Stop when the web's database user could walk around the policies, or a real installation sits on demo data."""
    from django.conf import settings  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute(
            "select current_user, rolsuper or rolbypassrls,"
            " exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace"
            "   where n.nspname = 'public' and pg_has_role(current_user, c.relowner, 'member'))"
            " from pg_roles where rolname = current_user"
        )
        user, powerful, owns = cursor.fetchone()
        cursor.execute("select to_regclass('privacy_installation') is not null")
        if not cursor.fetchone()[0]:
            raise ImproperlyConfigured("The database is empty. Run `kim migrate` first.")
        cursor.execute("select demo from privacy_installation")
        row = cursor.fetchone()
    connection.close()
    if powerful or owns:
        raise ImproperlyConfigured(
            f"The database user {user} owns tables or bypasses row-level security. "
            "Point KIM_DATABASE_URL at kim_app and keep the owner in KIM_OWNER_URL."
        )
    if row and row[0] and not settings.DEMO_ALLOWED:
        raise ImproperlyConfigured("This is a demo database; production settings refuse it. Create a new database.")
