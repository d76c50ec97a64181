create table look_up_alert (
    reference    varchar(20) primary key references request,
    organisation varchar(40) not null references organisation,
    written_at   timestamptz not null,
    told_at      timestamptz
);

comment on table look_up_alert is 'of which look-ups the key contacts are told: each by a mail of its own, or many by one; a row goes a day after that';
comment on column look_up_alert.told_at is 'null while it waits for the mail that tells of many';

create index look_up_alert_by_hour on look_up_alert (organisation, written_at);
