create table device_verification (
    reference    varchar(20) primary key,
    username     varchar(63) not null references staff_member on delete cascade on update cascade,
    browser      varchar(40) not null,
    country      varchar(2) not null,
    link         bytea unique,
    code         bytea,
    tries        smallint not null default 0 check (tries between 0 and 5),
    status       varchar(9) not null default 'OPEN' check (status in ('OPEN', 'CONFIRMED', 'DENIED')),
    asked_at     timestamptz not null,
    expires_at   timestamptz not null,
    decided_at   timestamptz,
    into_cookie  bytea,
    into_device  uuid,
    into_browser varchar(40),
    into_country varchar(2)
);

comment on table device_verification is 'what the process deviceVerification is about; the engine knows the reference alone';
comment on column device_verification.link is 'hash of the token in the mail';
comment on column device_verification.code is 'keyed hash of the code in the mail, bound to the reference';
comment on column device_verification.into_cookie is 'hash of the value that the confirming browser got; it may be another one than the one that waits';
comment on column device_verification.into_device is 'the device that the confirming browser is already, where it only came from another country';

create index device_verification_of_user on device_verification (username, asked_at);
