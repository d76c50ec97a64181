create table fact (
    reference   varchar(20) collate "C" not null,
    number      integer not null,
    at          timestamptz not null,
    kind        varchar(40) not null,
    actor       varchar(64) not null,
    about       varchar(36),
    detail      text not null,
    previous    bytea not null,
    hash        bytea not null,
    transaction xid8 not null default pg_current_xact_id(),
    primary key (reference, number)
);

comment on column fact.about is 'a pseudonym, whose mapping dies when the person is de-identified';
comment on column fact.detail is 'name=value, sorted, joined by semicolons: codes, counts and dates';
comment on column fact.previous is 'the hash of the fact before it in its case; empty for the first';

create index fact_by_transaction on fact (transaction, reference, number);

-- Where each chain ends. Its row is the only thing that two writers of one case wait for.
create table fact_head (
    reference varchar(20) collate "C" primary key,
    number    integer not null,
    previous  bytea not null,
    hash      bytea not null
);

create table fact_seal (
    number            bigint primary key,
    at                timestamptz not null,
    until_transaction xid8 not null,
    facts             bigint not null,
    root              bytea not null,
    previous          bytea not null,
    hash              bytea not null
);

comment on column fact_seal.until_transaction is 'covers all facts of earlier transactions that no earlier seal covers';
comment on column fact_seal.root is 'Merkle root (RFC 9162) over the hashes of its facts by transaction, reference and number';

-- SHA-256 over the parts, a line each. None of them holds a line break.
create function fact_hash(variadic parts text[]) returns bytea
    language sql stable strict
    return sha256(convert_to(array_to_string(parts, e'\n'), 'UTF8'));

-- Written once. Not even the number of the transaction is the writer's to choose.
revoke insert, update, delete, truncate on fact from "${app-role}";
grant insert (reference, number, at, kind, actor, about, detail, previous, hash) on fact to "${app-role}";
revoke update, delete, truncate on fact_seal from "${app-role}";
revoke delete, truncate on fact_head from "${app-role}";
