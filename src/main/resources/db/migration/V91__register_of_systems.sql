alter table processing_system drop constraint processing_system_organisation_name_key;
alter table processing_system drop column instructions;
alter table processing_system drop column active;
alter table processing_system
    add reference         varchar(20) not null unique,
    add purpose           text not null,
    add contract          text,
    add contract_date     date,
    add contact_name      text not null,
    add contact_email     text,
    add contact_phone     text,
    add breach_contact    text not null,
    add region            text not null,
    add transfer_ground   varchar(32) not null,
    add look_up           text not null,
    add change            text not null,
    add de_identify       text not null,
    add suspended_since   timestamptz,
    add suspended_because text,
    add removed_at        timestamptz,
    add removed_because   text,
    add version           integer not null default 0,
    add check ((contract is null) = (contract_date is null)),
    add check (contact_email is not null or contact_phone is not null),
    add check ((suspended_since is null) = (suspended_because is null)),
    add check ((removed_at is null) = (removed_because is null));

comment on column processing_system.reference is 'the name of the entry in the activity log';
comment on column processing_system.contract is 'the written contract or mandate of section 21(1); null while there is none, which the register shows';
comment on column processing_system.transfer_ground is 'that it stays in South Africa, or the ground of section 72 on which it leaves';
comment on column processing_system.removed_at is 'when it left the register; the row stays, because cases have asked it';

create unique index processing_system_name on processing_system (organisation, lower(name)) where removed_at is null;

create table system_change (
    system  uuid not null references processing_system,
    version integer not null,
    field   varchar(32) not null,
    at      timestamptz not null,
    by      varchar(64) not null,
    before  text,
    after   text,
    primary key (system, version, field)
);

comment on table system_change is 'who changed what in the register, and how it stood before';

-- written once
revoke update, delete, truncate on system_change from "${app-role}";
