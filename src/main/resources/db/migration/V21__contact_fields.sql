alter table contact
    add column kind varchar(12) not null default 'INDIVIDUAL' check (kind in ('INDIVIDUAL', 'JURISTIC'));

comment on column contact.kind is 'a company has rights like a person (section 1, «person»); its first name is its registered name';

create table contact_contested (
    contact   uuid not null references contact,
    field     varchar(20) not null,
    reference varchar(20) not null,
    primary key (contact, field, reference)
);

comment on table contact_contested is 'fields whose accuracy is in question: restricted until that is settled (section 14(6)(a))';

create table contact_statement (
    contact   uuid not null references contact,
    field     varchar(20) not null,
    text      text not null,
    reference varchar(20) not null,
    at        timestamptz not null,
    primary key (contact, field)
);

comment on table contact_statement is 'that a correction was asked for and not made; always read with the field (section 24(2)(d))';

create table consent_evidence (
    contact   uuid not null references contact,
    field     varchar(20) not null,
    given     boolean not null,
    wording   varchar(64) not null,
    channel   varchar(20) not null,
    reference varchar(20) not null,
    at        timestamptz not null,
    primary key (contact, field, reference)
);

comment on table consent_evidence is 'what shows that consent was given, or taken back: the burden of proof is ours (section 11(2)(a))';
