alter table organisation add column reference varchar(17) unique;

-- hexadecimal digits are digits of a reference too
update organisation
set reference = (select upper('PI-' || substr(h, 1, 4) || '-' || substr(h, 5, 4) || '-' || substr(h, 9, 4))
                 from md5(organisation.id || gen_random_uuid()::text) h);

alter table organisation alter column reference set not null;

comment on column organisation.reference is 'what is changed in it is told in the activity log under it, without what stood there';
