create table alteration_draft (
    id         bytea primary key,
    sealed     bytea not null,
    expires_at timestamptz not null
);

comment on table alteration_draft is 'what a proven person wants changed and has not confirmed yet; it goes with the proof';
comment on column alteration_draft.id is 'hash of the token that the proven browser keeps';

create index alteration_draft_by_expiry on alteration_draft (expires_at);

create table alteration_record (
    reference     varchar(20) not null references request,
    contact       uuid not null references contact,
    consents_only boolean not null,
    primary key (reference, contact)
);

comment on table alteration_record is 'which alterations a record has seen; the rows go when it is de-identified, with what was sealed of them';

create index alteration_record_by_contact on alteration_record (contact);
