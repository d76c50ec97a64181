create table vault_envelope (
    reference  varchar(20) not null,
    name       varchar(64) not null,
    key_id     uuid not null unique,
    keep_until date,
    ciphertext bytea not null,
    primary key (reference, name)
);

comment on table vault_envelope is 'texts that nobody can read without their key, which lies outside the database';
comment on column vault_envelope.keep_until is 'the day from which the key is destroyed; null: when the case says so';

create index vault_envelope_by_end on vault_envelope (keep_until);

create table vault_condemned_key (
    key_id     uuid primary key,
    not_before timestamptz not null
);

comment on table vault_condemned_key is 'keys whose destruction is decided; a row goes once its key is surely gone';
