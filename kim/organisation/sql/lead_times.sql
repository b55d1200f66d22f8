-- Lead times are data of the county: their history is kept like that of every other entry.
create trigger county_change after insert or update or delete on organisation_leadtime
  for each row execute function kim_county_change('lead_time', 'agency_id weeks valid_from valid_to source note synthetic');
