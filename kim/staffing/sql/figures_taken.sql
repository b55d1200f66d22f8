-- Tables of figures that were read in: seen and recorded by whoever reads in figures (kim.staffing.access.takes_figures). The record stays.
create function kim_takes_figures() returns boolean language sql stable as
$$ select kim_has_role_of(array['coordinator', 'ki_head', 'administrator']) $$;

alter table staffing_figurestaken enable row level security;
create policy figures_taken_read on staffing_figurestaken for select using ((select kim_takes_figures()));
create policy figures_taken_write on staffing_figurestaken for insert with check ((select kim_takes_figures()));
create policy figures_taken_undo on staffing_figurestaken for update using ((select kim_takes_figures()));
