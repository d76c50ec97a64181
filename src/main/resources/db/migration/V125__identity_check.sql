create table identity_check (
    reference varchar(20) not null,
    contact   uuid not null references contact,
    primary key (reference, contact)
);

comment on table identity_check is 'of which records staff have seen the person; a row goes when its record is de-identified, and with the last one what staff wrote';
comment on column identity_check.reference is 'where it lies sealed how they knew; it is no case';

create index identity_check_by_contact on identity_check (contact);
