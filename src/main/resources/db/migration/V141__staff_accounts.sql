-- whoever was there before had no address to be written to; the sample accounts are made again at every start
delete from staff_member;

alter table staff_member
    add column reference     varchar(17) not null unique,
    add column address       bytea not null,
    add column sample        boolean not null default false,
    add column must_change   boolean not null default false,
    add column sessions_over integer not null default 0,
    alter column password drop not null;

comment on column staff_member.password is 'Argon2id with its own salt and parameters; null until the member has chosen one';
comment on column staff_member.reference is 'what is done to the account is told in the activity log under it, without a name';
comment on column staff_member.address is 'sealed; used for the mails of the product and for nothing else';
comment on column staff_member.sample is 'of the sample data: its password is shown at the start';
comment on column staff_member.sessions_over is 'how often all sessions were ended: one that began under another number is over';

create table staff_link (
    hash       bytea primary key,
    username   varchar(63) references staff_member on delete cascade on update cascade,
    purpose    varchar(12) not null check (purpose in ('FIRST', 'INVITATION', 'RESET')),
    issued_at  timestamptz not null,
    expires_at timestamptz not null,
    check ((purpose = 'FIRST') = (username is null))
);

comment on table staff_link is 'links that let one set a password, once; a used one is deleted';
comment on column staff_link.hash is 'hash of the token in the link';

create index staff_link_of on staff_link (username, purpose);

create table staff_forgotten (
    id       bigint generated always as identity primary key,
    typed    bytea not null,
    asked_at timestamptz not null
);

comment on table staff_forgotten is 'who forgot a password; worked off a moment later, so that the answer takes as long for names that nobody has';
comment on column staff_forgotten.typed is 'the user name that was typed in, sealed';
