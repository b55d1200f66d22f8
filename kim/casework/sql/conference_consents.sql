-- A participant cites a consent of its own case that names this very agency. Until now only its day was noted: where there is
-- such a consent it takes its place, where there is none the papers name nobody until one is chosen.
update casework_conferenceparticipant p set consent_id = c.id from casework_consent c
  where p.basis = 'consent' and c.case_id = p.case_id and c.agency_id = p.agency_id and c.given_on = p.consent_on;
update casework_conferenceparticipant set basis = '' where basis = 'consent' and consent_id is null;
set constraints all immediate;
