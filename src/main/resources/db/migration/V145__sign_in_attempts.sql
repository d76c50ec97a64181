create table sign_in_attempts (
    who     bytea primary key,
    tried   integer not null default 0,
    wrong   integer not null default 0,
    last_at timestamptz not null
);

comment on table sign_in_attempts is 'attempts in a row, over all nodes: of strangers at a name, from a trusted browser, from a network';
comment on column sign_in_attempts.tried is 'those that began: each has a number of its own before its password is looked at';
comment on column sign_in_attempts.wrong is 'those that came to nothing; the last of them is last_at';
comment on column sign_in_attempts.who is 'keyed hash of a user name as it was typed, whether there is one or not, of a device, or of a network';

create index sign_in_attempts_by_age on sign_in_attempts (last_at);

create table sign_in_limit (
    who      bytea primary key,
    taken    integer not null,
    began_at timestamptz not null
);

comment on table sign_in_limit is 'links, checks and codes for emergencies that a network, by keyed hash, asked for within an hour';

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

comment on table sign_in_alarm is 'user names at which the tenth attempt in a row came to nothing; the chore that tells support takes them out';
