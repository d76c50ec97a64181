create table device (
    id         uuid primary key,
    reference  varchar(20) not null,
    username   varchar(63) not null references staff_member on delete cascade on update cascade,
    browser    varchar(40) not null,
    countries  varchar(2)[] not null,
    trusted_at timestamptz not null,
    used_at    timestamptz not null
);

comment on table device is 'browsers in which a member of staff has shown to be the one';
comment on column device.reference is 'of the verification that it came by: its facts stand under it';
comment on column device.countries is 'from where it was verified; another one is verified anew';

create index device_of_user on device (username);

create table device_cookie (
    hash        bytea primary key,
    device      uuid not null references device on delete cascade,
    replaced_at timestamptz
);

comment on column device_cookie.hash is 'of the random value that the browser keeps';
comment on column device_cookie.replaced_at is 'null for the present value; whoever comes with a former one has stolen it, or was stolen from';

create index device_cookie_of_device on device_cookie (device);
