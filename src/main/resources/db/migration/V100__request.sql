create table request (
    reference     varchar(20) primary key,
    organisation  varchar(40) not null references organisation,
    type          varchar(16) not null check (type in ('WITHDRAWAL')),
    status        varchar(16) not null
        check (status in ('RECEIVED', 'IN_PROGRESS', 'FULFILLED', 'REFUSED', 'CANCELLED')),
    received_at   timestamptz not null,
    due           date not null,
    contact       uuid references contact,
    pseudonym     uuid not null,
    decision      varchar(16) check (decision in ('NOTHING_HOLDS', 'PART_HOLDS', 'ALL_HOLDS')),
    refusal       varchar(32),
    pause_ends_at timestamptz,
    begun_at      timestamptz,
    closed_at     timestamptz,
    version       integer not null default 0
);

comment on column request.pseudonym is 'the name of the person in the activity log; a random one once de-identified';
comment on column request.begun_at is 'from when de-identification has begun and nothing can be cancelled';

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
