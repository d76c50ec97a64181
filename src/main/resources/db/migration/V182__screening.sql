-- Lists that were held against the black lists: how many rows, how many of them were on one, and nothing of the rows.
create table screening (
    id           uuid primary key,
    organisation varchar(40) not null references organisation,
    at           timestamptz not null,
    list_rows    integer not null,
    listed       integer not null,
    by           varchar(63) not null
);

create index screening_of_organisation on screening (organisation, at);

create table screening_key (
    organisation varchar(40) primary key references organisation,
    hash         bytea not null unique,
    made_at      timestamptz not null,
    made_by      varchar(63) not null
);

comment on column screening_key.hash is 'of the key by which a DMS or an operator asks; the key itself is shown once';
