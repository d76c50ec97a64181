alter table task_handed_over
    add to_whom varchar(63) references staff_member on delete cascade on update cascade,
    add on_day date not null default current_date;

update task_handed_over
   set to_whom = (select username from act_ru_task join staff_member on username = assignee_ where id_ = task_id);
delete from task_handed_over where to_whom is null;
alter table task_handed_over
    alter to_whom set not null,
    alter on_day drop default;

comment on column task_handed_over.to_whom is 'to whom the note is written: nobody else is shown it';
comment on column task_handed_over.on_day is 'the note is forgotten a fortnight later';
