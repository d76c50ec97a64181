create table sign_in_proof_of_work (
    id         bytea primary key,
    expires_at timestamptz not null
);

comment on table sign_in_proof_of_work is 'answers that were given: each counts once';

create table sign_in_code (
    id         bytea primary key,
    who        bytea not null,
    network    bytea not null,
    code       bytea,
    tries      smallint not null default 0 check (tries between 0 and 5),
    used       boolean not null default false,
    handled    boolean not null default false,
    asked_at   timestamptz not null,
    expires_at timestamptz not null
);

comment on table sign_in_code is 'the other way to pass the check: a code mailed to the account';
comment on column sign_in_code.id is 'hash of the token that the asking page keeps';
comment on column sign_in_code.who is 'keyed hash of the user name as it was typed; a row is written whether there is one or not';
comment on column sign_in_code.tries is 'of the page; used and expires_at are of the code too';
comment on column sign_in_code.code is 'keyed hash of the code, which is good on every page that asked for the account; null where none was sent';

create index sign_in_code_to_handle on sign_in_code (asked_at) where not handled;
create index sign_in_code_of_account on sign_in_code (who, asked_at);
create index sign_in_code_of_network on sign_in_code (network, asked_at);
