create table sign_in_alert (
    reference varchar(20) primary key,
    username  varchar(63) not null references staff_member on delete cascade on update cascade,
    who       bytea not null,
    raised_at timestamptz not null
);

comment on table sign_in_alert is 'what the process signInAlert is about';
comment on column sign_in_alert.who is 'the user name as sign_in_origin has it';

create index sign_in_alert_of on sign_in_alert (who);

create table support_answer (
    reference varchar(20) primary key,
    known     boolean not null,
    note      bytea not null,
    by        varchar(63) not null,
    at        timestamptz not null
);

comment on table support_answer is 'what support found out, of either process';
comment on column support_answer.known is 'whether somebody else may know the password';
comment on column support_answer.note is 'sealed';
