create table staff_member (
    username     varchar(63) primary key,
    name         text not null,
    role         varchar(24) not null check (role in ('DEALERSHIP_STAFF', 'COMPLIANCE_MANAGER', 'ADMINISTRATOR')),
    organisation varchar(40) references organisation,
    password     varchar(160) not null,
    disabled     boolean not null default false,
    check ((role = 'ADMINISTRATOR') = (organisation is null))
);

comment on column staff_member.password is 'Argon2id with its own salt and parameters';
