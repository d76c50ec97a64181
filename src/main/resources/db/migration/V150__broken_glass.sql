create table broken_glass (
    code    bytea primary key,
    browser bytea not null unique,
    until   timestamptz not null
);

comment on table broken_glass is 'which of the codes in the settings were used to enter the staff area from everywhere';
comment on column broken_glass.code is 'hash of the code: it opens once';
comment on column broken_glass.browser is 'hash of the token that the one browser keeps';

-- what was used stays used
revoke update, delete, truncate on broken_glass from "${app-role}";
