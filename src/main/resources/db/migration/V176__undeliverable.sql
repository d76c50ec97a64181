create table undeliverable (
    id           uuid primary key,
    organisation varchar(40) not null references organisation,
    contact      uuid not null references contact,
    field        varchar(20) not null check (field in ('EMAIL', 'MOBILE')),
    address_hash bytea not null,
    severity     varchar(4) not null check (severity in ('HARD', 'SOFT')),
    reason       varchar(24) not null,
    code         varchar(16),
    times        integer not null default 1,
    first_at     timestamptz not null,
    last_at      timestamptz not null,
    outcome      varchar(16) check (outcome in ('CORRECTED', 'REMOVED', 'STILL_RIGHT')),
    settled_by   varchar(64),
    settled_at   timestamptz,
    check ((outcome is null) = (settled_at is null))
);

comment on table undeliverable is 'addresses of records at which messages do not arrive, and why; open until staff have corrected them';
comment on column undeliverable.address_hash is 'keyed; an address that was changed since is another one, and its trouble is over';
comment on column undeliverable.code is 'the status that the other side gave, never its words';

create unique index undeliverable_open on undeliverable (contact, field) where settled_at is null;
create index undeliverable_of_organisation on undeliverable (organisation, last_at) where settled_at is null;
create index undeliverable_of_contact on undeliverable (contact);
