-- Confidential notes lie sealed; a contact that is corrected keeps what it said before (kim_keep_contact).
create trigger contact_corrected before update on casework_contact for each row
  when (kim_user_id() is not null
        and (old.kind, old.held_on, old.minutes, old.text, old.text_sealed, old.confidential, old.place, old.interpreter,
             old.present_note)
            is distinct from
            (new.kind, new.held_on, new.minutes, new.text, new.text_sealed, new.confidential, new.place, new.interpreter,
             new.present_note))
  execute function kim_keep_contact();

-- Puts the sealed form in the place of a clear earlier version. May: whoever works in the case, of a contact that is confidential.
create function kim_seal_contact_version(p_version bigint, p_sealed bytea) returns void language plpgsql security definer
set search_path = public, pg_temp as
$$
begin
  update casework_contactversion v set text = '', text_sealed = p_sealed, confidential = true
    from casework_contact c
    where v.id = p_version and not v.confidential and c.id = v.contact_id and c.confidential
      and c.case_id = any(kim_work_cases());
  if not found then
    raise exception using errcode = 'insufficient_privilege', message = 'kim: not yours to seal';
  end if;
end
$$;
