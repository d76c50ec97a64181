create table second_factor (
    username  varchar(63) primary key references staff_member on delete cascade on update cascade,
    secret    bytea not null,
    last_step bigint not null,
    tries     smallint not null default 0,
    tried_at  timestamptz not null,
    since     timestamptz not null
);

comment on column second_factor.secret is 'what the app and we compute codes from, sealed';
comment on column second_factor.last_step is 'the half minute of the newest code that was used: neither it nor an older one is good again';
comment on column second_factor.tries is 'wrong codes since tried_at: after too many codes rest for a while, recovery codes do not';

create table recovery_code (
    username varchar(63) not null references staff_member on delete cascade on update cascade,
    hash     bytea not null,
    primary key (username, hash)
);

comment on table recovery_code is 'each takes the place of one code of the app; a used one is deleted';
comment on column recovery_code.hash is 'keyed hash';
