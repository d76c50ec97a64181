create table undelivered_notice (
    id         uuid primary key,
    reference  varchar(20) not null references request,
    kind       varchar(24) not null,
    since      timestamptz not null,
    way        varchar(16) check (way in ('TELEPHONE', 'IN_PERSON', 'POST', 'OTHER_ADDRESS', 'NOT_REACHED')),
    settled_by varchar(64),
    settled_at timestamptz,
    check ((way is null) = (settled_at is null) and (way is null) = (settled_by is null))
);

comment on table undelivered_notice is 'what a person should have been told and was not: open until staff say how they were reached, or that nobody could be';
comment on column undelivered_notice.way is 'null while it is open; what was said lies sealed in the vault';

create unique index undelivered_notice_open on undelivered_notice (reference, kind) where settled_at is null;
create index undelivered_notice_of_case on undelivered_notice (reference);
