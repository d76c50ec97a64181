create table consent_ask (
    organisation varchar(40) not null references organisation,
    fingerprint  bytea not null,
    primary key (organisation, fingerprint)
);

comment on table consent_ask is 'who was asked for consent, once and never again (section 69(2)); kept after a de-identification';
comment on column consent_ask.fingerprint is 'keyed hash of an address, an identity number or a record; no row leads to another, to a person or to a moment';

revoke update, delete, truncate on consent_ask from "${app-role}";
