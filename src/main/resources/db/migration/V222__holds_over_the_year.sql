-- V220 took the day on which it ran for that of each earlier decision, so that all of these would be looked at again in one
-- night a year later. They are spread over what is left of that year, one record at a time, by the first digits of its id,
-- which are random; none is looked at later than was said.
update contact_hold
set decided_on = decided_on
    - ('x' || left(contact::text, 7))::bit(28)::integer % greatest(1, decided_on + 365 - current_date)
where until is null and decided_on = (select installed_on::date from flyway_schema_history where version = '220');
