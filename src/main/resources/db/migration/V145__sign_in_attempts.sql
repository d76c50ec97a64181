create table sign_in_attempts (
    who     bytea primary key,
    wrong   integer not null check (wrong > 0),
    last_at timestamptz not null
);

comment on table sign_in_attempts is 'attempts in a row that led nowhere, over all nodes';
comment on column sign_in_attempts.who is 'keyed hash of a user name as it was typed, whether there is one or not, or of a network';

create index sign_in_attempts_by_age on sign_in_attempts (last_at);

create table sign_in_origin (
    who     bytea not null,
    country varchar(2) not null,
    browser varchar(40) not null,
    wrong   integer not null,
    last_at timestamptz not null,
    primary key (who, country, browser)
);

comment on table sign_in_origin is 'where attempts at a user name came from, added up: what support looks at';

create table sign_in_alarm (
    id  uuid primary key,
    who bytea not null,
    at  timestamptz not null
);

comment on table sign_in_alarm is 'user names whose tenth wrong password in a row was given; the chore that tells support takes them out';
