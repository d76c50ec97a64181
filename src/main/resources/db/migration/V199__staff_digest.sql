create table staff_digest (
    username varchar(63) primary key references staff_member on delete cascade on update cascade,
    wanted   boolean not null default true,
    last_on  date
);

comment on table staff_digest is 'who is written to in the morning about their tasks; whoever has no row is';
comment on column staff_digest.last_on is 'the last day on which their tasks were looked through, whether there was one to write of or not: once a day';
