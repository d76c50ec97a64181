alter table identity_proof
    add column word bytea unique,
    add column checked_by_staff boolean not null default false,
    add column checked_records uuid[] not null default '{}',
    add column mailed boolean not null default false;

comment on column identity_proof.sealed is 'the proven addresses, a line each; the first one first';
comment on column identity_proof.word is 'keyed hash of the word that the person shows to staff';
comment on column identity_proof.checked_records is 'pseudonyms of the records that staff said are the person''s';
comment on column identity_proof.mailed is 'whether what is held was mailed with this proof';
