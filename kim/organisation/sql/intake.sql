-- The history of what the county asks in the enquiry form.
create trigger county_change after insert or update or delete on organisation_intakequestion
  for each row execute function kim_county_change('intake_question',
    'key name_de name_en answer choices channels position valid_from valid_to source note synthetic');
create trigger county_change after insert or update or delete on organisation_intakeomission
  for each row execute function kim_county_change('intake_omission', 'question channels valid_from valid_to source note synthetic');
