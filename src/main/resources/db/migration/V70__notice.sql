create table notice (
    id           uuid primary key,
    organisation varchar(40) not null references organisation,
    reference    varchar(20),
    kind         varchar(24) not null,
    channel      varchar(5) not null check (channel in ('EMAIL', 'SMS')),
    lane         smallint,
    payload      bytea,
    message_id   varchar(320) not null,
    status       varchar(10) not null check (status in ('PENDING', 'SENT', 'FAILED', 'EXPIRED', 'SUPPRESSED')),
    attempts     integer not null default 0,
    code         varchar(16),
    written_at   timestamptz not null,
    due_at       timestamptz not null,
    expires_at   timestamptz,
    lease_until  timestamptz,
    lease_owner  uuid,
    settled_at   timestamptz,
    tell_at      timestamptz,
    check ((status = 'PENDING') = (payload is not null)),
    check ((status = 'PENDING') = (settled_at is null)),
    check (status = 'PENDING' or lane is null)
);

comment on table notice is 'the outbox: written in the step''s transaction, sent after it';
comment on column notice.payload is 'the rendered message and its recipient, sealed; gone once settled';
comment on column notice.lane is 'one of 64, by keyed hash of the recipient''s host: a slow host holds up its own lane only';
comment on column notice.code is 'why the last attempt failed: the server''s number or a word of ours, never its text';
comment on column notice.tell_at is 'when the settlement is told to the rest of the house; null before it and once told';

create index notice_due on notice (channel, due_at) where status = 'PENDING';
create index notice_to_tell on notice (tell_at) where tell_at is not null;
create index notice_of_case on notice (reference, kind) where reference is not null;
