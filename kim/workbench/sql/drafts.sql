-- What somebody typed or sent belongs to them alone: the application sees and writes rows of the running user only.
alter table workbench_draft enable row level security;
alter table workbench_submission enable row level security;
create policy draft_own on workbench_draft
  using (user_id = (select kim_user_id())) with check (user_id = (select kim_user_id()));
create policy submission_own on workbench_submission
  using (user_id = (select kim_user_id())) with check (user_id = (select kim_user_id()));

-- The daily tidying, across all users and past the policies: only what is old enough goes, and nothing is read.
create function kim_tidy_typed(out drafts bigint, out submissions bigint) language plpgsql security definer
set search_path = public, pg_temp as
$$
begin
  delete from workbench_draft where saved_at < now() - interval '30 days';
  get diagnostics drafts = row_count;
  delete from workbench_submission where sent_at < now() - interval '30 days';
  get diagnostics submissions = row_count;
end
$$;
