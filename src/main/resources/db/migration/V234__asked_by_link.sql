create table identity_challenge_by_link (
    id bytea primary key references identity_challenge on delete cascade
);

comment on table identity_challenge_by_link is 'the questions whose address a link named, which is shown by its mask until the code is typed in; no column of theirs, for a node of the version before reads all columns, and fails once on each connection when there is another';
