create table late_mail_limit (
    who      bytea primary key,
    taken    integer not null,
    began_at timestamptz not null
);

comment on table late_mail_limit is 'mails on late cases that a person, by keyed hash, was written within an hour';
