create table returned_mail (
    hash bytea primary key,
    at   timestamptz not null
);

comment on table returned_mail is 'what has come back and was dealt with, by its hash: what comes twice counts once';

create index returned_mail_at on returned_mail (at);

create table returns_mailbox (
    id           smallint primary key check (id = 1),
    uid_validity bigint not null default 0,
    last_uid     bigint not null default 0,
    tried_uid    bigint not null default 0,
    tries        smallint not null default 0,
    lease_until  timestamptz,
    lease_owner  uuid
);

comment on table returns_mailbox is 'how far the mailbox of returned mails is read; one node reads at a time';
