-- How far the erasure journal, which lies outside of the database, had come when this database last heard of it. A
-- database that was put back from a backup knows less than the journal.
create table journal_state (
    number smallint primary key default 1 check (number = 1),
    step   bigint not null,
    tick   uuid not null,
    intent uuid
);

comment on column journal_state.tick is 'the name of that step: another journal has other names';
comment on column journal_state.intent is 'the name of the step that is being written: after a crash, how it is known';

-- What the journal has still to learn, from the transaction that did it until it stands there. Whoever reads it without
-- the key cannot tell a black list from a record.
create table journal_pending (
    tag    bytea primary key,
    sealed bytea not null
);
