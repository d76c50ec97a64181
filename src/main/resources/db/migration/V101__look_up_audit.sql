create table look_up_audit (
    at           timestamptz not null,
    organisation varchar(40) not null,
    pseudonym    uuid,
    how          varchar(8) not null check (how in ('PAGE', 'PDF', 'JSON', 'MAIL')),
    in_clear     boolean not null
);

comment on table look_up_audit is 'who looked at what is held when, without anything personal; written in batches';
comment on column look_up_audit.pseudonym is 'the record that was shown; null where nothing was held';

create index look_up_audit_by_time on look_up_audit (organisation, at);

revoke update, delete, truncate on look_up_audit from "${app-role}";
