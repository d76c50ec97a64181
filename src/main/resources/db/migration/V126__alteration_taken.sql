create table alteration_taken (
    fingerprint bytea primary key,
    reference   varchar(20) not null references request,
    expires_at  timestamptz not null
);

comment on table alteration_taken is 'what became of a draft that was confirmed, for a second click of the same button; it goes with the proof';
comment on column alteration_taken.fingerprint is 'keyed, of the draft and of the token that the proven browser keeps';

create index alteration_taken_by_expiry on alteration_taken (expires_at);
