create table request (
    reference     varchar(20) primary key,
    organisation  varchar(40) not null references organisation,
    type          varchar(20) not null
        check (type in ('LOOK_UP', 'ALTERATION', 'WITHDRAWAL', 'DE_IDENTIFICATION')),
    status        varchar(16) not null
        check (status in ('RECEIVED', 'IN_PROGRESS', 'FULFILLED', 'REFUSED', 'CANCELLED')),
    received_at   timestamptz not null,
    due           date not null,
    pseudonym     uuid not null,
    decision      varchar(16) check (decision in ('NOTHING_HOLDS', 'PART_HOLDS', 'ALL_HOLDS')),
    refusal       varchar(32),
    attributed    boolean not null default false,
    pause_ends_at timestamptz,
    begun_at      timestamptz,
    closed_at     timestamptz,
    searching     boolean not null default false,
    version       integer not null default 0
);

comment on column request.pseudonym is 'the name of the person in the activity log; who that is, the record knows until it is de-identified';
comment on column request.attributed is 'whether it is clear which records are the person''s';
comment on column request.begun_at is 'from when de-identification has begun and nothing can be cancelled';

comment on column request.searching is 'whether the search for what is left behind is still to come';

create index request_open on request (organisation, due) where closed_at is null;

create table request_address (
    reference   varchar(20) not null references request,
    fingerprint bytea not null,
    proven      boolean not null,
    primary key (reference, fingerprint)
);

create index request_by_address on request_address (fingerprint);

create table request_link (
    hash       bytea primary key,
    reference  varchar(20) not null references request
);

create index request_link_by_reference on request_link (reference);

create table request_record (
    reference varchar(20) not null references request,
    contact   uuid not null references contact,
    primary key (reference, contact)
);

comment on table request_record is 'the records that a case is about; the row goes when the record is de-identified';

create index request_record_by_contact on request_record (contact);

create table leftover_search (
    reference   varchar(20) not null references request,
    searched_at timestamptz not null,
    found       text not null,
    primary key (reference, searched_at)
);

comment on column leftover_search.found is 'tables and columns with counts, never a value; empty when nothing was left';
