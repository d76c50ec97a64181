create table wording (
    organisation varchar(40) not null references organisation,
    kind         varchar(20) not null,
    version      integer not null check (version > 0),
    text         text not null,
    hash         bytea not null,
    written_by   varchar(64) not null,
    written_at   timestamptz not null,
    approved_by  varchar(64),
    approved_at  timestamptz,
    primary key (organisation, kind, version),
    check (approved_by is null or approved_by <> written_by)
);

comment on table wording is 'an organisation’s own texts of consents and clauses; a version never changes, what was agreed to can be shown';
comment on column wording.hash is 'SHA-256 of the text, as evidence quotes it';

revoke update, delete, truncate on wording from "${app-role}";
grant update (approved_by, approved_at) on wording to "${app-role}";
