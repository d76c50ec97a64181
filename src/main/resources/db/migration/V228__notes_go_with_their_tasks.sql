delete from task_handed_over where not exists (select from act_ru_task where id_ = task_id);
alter table task_handed_over
    add foreign key (task_id) references act_ru_task (id_) on delete cascade;
