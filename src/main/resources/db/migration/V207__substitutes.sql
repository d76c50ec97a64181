create table staff_absence (
    absent     varchar(63) primary key references staff_member on delete cascade on update cascade,
    substitute varchar(63) not null references staff_member on delete cascade on update cascade,
    first_day  date not null,
    last_day   date not null,
    begun      boolean not null default false,
    check (absent <> substitute),
    check (first_day <= last_day)
);

create index staff_absence_substitute on staff_absence (substitute);

comment on table staff_absence is 'who is away on which days, and who does their tasks meanwhile';
comment on column staff_absence.begun is 'whether their tasks were passed on';

create table task_handed_over (
    task_id varchar(64) primary key,
    by_whom varchar(63) not null references staff_member on delete cascade on update cascade,
    note    bytea not null
);

comment on table task_handed_over is 'what the one who had a task says to the colleague who has it now, until it is done';
comment on column task_handed_over.note is 'sealed under the key of the day';
