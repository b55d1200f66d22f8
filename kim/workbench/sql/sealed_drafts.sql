-- The key of a person: read and made by themselves alone. It seals what they are typing.
create policy user_key_read on privacy_datakey for select using (kind = 'user' and owner_id = (select kim_user_id()));
create policy user_key_make on privacy_datakey for insert with check (
  kind = 'user' and destroyed_at is null and owner_id = (select kim_user_id()));
