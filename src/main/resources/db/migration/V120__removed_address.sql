create table removed_address (
    reference   varchar(20) not null references request,
    fingerprint bytea not null,
    primary key (reference, fingerprint)
);

comment on table removed_address is 'by which addresses a person is recognised whose record is being removed though nobody asked; the rows go with the working copy of the case';

create index removed_address_by_fingerprint on removed_address (fingerprint);
