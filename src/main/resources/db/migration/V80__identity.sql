create table identity_challenge (
    id           bytea primary key,
    organisation varchar(40) not null references organisation,
    sealed       bytea not null,
    code         bytea not null,
    tries        smallint not null default 0 check (tries between 0 and 5),
    used         boolean not null default false,
    expires_at   timestamptz not null
);

comment on column identity_challenge.id is 'hash of the token that the asking browser keeps';
comment on column identity_challenge.sealed is 'the address and the code, so that the same code can be sent again';
comment on column identity_challenge.code is 'keyed hash of the code; where no message was sent, one that no code has';

create index identity_challenge_by_expiry on identity_challenge (expires_at);

create table identity_proof (
    id           bytea primary key,
    organisation varchar(40) not null references organisation,
    sealed       bytea not null,
    proven_at    timestamptz not null,
    expires_at   timestamptz not null
);

comment on column identity_proof.id is 'hash of the token that the proven browser keeps';

create index identity_proof_by_expiry on identity_proof (expires_at);

create table identity_message (
    address bytea not null,
    sent_at timestamptz not null
);

comment on table identity_message is 'which address was sent a code when, for a day: the limits that nobody can flood';
comment on column identity_message.address is 'keyed hash';

create index identity_message_by_address on identity_message (address, sent_at);

create table identity_limit (
    id         text primary key,
    state      bytea,
    expires_at bigint
);

comment on table identity_limit is 'token buckets per network, and one for all codes together';
