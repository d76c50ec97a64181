create table organisation (
    id                  varchar(40) primary key,
    name                text not null,
    physical_address    text not null,
    email               text not null,
    phone               text not null,
    whatsapp            text,
    privacy_policy      text,
    information_officer text not null,
    pause               interval not null check (pause >= interval '24 hours'),
    facts_in_mails      boolean not null default false,
    evidence_years      integer not null default 3 check (evidence_years between 1 and 10)
);

comment on column organisation.pause is 'how long a person can undo before what cannot be undone';
comment on column organisation.facts_in_mails is 'whether mails to staff carry names and numbers; by default a link only';

create table organisation_site (
    host         varchar(253) primary key,
    organisation varchar(40) not null references organisation
);

create table key_contact (
    organisation varchar(40) not null references organisation,
    email        text not null,
    name         text not null,
    primary key (organisation, email)
);
