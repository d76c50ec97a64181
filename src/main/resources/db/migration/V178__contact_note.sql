create table contact_note (
    contact uuid not null references contact,
    what    varchar(16) not null,
    detail  varchar(40) not null default '',
    at      timestamptz not null
);

comment on table contact_note is 'what happened with a record, and when: written to, unsubscribed; dates and codes only';

create index contact_note_of on contact_note (contact, at);
revoke update on contact_note from "${app-role}";
