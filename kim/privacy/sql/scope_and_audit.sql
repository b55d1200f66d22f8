-- The scope of a transaction: who reads and writes, for which units and cases. Unset means: nobody, nothing.
create function kim_user_id() returns bigint language sql stable parallel safe as
$$ select nullif(current_setting('kim.user_id', true), '')::bigint $$;

create function kim_ids(setting text) returns bigint[] language sql stable parallel safe as
$$ select coalesce(nullif(current_setting(setting, true), ''), '{}')::bigint[] $$;

-- What identifies an event: everything but its payload, which is covered by its hash and may be erased later.
create function kim_audit_row_hash(e privacy_auditevent) returns bytea language sql stable parallel safe
set timezone = 'UTC' as
$$ select sha256(convert_to(concat_ws('|', e.id, e.at::text, e.transaction, coalesce(e.actor_id::text, '-'), e.scope, e.kind,
     e.target_type, coalesce(e.target_id::text, '-'), coalesce(e.case_id::text, '-'), encode(e.payload_hash, 'hex')), 'UTF8')) $$;

-- A copy restored into a new cluster counts its transactions from a smaller number than its trail has reached. What is recorded
-- there is numbered on from where the trail stood; the first event after the restore finds out how far that is.
create function kim_transaction_shift() returns bigint language plpgsql security definer set search_path = public, pg_temp as
$$
declare
  reached bigint;
  known bigint;
begin
  select max(to_transaction) into reached from privacy_auditblock;
  select max(shift) into known from privacy_transactionshift;
  if pg_current_xact_id()::text::bigint + coalesce(known, 0) >= coalesce(reached, 0) then
    return coalesce(known, 0);
  end if;
  -- One finds it, the others wait and read what it found.
  perform pg_advisory_xact_lock(hashtext('kim_transaction_shift'));
  select max(shift) into known from privacy_transactionshift;
  if pg_current_xact_id()::text::bigint + coalesce(known, 0) >= reached then
    return known;
  end if;
  select greatest(reached, max(transaction) + 1) into known from privacy_auditevent;
  insert into privacy_transactionshift (id, shift) values (1, known) on conflict (id) do update set shift = excluded.shift;
  return known;
end
$$;

create function kim_record_event(p_kind text, p_target_type text, p_target_id bigint, p_case_id bigint, p_payload jsonb)
returns void language plpgsql security definer set search_path = public, pg_temp as
$$
declare
  e privacy_auditevent;
begin
  e.id := nextval(pg_get_serial_sequence('privacy_auditevent', 'id'));
  e.at := clock_timestamp();
  e.transaction := kim_transaction_shift() + pg_current_xact_id()::text::bigint;
  e.actor_id := kim_user_id();
  e.scope := coalesce(nullif(current_setting('kim.scope', true), ''), 'none');
  e.kind := p_kind;
  e.target_type := p_target_type;
  e.target_id := p_target_id;
  e.case_id := p_case_id;
  e.payload := p_payload;
  e.payload_hash := sha256(convert_to(p_payload::text, 'UTF8'));
  e.row_hash := kim_audit_row_hash(e);
  insert into privacy_auditevent select e.*;
end
$$;

-- Seals what can no longer change: the events of all transactions below the oldest one still running.
-- Numbers of rolled-back transactions are no gaps, since blocks are stretches of transactions, not of numbers.
create function kim_seal_audit() returns bigint language plpgsql security definer set search_path = public, pg_temp as
$$
declare
  last privacy_auditblock;
  b privacy_auditblock;
begin
  if not pg_try_advisory_xact_lock(hashtext('kim_seal_audit')) then return 0; end if;
  select * into last from privacy_auditblock order by id desc limit 1;
  b.from_transaction := coalesce(last.to_transaction, 0);
  b.to_transaction := pg_snapshot_xmin(pg_current_snapshot())::text::bigint
                      + coalesce((select max(shift) from privacy_transactionshift), 0);
  select array_agg(id order by transaction, id), array_agg(row_hash order by transaction, id)
    into b.event_ids, b.event_hashes
    from privacy_auditevent where transaction >= b.from_transaction and transaction < b.to_transaction;
  if b.event_ids is null then return 0; end if;
  b.previous_digest := coalesce(last.digest, sha256(''::bytea));
  b.digest := kim_audit_block_digest(b.previous_digest, b.from_transaction, b.to_transaction, b.event_ids, b.event_hashes);
  insert into privacy_auditblock (from_transaction, to_transaction, event_ids, event_hashes, previous_digest, digest, sealed_at)
    values (b.from_transaction, b.to_transaction, b.event_ids, b.event_hashes, b.previous_digest, b.digest, clock_timestamp());
  return cardinality(b.event_ids);
end
$$;

create function kim_audit_block_digest(previous bytea, from_tx bigint, to_tx bigint, ids bigint[], hashes bytea[])
returns bytea language sql immutable parallel safe as
$$ select sha256(previous || convert_to(concat_ws('|', from_tx, to_tx, ids::text), 'UTF8')
     || coalesce((select string_agg(h, ''::bytea order by n) from unnest(hashes) with ordinality as u(h, n)), ''::bytea)) $$;

alter table privacy_auditevent enable row level security;

-- The state of the trail in figures. kim_app may not read events; it learns how many there are, never whose or about whom.
create function kim_audit_summary(p_since timestamptz) returns jsonb
language sql stable security definer set search_path = public, pg_temp as
$$
  select jsonb_build_object(
    'events', (select count(*) from privacy_auditevent),
    'unsealed', (select count(*) from privacy_auditevent
                 where transaction >= coalesce((select max(to_transaction) from privacy_auditblock), 0)),
    'kinds', coalesce((select jsonb_agg(jsonb_build_array(kind, n) order by n desc, kind)
                       from (select kind, count(*) as n from privacy_auditevent where at >= p_since group by kind) as counted),
                      '[]'::jsonb))
$$;
