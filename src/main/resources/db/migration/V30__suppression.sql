-- A single column each: no id, no moment, no organisation, nothing that one list shares with the other or with anybody.
create table suppressed_email (hash bytea primary key);
create table suppressed_mobile (hash bytea primary key);

-- Where entries wait for company. Whoever reads it without the key cannot tell for which list a row is, nor find it
-- there later.
create table suppression_intake (
    tag    bytea primary key,
    sealed bytea not null
);
