-- What is kept without an end is looked at again each year: a year from now what was decided before.
alter table contact_hold add decided_on date not null default current_date;

comment on column contact_hold.decided_on is 'without a day in until, it is looked at again a year after this one';
